"""JasperReports Server: the jobs service."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from harness.target import Credentials
from harness.vendor import Generation, Vendor
from harness.vendors.jasper import emulator
from harness.vendors.jasper.about import about
from harness.vendors.jasper.environment import client_environment
from harness.vendors.jasper.flows import JasperFlows
from harness.vendors.jasper.observe import observe
from harness.vendors.jasper.reader import JasperReader
from harness.vendors.jasper.rules import RULES
from harness.vendors.jasper.scheme import JasperScheme
from harness.vendors.jasper.work import WORK, WORK_SCHEMA, job_tag

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def _bodies(generation: Generation) -> Mapping[tuple[str, str], SearchStrategy[bytes]]:
    """Return the descriptor strategies; imported late, so that plain flows start without Hypothesis."""
    from harness.vendors.jasper import strategies  # noqa: PLC0415 - see above

    return strategies.bodies(generation)


VENDOR = Vendor(
    name="jasper",
    title="JasperReports Server: jobs service",
    emulator=emulator.build,
    sessions={
        "primary": Credentials("jasperadmin", "jasperadmin"),
        "other": Credentials("joeuser", "joeuser"),
    },
    scheme=JasperScheme(),
    flows=JasperFlows(),
    reader=JasperReader(),
    observe=observe,
    rules=RULES,
    work=WORK,
    work_schema=WORK_SCHEMA,
    bodies=_bodies,
    environment=client_environment,
    tag=job_tag,
    documented=Path(__file__).with_name("documented.ndjson"),
    about=about,
)
"""Users and passwords are those of the embedded emulator."""
