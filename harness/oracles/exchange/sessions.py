"""Without a good session nothing is served, but for what the contract declares open to everybody."""

from __future__ import annotations

from collections.abc import Iterator

from harness.contract import Match
from harness.exchange import Direction, Exchange, Request
from harness.finding import Source
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Evidence
from harness.oracles.exchange.response import BUSY
from harness.target import ANONYMOUS, EXPIRED, LOGGED_OUT


@claims(
    "exchange.without-session",
    "nothing is served without a good session",
    source=Source("the vendor's contract; each finding names the document that its fact stands in"),
    why="Anybody who reaches the port can read, stop and delete other people's work.",
)
def without_session(evidence: Evidence) -> Iterator[Breach]:
    """Judge what was asked in sessions that are not logged in, or not any more.

    A vendor whose contract has no logout cannot end a session, so that its logged-out one is a good one.
    """
    outside = {ANONYMOUS, EXPIRED} | ({LOGGED_OUT} if evidence.fact(_logs_out) else set())
    for exchange in evidence.exchanges:
        match, response = evidence.matches.get(exchange.id), exchange.response
        if exchange.session not in outside or match is None or not exchange.judged or response is None:
            continue
        served = not match.operation.access.refuses(response.status) and response.status not in BUSY
        if served and _needs_session(exchange, match):
            yield _breach(exchange, match, response.status)


def _logs_out(evidence: Evidence) -> bool:
    return any(each.strongest.role == "logout" for each in evidence.contract.operations.values())


def _needs_session(exchange: Exchange, match: Match) -> bool:
    """Tell whether only a session can have let the request in: it brings no good credentials of its own.

    A login does, in whatever form the vendor reads.
    """
    outbound = exchange.direction is Direction.OUTBOUND and match.role != "login"
    if not outbound or not match.operation.access.credentials:
        return False
    if match.role == "login":
        # What it takes are credentials, in whichever form the vendor reads them.
        return False
    named = {name for place, name in match.operation.access.credentials if place == "query"}
    return not _by_password(exchange.request) and named.isdisjoint(match.parsed.query)


def _by_password(request: Request) -> bool:
    """Tell whether a password is on the request itself: such a one neither runs out nor is logged out."""
    scheme, _, _ = (request.headers.get("Authorization") or "").partition(" ")
    return scheme.lower() == "basic"


def _breach(exchange: Exchange, match: Match, status: int) -> Breach:
    return Breach(
        says=f"{match.operation.id} was served in a session that is not logged in ({exchange.session})",
        operation=match.operation.id,
        subject=str(exchange.session),
        expected=f"refused: status {' or '.join(match.operation.access.refused)}",
        got=f"status {status}",
        witness=(exchange.id,),
        source=match.operation.access.source,
    )
