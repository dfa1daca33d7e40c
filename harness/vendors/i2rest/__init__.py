"""i2Rest Server: programs and commands of an IBM i."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from harness.target import Credentials
from harness.vendor import Generation, Vendor
from harness.vendors.i2rest import emulator
from harness.vendors.i2rest.about import about
from harness.vendors.i2rest.environment import client_environment
from harness.vendors.i2rest.flows import I2RestFlows
from harness.vendors.i2rest.observe import observe
from harness.vendors.i2rest.reader import I2RestReader, executed
from harness.vendors.i2rest.rules import RULES
from harness.vendors.i2rest.scheme import I2RestScheme
from harness.vendors.i2rest.work import WORK, WORK_SCHEMA, job_tag

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def _bodies(generation: Generation) -> Mapping[tuple[str, str], SearchStrategy[bytes]]:
    """Return the strategies of bodies; imported late, so that plain flows start without Hypothesis."""
    from harness.vendors.i2rest import strategies  # noqa: PLC0415 - see above

    return strategies.bodies(generation)


_PROFILE = {"profile": "USRX", "profile_password": "USRX"}

VENDOR = Vendor(
    name="i2rest",
    title="i2Rest Server for IBM i: run_program and run_command",
    emulator=emulator.build,
    sessions={
        "primary": Credentials("harness", "harness", _PROFILE),
        "other": Credentials("other", "other", {"profile": "USRY", "profile_password": "USRY"}),
        "programs": Credentials("harness", "harness", {**_PROFILE, "scope": "run_program"}),
        "commands": Credentials("harness", "harness", {**_PROFILE, "scope": "run_command"}),
    },
    scheme=I2RestScheme(),
    flows=I2RestFlows(),
    reader=I2RestReader(),
    observe=observe,
    rules=RULES,
    work=WORK,
    work_schema=WORK_SCHEMA,
    bodies=_bodies,
    environment=client_environment,
    tag=job_tag,
    executes=executed,
    about=about,
    documented=Path(__file__).with_name("documented.ndjson"),
)
"""Users are OAuth2 clients of the embedded emulator; ``profile`` is the user of the IBM i that a client's
session jobs run under. Two sessions hold one scope each, so that the other is refused."""
