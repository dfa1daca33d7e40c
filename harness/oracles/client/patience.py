"""A client that is asked to wait waits."""

from __future__ import annotations

from collections.abc import Iterator

from harness.exchange import Direction, Exchange, retry_after
from harness.finding import Severity, Source
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Evidence

_GRACE = 0.05
"""The part of the time that a client may be early by: its clock is not the server's."""


@claims(
    "client.retry-after",
    "a client asks a busy server again no sooner than it was told to",
    source=Source("RFC 9110, 10.2.3 (Retry-After); RFC 6585, 4 (429 Too Many Requests)"),
    why="Clients that come back at once keep a server down that asked for a moment to get up.",
    severity=Severity.WARNING,
)
def impatient(evidence: Evidence) -> Iterator[Breach]:
    """Look for the same request before the time that an answer to it named has passed."""
    told: dict[tuple[str, str], tuple[Exchange, float]] = {}
    for exchange in evidence.exchanges:
        if exchange.direction is not Direction.OUTBOUND:
            continue
        asked = (exchange.request.method, exchange.request.target)
        before, seconds = told.pop(asked, (exchange, 0.0))
        waited = (exchange.begun_ns - before.ended_ns) / 1e9
        if before is not exchange and waited < seconds * (1 - _GRACE):
            yield _breach(evidence, before, exchange, seconds, waited)
        pause = retry_after(exchange.response) if exchange.judged and exchange.response else None
        if pause:
            told[asked] = exchange, pause


def _breach(
    evidence: Evidence, before: Exchange, exchange: Exchange, seconds: float, waited: float
) -> Breach:
    match = evidence.matches.get(exchange.id)
    return Breach(
        says=f"the client asked again after {waited:.2g} s though the server had asked for {seconds:g} s",
        operation=match.operation.id if match else None,
        subject="Retry-After",
        expected=f"the same request {seconds:g} s later or not at all",
        got=f"{waited:.2g} s",
        witness=(before.id, exchange.id),
    )
