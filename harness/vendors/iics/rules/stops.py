"""A stop reaches what runs, and meets nothing where nothing does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harness.finding import Severity
from harness.flow import Outcome
from harness.oracles import Evidence, Rule
from harness.oracles.claim import Breach, claims
from harness.vendors.iics import runs
from harness.vendors.iics.documents import text
from harness.vendors.iics.rules.facts import (
    JOB,
    STATES,
    STOPS,
    Answered,
    Shown,
    logged,
    monitored,
    of_operation,
)

_WORKING = "RUNNING"
_LOSS = "A task that was to be stopped runs on, or its client waits for an end that came long ago."


@claims(
    "iics.stop-misses",
    "a stop is not refused while a run of its task is RUNNING",
    source=JOB,
    why=_LOSS,
)
def stop_misses(evidence: Evidence) -> Iterator[Breach]:
    """Look for a refused stop between two looks at one run that was RUNNING in both."""
    shown = evidence.fact(monitored)
    for stop in _stops(evidence, Outcome.TOO_LATE):
        working = [each for each in shown if _of_task(each, stop) and _state(each) == _WORKING]
        before = [each for each in working if each.answered.before(stop)]
        after = [each for each in working if stop.before(each.answered)]
        both = {each.job.key for each in before} & {each.job.key for each in after}
        for key in sorted(both):
            first = next(each for each in reversed(before) if each.job.key == key)
            later = next(each for each in after if each.job.key == key)
            yield _breach(stop, "a stop was refused although a run of the task went on", (first, later))


@claims(
    "iics.stop-of-nothing",
    "a stop when nothing of its task runs is refused",
    source=STOPS,
    why=_LOSS,
    severity=Severity.WARNING,
)
def stop_of_nothing(evidence: Evidence) -> Iterator[Breach]:
    """Look for an accepted stop between two monitor lists without the task, whose known runs had all ended.

    A run may be there before the monitor shows it, so each start has to have its entry in the log.
    """
    lists = [each for each in of_operation(evidence, "listRunning") if each.response.status == 200]
    for stop in _stops(evidence, Outcome.ACCEPTED):
        before = [each for each in lists if each.before(stop)][-1:]
        after = [each for each in lists if stop.before(each)][:1]
        if not before or not after or any(_shows_task(each, stop) for each in (*before, *after)):
            continue
        if not _may_run(evidence, stop):
            yield Breach(
                says="a stop was taken although nothing of the task ran",
                operation=stop.operation,
                subject="accepted",
                expected="refused: nothing of the task runs",
                got=f"status {stop.response.status}",
                witness=(before[0].exchange.id, stop.exchange.id, after[0].exchange.id),
            )


def _may_run(evidence: Evidence, stop: Answered) -> bool:
    """Tell whether a run that we know to have been started may still have been under way."""
    over = {each.job.key for each in evidence.fact(logged) if each.answered.before(stop)}
    for start in of_operation(evidence, "startJob"):
        job = runs.run_in(start.document)
        refused = 400 <= start.response.status < 500
        if (
            start.exchange.begun_ns <= stop.exchange.ended_ns
            and not refused
            and (job is None or job.key not in over)
        ):
            return True
    return False


@claims(
    "iics.stopped-result",
    "a run that was seen STOPPING has failed in the end",
    source=STATES,
    why="A run that was stopped half-way counts as done, and its rows are taken to be there.",
)
def stopped_result(evidence: Evidence) -> Iterator[Breach]:
    """Compare the log of each run that the monitor showed as STOPPING."""
    stopping = {each.job.key: each for each in evidence.fact(monitored) if _state(each) == "STOPPING"}
    for each in evidence.fact(logged):
        seen, result = stopping.get(each.job.key), runs.result_of(each.entry)
        if seen is not None and result is not None and result not in {"3", "4"}:
            yield Breach(
                says=f"a run was seen STOPPING, and its log entry has the state {result}",
                operation=each.answered.operation,
                subject="state",
                expected="3",
                got=result,
                witness=(seen.answered.exchange.id, each.answered.exchange.id),
            )


def _stops(evidence: Evidence, outcome: Outcome) -> Iterator[Answered]:
    for stop in of_operation(evidence, "stopJob"):
        if runs.stop_outcome(stop.response.status, stop.document) is outcome:
            yield stop


def _state(shown: Shown) -> str | None:
    return text(shown.entry, "executionState")


def _of_task(shown: Shown, stop: Answered) -> bool:
    return any(
        text(stop.asked, name) is not None and text(stop.asked, name) == text(shown.entry, name)
        for name in ("taskId", "taskName")
    )


def _shows_task(monitor: Answered, stop: Answered) -> bool:
    """Tell whether a monitor list may show the task: by federated id nothing there can be told."""
    if text(stop.asked, "taskId") is None and text(stop.asked, "taskName") is None:
        return True
    names = {text(stop.asked, "taskId"), text(stop.asked, "taskName")} - {None}
    return any(text(entry, name) in names for entry in monitor.entries for name in ("taskId", "taskName"))


def _breach(stop: Answered, says: str, around: Sequence[Shown]) -> Breach:
    first, later = around
    return Breach(
        says=says,
        operation=stop.operation,
        subject="refused",
        expected="taken: a run of the task is RUNNING before and after",
        got=f"status {stop.response.status}",
        witness=(first.answered.exchange.id, stop.exchange.id, later.answered.exchange.id),
    )


RULES: tuple[Rule, ...] = (stop_misses, stop_of_nothing, stopped_result)
