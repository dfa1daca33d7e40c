"""IBM z/OSMF: the z/OS jobs REST interface."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from harness.target import Credentials
from harness.vendor import Generation, Vendor
from harness.vendors.zosmf import emulator
from harness.vendors.zosmf.about import about
from harness.vendors.zosmf.environment import client_environment
from harness.vendors.zosmf.flows import ZosmfFlows
from harness.vendors.zosmf.observe import observe
from harness.vendors.zosmf.reader import ZosmfReader
from harness.vendors.zosmf.rules import RULES
from harness.vendors.zosmf.scheme import ZosmfScheme
from harness.vendors.zosmf.work import WORK, WORK_SCHEMA, job_tag

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def _bodies(generation: Generation) -> Mapping[tuple[str, str], SearchStrategy[bytes]]:
    """Return the JCL strategies; imported late, so that plain flows start without Hypothesis."""
    from harness.vendors.zosmf import strategies  # noqa: PLC0415 - see above

    return strategies.bodies(generation)


VENDOR = Vendor(
    name="zosmf",
    title="IBM z/OSMF: z/OS jobs REST interface",
    emulator=emulator.build,
    sessions={"primary": Credentials("IBMUSER", "SYS1"), "other": Credentials("OTHER", "SYS1")},
    scheme=ZosmfScheme(),
    flows=ZosmfFlows(),
    reader=ZosmfReader(),
    observe=observe,
    rules=RULES,
    work=WORK,
    work_schema=WORK_SCHEMA,
    bodies=_bodies,
    environment=client_environment,
    tag=job_tag,
    documented=Path(__file__).with_name("documented.ndjson"),
    about=about,
    secrets=("X-IBM-Target-System-Password",),
)
"""Users and passwords are those of the embedded emulator."""
