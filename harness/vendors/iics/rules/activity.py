"""What the monitor and the log say of runs, each by itself and the one beside the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from harness.finding import Severity
from harness.oracles import Evidence, Rule
from harness.oracles.claim import Breach, claims
from harness.oracles.relations.filters import Filter, filter_rule
from harness.vendors.iics import runs
from harness.vendors.iics.documents import number, text
from harness.vendors.iics.rules.facts import (
    LOG,
    MONITOR,
    SCRIPTS,
    STATES,
    Answered,
    Shown,
    logged,
    monitored,
    of_operation,
)

_EASTERN = ZoneInfo("America/New_York")
_FORM = "%Y-%m-%dT%H:%M:%S.000Z"
_USUAL = 200
_ENDS: Mapping[str, frozenset[str]] = {"COMPLETED": frozenset("12"), "FAILED": frozenset("34")}


@claims(
    "iics.hand-over",
    "a run that has left the monitor is in the log",
    source=SCRIPTS,
    why="Scripts take the log's first entry as soon as the monitor is empty: they fail, or take another run.",
)
def hand_over(evidence: Evidence) -> Iterator[Breach]:
    """Look for a run that was shown, then was missing from the monitor, and then was not in the log."""
    lists = [each for each in of_operation(evidence, "listRunning") if each.response.status == 200]
    first: dict[str, Answered] = {}
    for each in evidence.fact(monitored):
        first.setdefault(each.job.key, each.answered)
    for asked in of_operation(evidence, "listLog"):
        key = _only_run(asked)
        seen = first.get(key or "")
        if seen is None or asked.response.status != 200 or asked.entries:
            continue
        missing = [
            each for each in lists if seen.before(each) and each.before(asked) and not _shows(each, key)
        ]
        if missing:
            yield Breach(
                says="a run had left the monitor, and the log did not have it",
                operation=asked.operation,
                subject="missing",
                expected="its entry",
                got="an empty list",
                witness=(seen.exchange.id, missing[-1].exchange.id, asked.exchange.id),
            )


@claims(
    "iics.monitor-end",
    "the log says of a run's end what the monitor said",
    source=STATES,
    why="Whoever looks at the one takes the run for done, and whoever looks at the other for failed.",
)
def monitor_end(evidence: Evidence) -> Iterator[Breach]:
    """Compare COMPLETED and FAILED with the state of the log entry."""
    ends = {e.job.key: e for e in evidence.fact(monitored) if text(e.entry, "executionState") in _ENDS}
    for each in evidence.fact(logged):
        seen, result = ends.get(each.job.key), runs.result_of(each.entry)
        if seen is None or result is None:
            continue
        state = str(text(seen.entry, "executionState"))
        if result not in _ENDS[state]:
            yield _two(
                seen, each, f"the monitor showed a run as {state}, and its log entry has the state {result}"
            )


@claims(
    "iics.log-order",
    "the log is in the order of the ends, the newest first",
    source=LOG,
    why="A script that takes the first entry for its own run takes another one's.",
)
def log_order(evidence: Evidence) -> Iterator[Breach]:
    """Compare neighbours by the time of their end, which sorts as text."""
    for page in _pages(evidence):
        times = [text(entry, "endTimeUtc") or text(entry, "endTime") or "" for entry in page.entries]
        wrong = next((place for place in range(1, len(times)) if times[place - 1] < times[place]), None)
        if wrong is not None:
            yield _one(
                page, "a log shows an older end before a newer one", "endTime", times[wrong - 1], times[wrong]
            )


@claims(
    "iics.log-page",
    "a page of the log has no more rows than were asked for, and 200 at most if nothing was",
    source=LOG,
    why="Who pages by the number of rows gets entries twice.",
)
def log_page(evidence: Evidence) -> Iterator[Breach]:
    """Count the rows of each page whose limit is a documented one."""
    for page in _pages(evidence):
        given = page.match.parsed.query.get("rowLimit", ())
        limit = number({"rowLimit": given[0]}, "rowLimit") if len(given) == 1 else None
        if (given and limit is None) or limit == 0 or (limit or 0) > 1000:
            continue
        most = limit or _USUAL
        if len(page.entries) > most:
            yield _one(
                page,
                "a page of the log is longer than allowed",
                "rowLimit",
                f"{most} rows",
                str(len(page.entries)),
            )


@claims(
    "iics.eastern",
    "the times of an entry are Eastern time",
    source=LOG,
    why="Clients that repair the wrong zone by four or five hours are wrong by as much when it is right.",
    severity=Severity.WARNING,
)
def eastern(evidence: Evidence) -> Iterator[Breach]:
    """Compare each time with the one in UTC, where an entry has both."""
    for each in evidence.fact(logged):
        for name in ("startTime", "endTime"):
            local, utc = text(each.entry, name), text(each.entry, f"{name}Utc")
            if local is None or utc is None:
                continue
            wanted = _eastern(utc)
            if wanted is not None and wanted != local:
                yield _one(each.answered, f"{name} is not the Eastern time of {name}Utc", name, wanted, local)


@claims(
    "iics.parts-unasked",
    "the monitor shows the parts of runs only when they are asked for",
    source=MONITOR,
    why="Who counts entries counts a taskflow's steps as runs.",
)
def parts_unasked(evidence: Evidence) -> Iterator[Breach]:
    """Look at the lists that were asked for without details."""
    for each in evidence.fact(monitored):
        if "details" not in each.answered.match.parsed.query and each.entry.get("entries"):
            yield _one(
                each.answered, "the monitor shows parts that were not asked for", "entries", "none", "some"
            )


def _pages(evidence: Evidence) -> Iterator[Answered]:
    return (each for each in of_operation(evidence, "listLog") if each.response.status == 200)


def _only_run(asked: Answered) -> str | None:
    query = asked.match.parsed.query
    task, run = query.get("taskId", ()), query.get("runId", ())
    return (
        runs.key_of(task[0], run[0]) if len(task) == 1 and len(run) == 1 and "offset" not in query else None
    )


def _shows(monitor: Answered, key: str | None) -> bool:
    return any((job := runs.run_in(entry)) is not None and job.key == key for entry in monitor.entries)


def _eastern(utc: str) -> str | None:
    try:
        return datetime.strptime(utc, _FORM).replace(tzinfo=UTC).astimezone(_EASTERN).strftime(_FORM)
    except ValueError:
        return None


def _one(answer: Answered, says: str, subject: str, expected: str, got: str) -> Breach:
    return Breach(says, answer.operation, subject, expected, got, (answer.exchange.id,))


def _two(seen: Shown, entry: Shown, says: str) -> Breach:
    state = str(text(seen.entry, "executionState"))
    witness = (seen.answered.exchange.id, entry.answered.exchange.id)
    return Breach(says, entry.answered.operation, "state", state, str(runs.result_of(entry.entry)), witness)


def _admits(field: str, value: str, entry: Mapping[str, Any]) -> bool | None:
    if not value or not value.isascii() or not value.isalnum():
        return None
    return str(entry.get(field)) == value


FILTERS = (
    Filter(
        "iics.log-task",
        "taskId",
        "a log asked for one task shows runs of that task",
        LOG,
        lambda value, entry: _admits("objectId", value, entry),
        why="A client takes another task's run for its own.",
    ),
    Filter(
        "iics.log-run",
        "runId",
        "a log asked for one run shows that run",
        LOG,
        lambda value, entry: _admits("runId", value, entry) if value.lstrip("0") == value else None,
        why="A client takes another run's end for that of its own.",
    ),
)
RULES: tuple[Rule, ...] = (
    hand_over,
    monitor_end,
    log_order,
    log_page,
    eastern,
    parts_unasked,
    *(filter_rule(each) for each in FILTERS),
)
