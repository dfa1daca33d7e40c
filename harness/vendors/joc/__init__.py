"""SOS JOC Cockpit: the REST web service of JobScheduler 1.x."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from harness.target import Credentials
from harness.vendor import Generation, Vendor
from harness.vendors.joc import emulator
from harness.vendors.joc.about import about
from harness.vendors.joc.environment import client_environment
from harness.vendors.joc.flows import JocFlows
from harness.vendors.joc.observe import observe
from harness.vendors.joc.reader import JocReader
from harness.vendors.joc.rules import RULES
from harness.vendors.joc.scheme import JocScheme
from harness.vendors.joc.work import WORK, WORK_SCHEMA, order_tag

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def _bodies(generation: Generation) -> Mapping[tuple[str, str], SearchStrategy[bytes]]:
    """Return the body strategies; imported late, so that plain flows start without Hypothesis."""
    from harness.vendors.joc import strategies  # noqa: PLC0415 - see above

    return strategies.bodies(generation)


VENDOR = Vendor(
    name="joc",
    title="SOS JOC Cockpit: REST web service of JobScheduler 1.x",
    emulator=emulator.build,
    sessions={
        "primary": Credentials("root", "root"),
        "other": Credentials("api_user", "api_user"),
        "powerless": Credentials("nobody", "nobody"),
    },
    scheme=JocScheme(),
    flows=JocFlows(),
    reader=JocReader(),
    observe=observe,
    rules=RULES,
    work=WORK,
    work_schema=WORK_SCHEMA,
    bodies=_bodies,
    environment=client_environment,
    tag=order_tag,
    documented=Path(__file__).with_name("documented.ndjson"),
    about=about,
    secrets=("X-Access-Token", "access_token"),
)
"""Users and passwords are those of the embedded emulator; the second may look, add and start, the
third may log in and nothing else."""
