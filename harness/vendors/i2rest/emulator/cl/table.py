"""The table of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from harness.vendors.i2rest.emulator.cl.control import change_job, end_job, hold_job, release_job
from harness.vendors.i2rest.emulator.cl.display import display_job, display_library_list
from harness.vendors.i2rest.emulator.cl.setting import Setting
from harness.vendors.i2rest.emulator.cl.submit import submit_job
from harness.vendors.i2rest.emulator.cl.syntax import Command, read_command
from harness.vendors.i2rest.emulator.messages import Message, message, wrong

Doer = Callable[[Command, Setting], tuple[Message, ...]]

COMMANDS: Final[Mapping[str, Doer]] = {
    "SBMJOB": submit_job,
    "HLDJOB": hold_job,
    "RLSJOB": release_job,
    "ENDJOB": end_job,
    "CHGJOB": change_job,
    "DSPJOB": display_job,
    "DSPLIBL": display_library_list,
}
"""By name, in library QSYS."""


def run(text: str, setting: Setting) -> tuple[Message, ...]:
    """Run one command and return what it says; raise ``EscapeError`` when it fails."""
    command = read_command(text)
    doer = COMMANDS.get(command.name)
    if doer is None or command.library not in {"*LIBL", "QSYS"}:
        raise wrong(message("CPD0030", command=command.name, library=command.library))
    return doer(command, setting)
