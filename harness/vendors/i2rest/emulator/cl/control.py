"""HLDJOB, RLSJOB, ENDJOB and CHGJOB: what operators do to jobs (IBM i 7.4, CL reference)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from harness.emulation.timeline import Event
from harness.vendors.i2rest.emulator.cl.setting import Setting
from harness.vendors.i2rest.emulator.cl.syntax import Command
from harness.vendors.i2rest.emulator.job import Job, Phase
from harness.vendors.i2rest.emulator.messages import EscapeError, Message, message, wrong

_YES_NO: Final = r"\*YES|\*NO"
_JOB: Final = r"(?s:.+)"
_HLDJOB: Final = {"JOB": _JOB, "SPLFILE": _YES_NO, "DUPJOBOPT": r"\*SELECT|\*MSG"}
_RLSJOB: Final = {"JOB": _JOB, "DUPJOBOPT": r"\*SELECT|\*MSG"}
_ENDJOB: Final = {
    "JOB": _JOB,
    "OPTION": r"\*CNTRLD|\*IMMED",
    "DELAY": r"[1-9][0-9]{0,5}",
    "SPLFILE": _YES_NO,
    "LOGLMT": r"\*SAME|\*NOMAX|[0-9]{1,10}",
    "DUPJOBOPT": r"\*SELECT|\*MSG",
}
_CHGJOB: Final = {"JOB": _JOB, "JOBPTY": r"\*SAME|[1-9]", "DUPJOBOPT": r"\*SELECT|\*MSG"}
_DELAY: Final = "30"
"""Seconds that a controlled end gives a job by default."""


def hold_job(command: Command, setting: Setting) -> tuple[Message, ...]:
    """Make a job that waits or runs stop until it is released."""
    job, _ = _meant(command, setting, _HLDJOB)
    _there(job, setting.now)
    _note(job, setting, "hold")
    return (message("CPC1163", job=job.key),)


def release_job(command: Command, setting: Setting) -> tuple[Message, ...]:
    """Let a held job go on."""
    job, _ = _meant(command, setting, _RLSJOB)
    _there(job, setting.now)
    if not job.course.held:
        raise EscapeError(message("CPF1349", job=job.key))
    _note(job, setting, "release")
    return (message("CPC1164", job=job.key),)


def end_job(command: Command, setting: Setting) -> tuple[Message, ...]:
    """End a job, controlled or at once, and with SPLFILE(*YES) delete what it printed."""
    job, values = _meant(command, setting, _ENDJOB)
    now = setting.now
    phase = job.phase(now)
    deletes = values.get("SPLFILE") == "*YES"
    if phase is Phase.OUTQ:
        if not deletes:
            raise EscapeError(message("CPF1362", job=job.key))
        _note(job, setting, "delete")
        return (message("CPC1237", job=job.key),)
    if job.course.ending:
        raise EscapeError(message("CPF1361", job=job.key))
    at_once = values.get("OPTION") == "*IMMED"
    if deletes and (at_once or phase is Phase.JOBQ):
        _note(job, setting, "delete")
    else:
        _note(job, setting, "end", "0" if at_once else values.get("DELAY", _DELAY))
    return (message("CPC1234" if phase is Phase.JOBQ else "CPC1236", job=job.key),)


def change_job(command: Command, setting: Setting) -> tuple[Message, ...]:
    """Change a job's priority on its queue; one that has left the queue is past that."""
    job, values = _meant(command, setting, _CHGJOB)
    _there(job, setting.now)
    priority = values.get("JOBPTY", "*SAME")
    if priority != "*SAME":
        if job.phase(setting.now) is not Phase.JOBQ:
            raise EscapeError(message("CPF1635", job=job.key))
        _note(job, setting, "change", priority)
    return (message("CPC1129", job=job.key),)


def _meant(command: Command, setting: Setting, keywords: Mapping[str, str]) -> tuple[Job, Mapping[str, str]]:
    """Return the job that a command is about, and its values in upper case."""
    values = {key: value.upper() for key, value in command.named(("JOB",)).items()}
    for keyword, value in values.items():
        pattern = keywords.get(keyword)
        if pattern is None:
            raise wrong(message("CPD0043", keyword=keyword))
        if not re.fullmatch(pattern, value):
            raise wrong(message("CPD0084", value=value[:32], keyword=keyword))
    if "JOB" not in values:
        raise wrong(message("CPD0071", keyword="JOB"))
    return setting.controlled(setting.job_named(values["JOB"])), values


def _there(job: Job, now: int) -> None:
    if job.phase(now) is Phase.OUTQ:
        raise EscapeError(message("CPF1362", job=job.key))


def _note(job: Job, setting: Setting, verb: str, argument: str = "") -> None:
    setting.system.put(job.with_event(Event(setting.now, verb, argument)))
