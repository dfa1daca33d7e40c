"""Informatica Cloud (IICS): the job resource of REST API v2."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from harness.target import Credentials
from harness.vendor import Generation, Vendor
from harness.vendors.iics import emulator
from harness.vendors.iics.environment import client_environment
from harness.vendors.iics.flows import IicsFlows
from harness.vendors.iics.observe import observe
from harness.vendors.iics.reader import IicsReader
from harness.vendors.iics.rules import RULES
from harness.vendors.iics.scheme import IicsScheme
from harness.vendors.iics.work import WORK, WORK_SCHEMA, exclusive, run_tag, running

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def _bodies(generation: Generation) -> Mapping[tuple[str, str], SearchStrategy[bytes]]:
    """Return the strategies of bodies; imported late, so that plain flows start without Hypothesis."""
    from harness.vendors.iics import strategies  # noqa: PLC0415 - see above

    return strategies.bodies(generation)


VENDOR = Vendor(
    name="iics",
    title="Informatica Cloud: job resource of REST API v2",
    emulator=emulator.build,
    sessions={
        "primary": Credentials("harness@example.com", "harness"),
        "other": Credentials("other@example.com", "harness"),
    },
    scheme=IicsScheme(),
    flows=IicsFlows(),
    reader=IicsReader(),
    observe=observe,
    rules=RULES,
    work=WORK,
    work_schema=WORK_SCHEMA,
    bodies=_bodies,
    environment=client_environment,
    tag=run_tag,
    exclusive=exclusive,
    running=running,
    documented=Path(__file__).with_name("documented.ndjson"),
    secrets=("icSessionId", "INFA-SESSION-ID", "IDS-SESSION-ID"),
)
"""Users and passwords are those of the embedded emulator."""
