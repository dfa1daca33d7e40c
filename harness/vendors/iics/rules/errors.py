"""Refusals are what they say, and come to those who are to be refused."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Severity
from harness.oracles import Evidence, Rule
from harness.oracles.claim import Breach, claims
from harness.session import ANONYMOUS, EXPIRED, LOGGED_OUT
from harness.vendors.iics.documents import number
from harness.vendors.iics.rules.facts import ERRORS, SESSIONS, Answered, answered

_NOBODY = frozenset({ANONYMOUS, EXPIRED, LOGGED_OUT})
_ENDING = frozenset({"logout", "logoutV3", "logoutAll"})
_HALF_HOUR_NS = 30 * 60 * 1_000_000_000


@claims(
    "iics.error-status",
    "an error object names the status that its answer has",
    source=ERRORS,
    why="Clients that read only the body, and those that read only the status, decide differently.",
)
def error_status(evidence: Evidence) -> Iterator[Breach]:
    """Compare ``statusCode`` of error and success objects with the status."""
    for each in evidence.fact(answered):
        told = number(each.document, "statusCode")
        if told is not None and told != each.response.status:
            yield Breach(
                says=f"an answer has the status {each.response.status} and says {told}",
                operation=each.operation,
                subject=f"statusCode {each.response.status}",
                expected=str(each.response.status),
                got=str(told),
                witness=(each.exchange.id,),
            )


@claims(
    "iics.session-in-use",
    "a session that is in use does not run out",
    source=SESSIONS,
    why="A client that waits for a long run is thrown out in the middle of it.",
    severity=Severity.WARNING,
)
def session_in_use(evidence: Evidence) -> Iterator[Breach]:
    """Look for a 401 less than half an hour after the same session was taken, and no logout in between."""
    taken: dict[str, Answered] = {}
    for each in evidence.fact(answered):
        name = each.exchange.session
        if each.operation in _ENDING and each.succeeded:
            taken.clear()
        elif name is None or name in _NOBODY or not each.match.operation.access.credentials:
            continue
        elif each.response.status == 401:
            before = taken.pop(name, None)
            if before is not None and each.exchange.begun_ns - before.exchange.ended_ns < _HALF_HOUR_NS:
                yield Breach(
                    says="a session was refused within half an hour of its last use",
                    operation=each.operation,
                    subject="session",
                    expected="half an hour of inactivity",
                    got="status 401",
                    witness=(before.exchange.id, each.exchange.id),
                )
        else:
            taken[name] = each


RULES: tuple[Rule, ...] = (error_status, session_in_use)
