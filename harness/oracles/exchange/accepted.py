"""What the documents forbid is refused, unless the vendor says that it puts up with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from harness.contract import Discrepancy
from harness.exchange import Direction, Passage
from harness.finding import Severity, Source
from harness.flow import Outcome
from harness.oracles.answered import Answered, judged_answers
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Evidence


def request_discrepancies(evidence: Evidence) -> Mapping[str, tuple[Discrepancy, ...]]:
    """Return, by exchange id, how requests leave the contract, also where the vendor tolerates it; a fact."""
    return {
        exchange.id: evidence.contract.judge_request(evidence.matches[exchange.id], exchange.request)
        for exchange in evidence.exchanges
        if exchange.id in evidence.matches
        and exchange.direction is Direction.OUTBOUND
        and exchange.passage is not Passage.REFUSED
    }


@claims(
    "exchange.wrong-input-accepted",
    "a request that is not as documented is not carried out",
    severity=Severity.INFO,
    source=Source("the vendor's contract; each finding names the document that its fact stands in"),
    why="What is accepted by mistake today is relied on tomorrow, and refused by the next release.",
)
def accepted(evidence: Evidence) -> Iterator[Breach]:
    """Judge the requests that succeeded; a refusal may also stand in the document of a 200.

    Documents that list good values seldom say what becomes of others, so only what they require and
    do not get is an error.
    """
    found = evidence.fact(request_discrepancies)
    refused = evidence.fact(_not_done)
    for each in evidence.fact(judged_answers):
        if each.succeeded and each.exchange.id not in refused:
            wrong = found[each.exchange.id]
            yield from (_breach(each, one) for one in wrong if one.tolerated is None)


def _not_done(evidence: Evidence) -> frozenset[str]:
    told = (o for o in evidence.observations if o.outcome not in (None, Outcome.DONE))
    return frozenset(observation.exchange for observation in told)


def _breach(each: Answered, found: Discrepancy) -> Breach:
    place = found.subject.replace(":", " ", 1) or "body"
    missing = found.keyword == "required"
    says = f"{each.operation} carried out a request although its {place} is not as documented"
    subject = f"{found.subject} missing" if missing else found.subject
    expected = f"refused, as the documents want {found.expected}"
    got = f"status {each.response.status} for {found.got}"
    told = each.breach(subject, says, expected, got, source=found.source)
    return replace(told, severity=Severity.ERROR) if missing else told
