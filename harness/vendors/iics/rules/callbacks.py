"""A callback comes when it was asked for, at the end, and not too often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from harness.oracles import Evidence, Rule
from harness.oracles.claim import Breach, claims
from harness.vendors.iics import runs
from harness.vendors.iics.documents import text
from harness.vendors.iics.rules.facts import (
    CALLBACK,
    STATES,
    Called,
    called,
    logged,
    monitored,
    of_operation,
)

_ATTEMPTS = 3
_MORE_ATTEMPTS = "D09"
"""The drift by which failed callbacks are tried again for half an hour."""
_RESULTS = {"COMPLETED": ("1", "2"), "FAILED": ("3", "4")}


@claims(
    "iics.callback-attempts",
    "a callback that is not taken comes three times in all",
    source=CALLBACK,
    why="A receiver that is down is called for ever, or never again after the first time.",
)
def callback_attempts(evidence: Evidence) -> Iterator[Breach]:
    """Count, for each run, the attempts that our receiver answered otherwise than 200."""
    if _MORE_ATTEMPTS in evidence.contract.drifts:
        return
    failed: dict[str, list[Called]] = defaultdict(list)
    for each in evidence.fact(called):
        if each.status != 200:
            failed[each.job.key].append(each)
    for attempts in failed.values():
        if len(attempts) > _ATTEMPTS:
            yield Breach(
                says="a callback that was not taken came more than three times",
                operation="jobStatus",
                subject="attempts",
                expected="3 attempts in all",
                got=f"{len(attempts)}",
                witness=tuple(each.exchange.id for each in attempts[: _ATTEMPTS + 1]),
            )


@claims(
    "iics.callback-unasked",
    "a run calls back only where its start named an address",
    source=CALLBACK,
    why="Somebody else's receiver hears of runs that are none of its business.",
)
def callback_unasked(evidence: Evidence) -> Iterator[Breach]:
    """Compare callbacks with the starts that are known."""
    silent = {
        job.key: start
        for start in of_operation(evidence, "startJob")
        if start.succeeded and start.asked is not None and text(start.asked, "callbackURL") is None
        for job in [runs.run_in(start.document)]
        if job is not None
    }
    for each in evidence.fact(called):
        start = silent.get(each.job.key)
        if start is not None:
            yield Breach(
                says="a run called back although its start named no address",
                operation="jobStatus",
                subject="unasked",
                expected="no callback",
                got="one",
                witness=(start.exchange.id, each.exchange.id),
            )


@claims(
    "iics.callback-early",
    "a run calls back when it has ended",
    source=CALLBACK,
    why="The receiver goes on while the run's rows are still being written.",
)
def callback_early(evidence: Evidence) -> Iterator[Breach]:
    """Look for a run that the monitor shows at work after its callback came."""
    first: dict[str, Called] = {}
    for each in evidence.fact(called):
        first.setdefault(each.job.key, each)
    for seen in evidence.fact(monitored):
        told = first.get(seen.job.key)
        working = text(seen.entry, "executionState") in {"INITIALIZED", "RUNNING"}
        if told is not None and working and told.exchange.ended_ns < seen.answered.exchange.begun_ns:
            yield Breach(
                says="a run called back, and was at work after that",
                operation="jobStatus",
                subject="early",
                expected="a run that has ended",
                got=str(text(seen.entry, "executionState")),
                witness=(told.exchange.id, seen.answered.exchange.id),
            )


@claims(
    "iics.callback-result",
    "a callback says of the end what the log says",
    source=STATES,
    why="The receiver takes a failed run for done, or runs a good one again.",
)
def callback_result(evidence: Evidence) -> Iterator[Breach]:
    """Compare the status of a callback with the state of the run's log entry."""
    told = {each.job.key: each for each in evidence.fact(called)}
    for entry in evidence.fact(logged):
        each, result = told.get(entry.job.key), runs.result_of(entry.entry)
        status = text(each.document, "status") if each else None
        if each is not None and status in _RESULTS and result is not None and result not in _RESULTS[status]:
            yield Breach(
                says=f"a callback said {status} of a run whose log entry has the state {result}",
                operation="jobStatus",
                subject="status",
                expected=" or ".join(_RESULTS[status]),
                got=result,
                witness=(each.exchange.id, entry.answered.exchange.id),
            )


RULES: tuple[Rule, ...] = (callback_attempts, callback_unasked, callback_early, callback_result)
