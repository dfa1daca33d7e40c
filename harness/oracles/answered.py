"""An answer with the request that it answers: what most rules of vendors look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harness.contract import Match
from harness.exchange import Direction, Exchange, Response
from harness.finding import Source
from harness.oracles.claim import Breach
from harness.oracles.evidence import Evidence


@dataclass(frozen=True)
class Answered:
    """A judged exchange that was answered, and the operation that it was read as.

    A vendor adds what its rules read out of the messages, such as the document of the answer.
    """

    exchange: Exchange
    match: Match
    response: Response

    @property
    def operation(self) -> str:
        """The operationId."""
        return self.match.operation.id

    @property
    def succeeded(self) -> bool:
        """Whether the answer is a success."""
        return 200 <= self.response.status < 300

    def before(self, other: Answered) -> bool:
        """Tell whether this one ended before the other began."""
        return self.exchange.ended_ns < other.exchange.begun_ns

    def breach(
        self, subject: str, says: str, expected: str, got: str, *before: str, source: Source | None = None
    ) -> Breach:
        """Return the breach that this answer is the last witness of, after the exchanges ``before``."""
        witness = (*before, self.exchange.id)
        return Breach(says, self.operation, subject, expected, got, witness, source=source)


def judged_answers(evidence: Evidence) -> tuple[Answered, ...]:
    """Return every answer of the target to an operation of its contract that may be judged; a fact."""
    return tuple(_judged_answers(evidence))


def _judged_answers(evidence: Evidence) -> Iterator[Answered]:
    for exchange in evidence.exchanges:
        match, response = evidence.matches.get(exchange.id), exchange.response
        if match is None or response is None or not exchange.judged:
            continue
        if exchange.direction is Direction.OUTBOUND:
            yield Answered(exchange, match, response)
