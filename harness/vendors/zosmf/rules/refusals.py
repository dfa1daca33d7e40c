"""Wrong input that z/OSMF has an error for is refused with that error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import orjson

from harness.finding import Source
from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.zosmf import sources
from harness.vendors.zosmf.rules.facts import Answered, answered

_LONGEST = 8
_JOB_ID_START = re.compile(r"[JST]", re.IGNORECASE)
_RANGE = re.compile(r"[0-9]+ *[,-] *[0-9]+")
_MODES = ("TEXT", "RECORD", "BINARY")


@dataclass(frozen=True, slots=True)
class _Refusal:
    """One kind of wrong input, recognised only where nobody can doubt it."""

    subject: str
    role: str
    code: tuple[int, int, int]
    wrong: Callable[[Answered], bool]
    source: Source


def _too_long(parameter: str) -> Callable[[Answered], bool]:
    return lambda each: any(len(value) > _LONGEST for value in each.match.parsed.query.get(parameter, ()))


def _no_job_id(each: Answered) -> bool:
    return any(value and not _JOB_ID_START.match(value) for value in each.match.parsed.query.get("jobid", ()))


def _no_mode(each: Answered) -> bool:
    mode = each.exchange.request.headers.get("X-IBM-Intrdr-Mode")
    return bool(mode and mode.strip()) and str(mode).strip().upper() not in _MODES


def _no_range(each: Answered) -> bool:
    given = each.exchange.request.headers.get("X-IBM-Record-Range")
    return bool(given and given.strip()) and _RANGE.fullmatch(str(given).strip()) is None


def _no_change(each: Answered) -> bool:
    try:
        body = orjson.loads(each.exchange.request.body)
    except orjson.JSONDecodeError:
        return False
    return isinstance(body, dict) and not {"request", "class"} & body.keys()


_REFUSALS = (
    _Refusal("owner", "list", (6, 4, 4), _too_long("owner"), sources.CAPTURED),
    _Refusal("prefix", "list", (6, 4, 4), _too_long("prefix"), sources.CAPTURED),
    _Refusal("jobid", "list", (6, 4, 4), _no_job_id, sources.CAPTURED),
    _Refusal("X-IBM-Intrdr-Mode", "submit", (6, 4, 1), _no_mode, sources.ERROR_TABLE),
    _Refusal("X-IBM-Record-Range", "output", (6, 4, 11), _no_range, sources.ERROR_TABLE),
    _Refusal("request", "modify", (6, 4, 6), _no_change, sources.ERROR_TABLE),
)


@claims(
    "zosmf.refuses",
    "wrong input that z/OSMF has an error for is refused",
    source=sources.ERROR_TABLE,
    why="A filter with a typing error that is silently ignored shows, or purges, jobs that were not meant.",
)
def refuses(evidence: Evidence) -> Iterator[Breach]:
    """Look for success where the error table has an error; which of several errors comes first is open."""
    for each in evidence.fact(answered):
        for refusal in _REFUSALS:
            if each.role == refusal.role and each.response.status // 100 == 2 and refusal.wrong(each):
                wanted = f"status 400 with {'/'.join(map(str, refusal.code))}"
                says = f"{each.operation} took a wrong {refusal.subject} for a good one"
                got = f"status {each.response.status}"
                yield each.breach(refusal.subject, says, wanted, got, source=refusal.source)


RULES: tuple[Rule, ...] = (refuses,)
