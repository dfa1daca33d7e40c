"""What the command in SBMJOB CMD() does once its job runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from harness.vendors.i2rest.emulator.cl.syntax import Command, read_command, unquoted
from harness.vendors.i2rest.emulator.job import Work
from harness.vendors.i2rest.emulator.messages import EscapeError, message

_PROGRAM: Final = re.compile(r"(?:(\*LIBL|[A-Z$#@][A-Z0-9$#@_.]{0,9})/)?([A-Z$#@][A-Z0-9$#@_.]{0,9})")
_PROGRAMS: Final[Mapping[str, Work]] = {
    "EODJOB": Work(2.0),
    "PAYROLL": Work(5.0),
    "QCMD": Work(0.1),
    "BADPGM": Work(0.5, code=30),
    "SEVPGM": Work(0.5, code=20),
}
"""Programs that there are; any other is not found, and the job that calls it ends abnormally."""
_LONGEST: Final = 999_999


def work_of(text: str, *, log_always: bool) -> Work:
    """Return what a command string will do as a batch job; raise ``EscapeError`` when it cannot be read."""
    command = read_command(unquoted(text))
    doer = _COMMANDS.get(command.name)
    if doer is None or command.library not in {"*LIBL", "QSYS"}:
        raise EscapeError(
            message("CPF1338"), message("CPD0030", command=command.name, library=command.library)
        )
    seconds, code = doer(command)
    return Work(seconds, code, log_always)


def _delay(command: Command) -> tuple[float, int]:
    """DLYJOB waits for a number of seconds (IBM, Delay Job)."""
    given = command.named(("DLY",)).get("DLY", "")
    if not (given.isascii() and given.isdigit() and 1 <= int(given) <= _LONGEST):
        raise EscapeError(message("CPF1338"), message("CPD0084", value=given[:32], keyword="DLY"))
    return float(given), 0


def _call(command: Command) -> tuple[float, int]:
    """CALL runs a program; one that is not there ends the job abnormally, long after the submit."""
    found = _PROGRAM.fullmatch(command.named(("PGM", "PARM")).get("PGM", "").upper())
    if found is None:
        raise EscapeError(message("CPF1338"), message("CPD0071", keyword="PGM"))
    work = _PROGRAMS.get(found[2], Work(0.05, code=30))
    return work.seconds, work.code


def _short(_command: Command) -> tuple[float, int]:
    return 0.2, 0


_COMMANDS: Final[Mapping[str, Callable[[Command], tuple[float, int]]]] = {
    "DLYJOB": _delay,
    "CALL": _call,
    "DSPLIBL": _short,
    "SNDMSG": _short,
    "DSPJOB": _short,
}
