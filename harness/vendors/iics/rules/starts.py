"""A start is of the task that was asked for, and the next run of it."""

from __future__ import annotations

from collections.abc import Iterator

from harness.oracles import Evidence, Rule
from harness.oracles.claim import Breach, claims
from harness.vendors.iics.documents import number, text
from harness.vendors.iics.rules.facts import COUNTER, JOB, Answered, of_operation


@claims(
    "iics.started-task",
    "a start answers about the task that was asked for",
    source=JOB,
    why="Another task runs than the one that was meant, and its client follows the wrong run.",
)
def started_task(evidence: Evidence) -> Iterator[Breach]:
    """Compare the names in the request with those in the answer; types without letter case."""
    for start in of_operation(evidence, "startJob"):
        for name in ("taskId", "taskName", "taskType") if start.succeeded else ():
            asked, got = _named(start.asked, name), _named(start.document, name)
            if asked and got and asked.upper() != got.upper():
                yield Breach(
                    says=f"a start of {name} {asked} was answered about {got}",
                    operation=start.operation,
                    subject=name,
                    expected=asked,
                    got=got,
                    witness=(start.exchange.id,),
                )


@claims(
    "iics.run-counter",
    "each run of a task has a higher run id than the runs before it",
    source=COUNTER,
    why="A run id that comes again makes a client take an old run's log entry for its own.",
)
def run_counter(evidence: Evidence) -> Iterator[Breach]:
    """Compare starts of one task of which one ended before the other began."""
    last: dict[str, Answered] = {}
    for start in of_operation(evidence, "startJob"):
        task, run = text(start.document, "taskId"), number(start.document, "runId")
        if not start.succeeded or task is None or run is None:
            continue
        before = last.get(task)
        known = number(before.document, "runId") if before else None
        if before is not None and known is not None and before.before(start) and run <= known:
            yield Breach(
                says=f"a task's run {known} was followed by its run {run}",
                operation=start.operation,
                subject="runId",
                expected=f"more than {known}",
                got=str(run),
                witness=(before.exchange.id, start.exchange.id),
            )
        last[task] = start


def _named(document: object, name: str) -> str | None:
    if name == "taskType":
        return text(document, name) or text(document, "type")
    return text(document, name)


RULES: tuple[Rule, ...] = (started_task, run_counter)
