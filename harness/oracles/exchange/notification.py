"""A notification keeps its contract, as an answer does."""

from __future__ import annotations

from collections.abc import Iterator

from harness.exchange import Direction
from harness.finding import Source
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Evidence


@claims(
    "exchange.notification",
    "a notification has the documented form",
    source=Source("the vendor's contract; each finding names the document that its fact stands in"),
    why="A receiver that cannot read the notification never learns that the job has ended.",
)
def notification(evidence: Evidence) -> Iterator[Breach]:
    """Judge what the target sent to our receiver."""
    for exchange in evidence.exchanges:
        match = evidence.matches.get(exchange.id)
        if exchange.direction is not Direction.INBOUND or match is None:
            continue
        for found in evidence.contract.judge_callback(match.operation.id, exchange.request):
            yield Breach(
                says=f"{match.operation.id} was sent to us not as documented at {found.subject or 'its top'}",
                operation=match.operation.id,
                subject=f"{found.subject} {found.keyword}",
                expected=found.expected,
                got=found.got,
                witness=(exchange.id,),
                source=found.source,
                change=found.change,
            )
