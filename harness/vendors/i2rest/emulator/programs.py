"""The programs behind the published PCML documents: what each does to its parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from harness.emulation.clock import SECOND
from harness.vendors.i2rest.emulator.job import Job, Phase, completion
from harness.vendors.i2rest.emulator.messages import EscapeError, message
from harness.vendors.i2rest.emulator.system import System

Values = dict[str, Any]
_ROWS: Final = 50
OVERRUN: Final = "overrun"


class Surroundings(NamedTuple):
    """Where a program runs."""

    system: System
    now: int
    unsafe_heap: bool = False


def echo(values: Values, around: Surroundings) -> Values:
    """Give back what came."""
    del around
    return values


def job_status(values: Values, around: Surroundings) -> Values:
    """Tell where a job is (QUSRJOBI); of one that the system does not know, only that (CPF3C53)."""
    job = _asked(values, around)
    phase = Phase.GONE if job is None else job.phase(around.now)
    if job is None or phase is Phase.GONE:
        name = "/".join(values[part].strip() for part in ("jobnum", "jobuser", "jobname"))
        text = message("CPF3C53", job=name).text(german=around.system.release.german)
        blank = {"actsts": "", "complsts": "", "jobpty": 0}
        return {**values, "status": Phase.GONE.value, **blank, "msgid": "CPF3C53", "msgtxt": text}
    return {
        **values,
        "status": phase.value,
        "actsts": _active(job, phase),
        "complsts": completion(job.course.code) if phase is Phase.OUTQ else "",
        "jobpty": job.priority_at(around.now),
        "msgid": "",
        "msgtxt": "",
    }


def job_history(values: Values, around: Surroundings) -> Values:
    """Tell how a job ended, from the history log, where CPF1164 stays when nothing else does."""
    job = _asked(values, around)
    ended = None if job is None else job.course.ended
    if job is None or ended is None or ended > around.now:
        return {**values, "ended": "N", "endcode": 0, "cpusec": 0, "msgtxt": ""}
    at = around.system.wall(ended)
    code = job.course.code
    seconds = round(min(job.work.seconds, 9.0) / 100, 3)
    text = message(
        "CPF1164",
        job=job.key,
        date=f"{at:%m/%d/%y}",
        time=f"{at:%H:%M:%S}",
        seconds=str(seconds),
        code=str(code),
    )
    return {**values, "ended": "Y", "endcode": code, "cpusec": seconds, "msgtxt": text.text()}


def job_list(values: Values, around: Surroundings) -> Values:
    """List jobs by name and user (QUSLJOB), the newest that fit into the rows."""
    name, user = values["jobname"].strip(" "), values["jobuser"].strip(" ")
    jobs = around.system.jobs
    chosen = list(jobs if name == "*ALL" else jobs.named(name, lambda known: known == name))
    there = [
        job
        for job in chosen
        if user in {"*ALL", job.owner}
        and around.now >= job.readable
        and job.phase(around.now) is not Phase.GONE
    ]
    rows = [_row(job, around.now) for job in there[-_ROWS:]]
    blank = {"jobnum": "", "jobuser": "", "jobname": "", "status": "", "complsts": "", "jobpty": 0}
    return {**values, "jobcnt": len(there), "jobs": rows + [blank] * (_ROWS - len(rows))}


def place_order(values: Values, around: Surroundings) -> Values:
    """Price an order; that of a blocked customer comes back with a status that the assert refuses."""
    del around
    lines = [line for line in values["lines"] if line["item"].strip(" ")]
    sum_ = sum(round(line["quantity"] * round(line["price"] * 100)) for line in lines)
    rebate = min(max(float(values["discount"]), 0.0), 1.0)
    total = min(round(sum_ * (1 - rebate)), 10**11 - 1)
    blocked = values["customer"]["number"] == 666
    return {
        **values,
        "total": total / 100,
        "status": "BLOCKED" if blocked else "TAKEN",
        "days": [1, 2, 3] if values["rush"] else [5, 6, 7],
        "seal": f"{total % 2**32:08X}",
        "trail": "INTERNAL",
    }


def overrun(values: Values, around: Surroundings) -> Values:
    """Write twenty characters where PCML says ten; only the safe heap notices (MCH0601)."""
    if not around.unsafe_heap:
        raise EscapeError(message("MCH0601", offset="10", object="I2RESTHEAP"))
    return values


def fail(values: Values, around: Surroundings) -> Values:
    """End with an escape message of the caller's choice."""
    del around
    raise EscapeError(message("CPF9898", text=values["message"].strip(" ")))


def occupy(values: Values, around: Surroundings) -> Values:
    """Keep the session busy for some seconds, see ``duration``."""
    del around
    return values


def duration(name: str, values: Values) -> int:
    """Return how long a call keeps its session busy, in nanoseconds."""
    return max(0, min(int(values["seconds"]), 3600)) * SECOND if name == "occupy" else 0


PROGRAMS: Final[Mapping[tuple[str, str], Callable[[Values, Surroundings], Values]]] = {
    ("echo", "echo"): echo,
    ("harness", "jobsts"): job_status,
    ("harness", "jobhst"): job_history,
    ("harness", "joblst"): job_list,
    ("orders", "order"): place_order,
    ("demo", OVERRUN): overrun,
    ("demo", "fail"): fail,
    ("open", "occupy"): occupy,
}
"""By mount point and program name."""
ASSERTS: Final[Mapping[str, Callable[[Any], str | None]]] = {
    "ORDERS/CHKSTATUS": lambda status: "The customer is blocked." if status == "BLOCKED" else None
}
"""By exit program: what is wrong with a value, or nothing."""


def _asked(values: Values, around: Surroundings) -> Job | None:
    """Return the job that the three parts of its name address, if look-ups know it by now."""
    name = f"{values['jobnum'].strip(' ')}/{values['jobuser'].strip(' ')}/{values['jobname'].strip(' ')}"
    job = around.system.jobs.get(name.upper())
    return job if job is not None and around.now >= job.readable else None


def _active(job: Job, phase: Phase) -> str:
    """Return the active job status: held, running, or nothing of a job that is not active."""
    if phase is Phase.OUTQ:
        return ""
    if job.course.held:
        return "HLD"
    return "RUN" if phase is Phase.ACTIVE else ""


def _row(job: Job, now: int) -> Values:
    phase = job.phase(now)
    return {
        "jobnum": job.number,
        "jobuser": job.owner,
        "jobname": job.name,
        "status": phase.value,
        "complsts": completion(job.course.code) if phase is Phase.OUTQ else "",
        "jobpty": job.priority_at(now),
    }
