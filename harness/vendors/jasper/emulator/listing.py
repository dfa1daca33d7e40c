"""Listing jobs: what fits, in order, page by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from harness.exchange import Response
from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.criteria import report_label, report_uri, tests_of
from harness.vendors.jasper.emulator.job import Job, state_value
from harness.vendors.jasper.emulator.messages import empty
from harness.vendors.jasper.emulator.negotiation import PLAIN, answer_type
from harness.vendors.jasper.emulator.refusals import bad_value
from harness.vendors.jasper.emulator.rendering import answer, summary_of
from harness.vendors.jasper.emulator.triggers.progress import Standing

_NEVER = -(2**62)
_Listed = tuple[Job, Standing]
_Key = Callable[[Job, Standing, int], Any]
_ORDERS: Mapping[str, _Key] = {
    "NONE": lambda job, *_: job.number,
    "SORTBY_JOBID": lambda job, *_: job.number,
    "SORTBY_JOBNAME": lambda job, *_: job.label,
    "SORTBY_REPORTURI": lambda job, *_: report_uri(job),
    "SORTBY_REPORTNAME": lambda job, *_: report_label(job),
    "SORTBY_REPORTFOLDER": lambda job, *_: report_uri(job).rpartition("/")[0],
    "SORTBY_OWNER": lambda job, *_: job.owner,
    "SORTBY_STATUS": state_value,
    "SORTBY_LASTRUN": lambda _, at, __: _or_never(at.previous),
    "SORTBY_NEXTRUN": lambda _, at, __: _or_never(at.next),
}
_RESOURCE_LABEL = "SORTBY_RESOURCELABEL"


def list_jobs(ask: Ask) -> Response:
    """Answer with a summary of each job that fits; of none with a status of its own."""
    chosen = answer_type(ask.accept, PLAIN)
    order, ascending = _order(ask), _ascending(ask)
    offset, limit = _number(ask, "offset", "startIndex", 0), _number(ask, "limit", "numberOfRows", -1)
    found = _fitting(ask)
    found.sort(key=lambda each: (order(each[0], each[1], ask.now), each[0].number), reverse=not ascending)
    begins = max(offset, 0)
    page = found[begins : begins + limit if limit >= 0 else None]
    if not page:
        return empty(ask.release.empty_list_status)
    summaries = [summary_of(job, at, ask.now, ask.release) for job, at in page]
    return answer(chosen, "jobs", {"jobsummary": summaries}, ask.release)


def _fitting(ask: Ask) -> list[_Listed]:
    """Return the jobs that pass every test, as they stand."""
    tests = tests_of(ask)
    jobs = (job for job in ask.system.jobs.values() if all(test(job) for test in tests))
    found = ((job, job.standing(ask.now)) for job in jobs)
    return [(job, at) for job, at in found if not at.over(ask.now)]


def _or_never(moment: int | None) -> int:
    return _NEVER if moment is None else moment


def _order(ask: Ask) -> _Key:
    name = ask.argument("sortType") or "NONE"
    newer = ask.release.resource_label_sort
    order = _ORDERS["SORTBY_REPORTNAME"] if newer and name == _RESOURCE_LABEL else _ORDERS.get(name)
    if order is None:
        raise bad_value("sortType", name)
    return _without_case(order) if newer else order


def _without_case(order: _Key) -> _Key:
    def key(job: Job, at: Standing, now: int) -> Any:
        value = order(job, at, now)
        return value.lower() if isinstance(value, str) else value

    return key


def _ascending(ask: Ask) -> bool:
    value = ask.argument("isAscending")
    if value is None:
        return ask.release.ascending_default
    if value.lower() not in ("true", "false"):
        raise bad_value("isAscending", value)
    return value.lower() == "true"


def _number(ask: Ask, name: str, older: str, default: int) -> int:
    """Return a number under its name of 6.2.1, else under the older one; both must be readable."""
    names = (name, older) if ask.release.limit_offset else (older,)
    given = [_whole(each, value) for each in names if (value := ask.argument(each)) is not None]
    return given[0] if given else default


def _whole(name: str, value: str) -> int:
    digits = value.removeprefix("-").removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 11 and -(2**31) <= int(value) < 2**31):
        raise bad_value(name, value)
    return int(value)
