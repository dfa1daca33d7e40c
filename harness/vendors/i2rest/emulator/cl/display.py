"""DSPJOB and DSPLIBL: they print, so that callers of run_command see nothing of what they show."""

from __future__ import annotations

from typing import Final

from harness.vendors.i2rest.emulator.cl.setting import Setting
from harness.vendors.i2rest.emulator.cl.syntax import Command
from harness.vendors.i2rest.emulator.messages import Message, message, printer_missing, wrong

_OUTPUTS: Final = frozenset({"*", "*PRINT"})


def display_job(command: Command, setting: Setting) -> tuple[Message, ...]:
    """Print what is known of a job; raise ``EscapeError`` for one that the system does not know."""
    values = command.named(("JOB", "OUTPUT", "OPTION"))
    _check(values, frozenset({"JOB", "OUTPUT", "OPTION", "DUPJOBOPT"}))
    if values.get("JOB", "*") != "*":
        setting.job_named(values["JOB"])
    return (printer_missing(),)


def display_library_list(command: Command, setting: Setting) -> tuple[Message, ...]:
    """Print the session's library list (run_command example)."""
    del setting
    _check(command.named(("OUTPUT",)), frozenset({"OUTPUT"}))
    return (printer_missing(),)


def _check(values: dict[str, str], keywords: frozenset[str]) -> None:
    for keyword in values:
        if keyword not in keywords:
            raise wrong(message("CPD0043", keyword=keyword))
    output = values.get("OUTPUT", "*").upper()
    if output not in _OUTPUTS:
        raise wrong(message("CPD0084", value=output[:32], keyword="OUTPUT"))
