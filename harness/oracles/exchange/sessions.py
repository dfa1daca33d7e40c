"""Without a good session nothing is served, but for what the contract declares open to everybody."""

from __future__ import annotations

from collections.abc import Iterator

from harness.exchange import Request
from harness.finding import Source
from harness.oracles.answered import Answered, judged_answers
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
    for each in evidence.fact(judged_answers):
        status = each.response.status
        served = status not in BUSY and not each.match.operation.access.refuses(status)
        if each.exchange.session in outside and served and _needs_session(each):
            yield _breach(each)


def _logs_out(evidence: Evidence) -> bool:
    return any(each.strongest.role == "logout" for each in evidence.contract.operations.values())


def _needs_session(each: Answered) -> bool:
    """Tell whether only a session can have let the request in: it brings no good credentials of its own.

    A login does, in whatever form the vendor reads.
    """
    wanted = each.match.operation.access.credentials
    named = {name for place, name in wanted if place == "query"}
    own = each.match.role == "login" or _by_password(each.exchange.request)
    return bool(wanted) and not own and named.isdisjoint(each.match.parsed.query)


def _by_password(request: Request) -> bool:
    """Tell whether a password is on the request itself: such a one neither runs out nor is logged out."""
    scheme, _, _ = (request.headers.get("Authorization") or "").partition(" ")
    return scheme.lower() == "basic"


def _breach(each: Answered) -> Breach:
    session, access = str(each.exchange.session), each.match.operation.access
    says = f"{each.operation} was served in a session that is not logged in ({session})"
    expected = f"refused: status {' or '.join(access.refused)}"
    return each.breach(session, says, expected, f"status {each.response.status}", source=access.source)
