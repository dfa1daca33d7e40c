"""SBMJOB: put a job on a job queue (IBM i 7.4, Submit Job)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from harness.emulation.clock import SECOND
from harness.seed import stream
from harness.vendors.i2rest.emulator.cl.setting import Setting
from harness.vendors.i2rest.emulator.cl.syntax import Command
from harness.vendors.i2rest.emulator.cl.workload import work_of
from harness.vendors.i2rest.emulator.job import NAME, QUEUE_WAIT, Job
from harness.vendors.i2rest.emulator.messages import EscapeError, Message, message, wrong
from harness.vendors.i2rest.emulator.system import QUEUES

_POSITIONAL: Final = ("CMD", "JOB", "JOBD")
_QUALIFIED: Final = r"(\*LIBL/|\*CURLIB/|[A-Z$#@][A-Z0-9$#@_.]{0,9}/)?[A-Z$#@][A-Z0-9$#@_.]{0,9}"
_SPECIAL: Final = r"\*[A-Z0-9]{1,9}"
_KEYWORDS: Final[Mapping[str, str]] = {
    "CMD": r"(?s:.+)",
    "JOB": rf"\*JOBD|{NAME.pattern}",
    "JOBD": rf"\*USRPRF|{_QUALIFIED}",
    "JOBQ": rf"\*JOBD|{_QUALIFIED}",
    "JOBPTY": r"\*JOBD|[1-9]",
    "OUTPTY": r"\*JOBD|[1-9]",
    "OUTQ": rf"{_SPECIAL}|{_QUALIFIED}",
    "USER": rf"\*CURRENT|\*JOBD|{NAME.pattern}",
    "LOG": r"(\*JOBD|[0-4]( +(\*JOBD|[0-9]{1,2})( +(\*JOBD|\*MSG|\*SECLVL|\*NOLIST))?)?)",
    "LOGCLPGM": r"\*JOBD|\*YES|\*NO",
    "HOLD": r"\*JOBD|\*YES|\*NO",
    "MSGQ": rf"\*NONE|\*USRPRF|\*WRKSTN|{_QUALIFIED}",
    "INLLIBL": r"(?s:.+)",
    "CURLIB": rf"{_SPECIAL}|{_QUALIFIED}",
    "INQMSGRPY": r"\*JOBD|\*RQD|\*DFT|\*SYSRPYL",
    "CPYENVVAR": r"\*NO|\*YES",
    "DSPSBMJOB": r"\*YES|\*NO",
}
"""Keywords that are read, and the values that they take."""
_DEFAULT_NAME: Final = "QDFTJOBD"


def submit_job(command: Command, setting: Setting) -> tuple[Message, ...]:
    """Take a job and say so; raise ``EscapeError`` when it is refused."""
    values = {
        key: value if key in {"CMD", "INLLIBL"} else value.upper()
        for key, value in command.named(_POSITIONAL).items()
    }
    _check(values)
    queue, library = _queue(values.get("JOBQ", "*JOBD"))
    job = _job(values, setting)
    system = setting.system
    if len(system.jobs) >= setting.settings.capacity:
        raise EscapeError(message("CPF1338"), message("CPF9898", text="Maximum number of jobs reached."))
    system.put(job)
    return (message("CPC1221", job=job.key, queue=queue, library=library),)


def _check(values: Mapping[str, str]) -> None:
    for keyword, value in values.items():
        pattern = _KEYWORDS.get(keyword)
        if pattern is None:
            raise wrong(message("CPD0043", keyword=keyword))
        if not re.fullmatch(pattern, value):
            raise wrong(message("CPD0084", value=value[:32], keyword=keyword))
    if "CMD" not in values:
        raise wrong(message("CPD0071", keyword="CMD"))


def _queue(value: str) -> tuple[str, str]:
    """Return name and library of a job queue that there is."""
    if value == "*JOBD":
        return "QBATCH", "QGPL"
    library, _, name = value.rpartition("/")
    for known in sorted(QUEUES):
        if name == known[0] and library in {"", "*LIBL", known[1]}:
            return known
    missing = message("CPF3307", queue=name, library=library or "*LIBL")
    raise EscapeError(message("CPF1338"), missing)


def _job(values: Mapping[str, str], setting: Setting) -> Job:
    system, now = setting.system, setting.now
    owner = _owner(values.get("USER", "*CURRENT"), setting)
    work = work_of(values["CMD"], log_always=values.get("LOG", "").endswith(("*MSG", "*SECLVL")))
    name = values.get("JOB", "*JOBD").replace("*JOBD", _DEFAULT_NAME)
    number = system.take_number()
    lag, begun = setting.settings.lag, now / SECOND
    read = lag.read.sample(stream(system.seed, "read", number), begun)
    modify = lag.modify.sample(stream(system.seed, "modify", number), begun)
    wait = QUEUE_WAIT * stream(system.seed, "job", number).lognormvariate(0, 0.4)
    return Job(
        key=f"{number:06d}/{owner}/{name}",
        name=name,
        owner=owner,
        submitted=now,
        readable=now + round(read * SECOND),
        modifiable=now + round(modify * SECOND),
        work=work,
        wait=round(wait),
        held=values.get("HOLD") == "*YES",
        priority=int(values.get("JOBPTY", "*JOBD").replace("*JOBD", "5")),
    )


def _owner(value: str, setting: Setting) -> str:
    """Return the profile of the job; another's needs *USE authority to it, which nobody here has."""
    profile = setting.session.profile
    if value in {"*CURRENT", "*JOBD", profile}:
        return profile
    raise EscapeError(message("CPF1338"), message("CPF9802", object=value, library="QSYS"))
