"""Requests of a kind that the documents single out are answered as they say."""

from __future__ import annotations

from collections.abc import Iterator

from harness.contract import Expectation
from harness.exchange import IMPAIRED, Direction, Exchange, Response
from harness.finding import Source
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Evidence


@claims(
    "exchange.expected",
    "a request of a kind that the documents single out is answered as they say",
    source=Source("the vendor's contract; each finding names the document that its fact stands in"),
    why="The answer is a documented one, yet not the one for this request: clients take it for another.",
)
def expected(evidence: Evidence) -> Iterator[Breach]:
    """Compare each judged answer with what the contract expects for its request.

    It speaks of a sound target: one that the run has put into a condition may fail by that.
    """
    for exchange in evidence.exchanges:
        match, response = evidence.matches.get(exchange.id), exchange.response
        outbound = exchange.judged and exchange.direction is Direction.OUTBOUND
        if outbound and match is not None and response is not None and not _impaired(exchange, response):
            for each in evidence.contract.disappointed(match, response):
                yield _breach(exchange, match.operation.id, response, each)


def _impaired(exchange: Exchange, response: Response) -> bool:
    return exchange.sender.kind == IMPAIRED and response.status >= 500


def _breach(exchange: Exchange, operation: str, response: Response, broken: Expectation) -> Breach:
    return Breach(
        says=f"{operation} was not answered as expected: {broken.says}",
        operation=operation,
        subject=broken.name,
        expected=broken.says,
        got=f"status {response.status} {response.body.decode('utf-8', 'replace')[:160]}".strip(),
        witness=(exchange.id,),
        severity=broken.severity,
        source=broken.source,
    )
