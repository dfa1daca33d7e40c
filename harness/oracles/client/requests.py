"""A client's request keeps the contract, whether or not this target puts up with less."""

from __future__ import annotations

from collections.abc import Iterator

from harness.contract import Discrepancy
from harness.exchange import Direction, Exchange, Passage
from harness.finding import Severity, Source
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Evidence

_SOURCE = Source("the vendor's contract; each finding names the document that its fact stands in")


@claims(
    "client.unknown-operation",
    "a client asks only for operations that the documents list",
    source=_SOURCE,
    why="What is not documented may be gone, or mean something else, in the next release.",
)
def unknown_operation(evidence: Evidence) -> Iterator[Breach]:
    """Look at what matched no operation. The path stays out of the subject: it may name a job."""
    for exchange in evidence.exchanges:
        if _sent(exchange) and exchange.id not in evidence.matches:
            request = exchange.request
            yield Breach(
                says=f"the client sent {request.method} {request.path}, which no document lists",
                operation=None,
                subject=f"{request.method} {_shape(request.path)}",
                expected="an operation of the contract",
                got=f"{request.method} {request.path}",
                witness=(exchange.id,),
            )


@claims(
    "client.request",
    "a client's request is as documented",
    source=_SOURCE,
    why="It is refused by a stricter server, or works today by the good will of this one.",
)
def request(evidence: Evidence) -> Iterator[Breach]:
    """Judge every request; what the vendor tolerates by design is told as a mere information."""
    for exchange in evidence.exchanges:
        match = evidence.matches.get(exchange.id)
        if match is None or not _sent(exchange):
            continue
        for found in evidence.contract.judge_request(match, exchange.request):
            yield _breach(exchange, match.operation.id, found)


@claims(
    "client.sent-twice",
    "a client's request that changes something goes out once",
    source=Source("RFC 9110, 9.2.2: only idempotent requests may be sent again without being asked"),
    why="A second submit runs the work twice.",
    severity=Severity.WARNING,
)
def sent_twice(evidence: Evidence) -> Iterator[Breach]:
    """Look for a submit that had no answer, followed by the same submit."""
    unanswered: dict[tuple[str, str, bytes], Exchange] = {}
    for exchange in evidence.exchanges:
        match = evidence.matches.get(exchange.id)
        if match is None or match.role != "submit" or not _sent(exchange):
            continue
        sent = (exchange.request.method, exchange.request.target, exchange.request.body)
        first = unanswered.get(sent)
        if first is not None and first.ended_ns < exchange.begun_ns:
            yield Breach(
                says="the client submitted again what may have been taken although no answer came",
                operation=match.operation.id,
                subject="submit",
                expected="to look for the job before it is submitted again",
                got="the same submit a second time",
                witness=(first.id, exchange.id),
            )
        if exchange.passage is Passage.BROKEN:
            unanswered[sent] = exchange


def _sent(exchange: Exchange) -> bool:
    return exchange.direction is Direction.OUTBOUND and exchange.passage is not Passage.REFUSED


def _shape(path: str) -> str:
    """Return the path with every segment that holds a digit as ``*``: it names a job, not a service."""
    return "/".join("*" if any(c.isdigit() for c in segment) else segment for segment in path.split("/"))


def _breach(exchange: Exchange, operation: str, found: Discrepancy) -> Breach:
    place = found.subject.replace(":", " ", 1) or "body"
    because = f", which the target puts up with ({found.tolerated.because})" if found.tolerated else ""
    return Breach(
        says=f"the client's {operation} has a {place} that is not as documented{because}",
        operation=operation,
        subject=f"{found.subject} {found.keyword}",
        expected=found.expected,
        got=found.got,
        witness=(exchange.id,),
        severity=Severity.INFO if found.tolerated else None,
        source=found.source,
    )
