"""Requests of a kind that the documents single out are answered as they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from harness.contract import Expectation
from harness.exchange import IMPAIRED
from harness.finding import Source
from harness.oracles.answered import Answered, judged_answers
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
    for answered in evidence.fact(judged_answers):
        if not _impaired(answered):
            for each in evidence.contract.disappointed(answered.match, answered.response):
                yield _breach(answered, each)


def _impaired(answered: Answered) -> bool:
    return answered.exchange.sender.kind == IMPAIRED and answered.response.status >= 500


def _breach(answered: Answered, broken: Expectation) -> Breach:
    body = answered.response.body.decode("utf-8", "replace")[:160]
    got = f"status {answered.response.status} {body}".strip()
    says = f"{answered.operation} was not answered as expected: {broken.says}"
    told = answered.breach(broken.name, says, broken.says, got, source=broken.source)
    return replace(told, severity=broken.severity)
