"""A job's end is told once."""

from __future__ import annotations

from collections.abc import Iterator

from harness.oracles import Act, Breach, Evidence, Rule, claims
from harness.oracles.history import histories
from harness.oracles.lifecycle.states import operation_of, witness
from harness.vendors.zosmf import sources


@claims(
    "zosmf.notified-once",
    "the end of a job is told once",
    source=sources.NOTIFICATIONS,
    why="What waits for the notification runs twice.",
)
def notified_once(evidence: Evidence) -> Iterator[Breach]:
    """Look for a second completed document about one job; ready and active events bear no result."""
    for history in evidence.fact(histories):
        told = [seen for seen in history.seen if seen.act is Act.NOTIFIED]
        if len(told) > 1:
            yield Breach(
                says="the end of one job was told twice",
                operation=operation_of(evidence, told[1]),
                subject="notification",
                expected="one notification",
                got=f"{len(told)}",
                witness=witness(*told[:2]),
            )


RULES: tuple[Rule, ...] = (notified_once,)
