"""A session is over once it has been idle for fifteen minutes, and not before; by the server's own clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.joc import sources
from harness.vendors.joc.rules.facts import Answered, answered, breach

_IDLE = timedelta(minutes=15)
_SLACK = timedelta(seconds=5)
_UNCOUNTED = frozenset({"login", "logout", "getUserByToken"})
"""What does not use the session that its token is of."""
_ORDINARY = "listOrders"
"""The operation whose expectations say what a level promises of sessions."""


@claims(
    "joc.idle-ends",
    "a session that was idle for more than 15 minutes is over",
    source=sources.PAGE,
    why="A token that was left behind opens the scheduler for whoever finds it.",
)
def idle_ends(evidence: Evidence) -> Iterator[Breach]:
    """Look for a success after a longer pause of one token."""
    if not _promises(evidence, "timed-out"):
        return
    for before, each, pause in evidence.fact(_pauses):
        if pause > _IDLE + _SLACK and each.response.status == 200:
            says = "a session was answered after it had been idle for more than 15 minutes"
            yield breach(each, "idle", says, "401 or 440", "200", None, before.exchange.id)


@claims(
    "joc.idle-slides",
    "a session that was never idle for 15 minutes is not over",
    source=sources.PAGE,
    why="Clients that poll are thrown out in the middle of their work.",
)
def idle_slides(evidence: Evidence) -> Iterator[Breach]:
    """Look for a time-out after short pauses only: one that the condition of the site did not bring about."""
    if not _promises(evidence, "sliding"):
        return
    lasted: dict[str, timedelta] = defaultdict(timedelta)
    for before, each, pause in evidence.fact(_pauses):
        token = _token(each)
        lasted[token] += pause
        short = pause < _IDLE - _SLACK
        # Sessions of a site that was put into a time-out on purpose end at once.
        if each.response.status == 401 and short and lasted[token] > _IDLE:
            says = "a session ended although it had never been idle for 15 minutes"
            yield breach(each, "idle", says, "200", "401", None, before.exchange.id)
        if not short:
            lasted[token] = timedelta()


def _promises(evidence: Evidence, name: str) -> bool:
    operation = evidence.contract.operations.get(_ORDINARY)
    return operation is not None and any(each.name == name for each in operation.expectations)


def _pauses(evidence: Evidence) -> tuple[tuple[Answered, Answered, timedelta], ...]:
    """Return neighbouring requests of one token, and how long it lay idle between them at most."""
    return tuple(_neighbours(evidence))


def _neighbours(evidence: Evidence) -> Iterator[tuple[Answered, Answered, timedelta]]:
    last: dict[str, tuple[Answered, datetime]] = {}
    for each, at in _dated(evidence.fact(answered)):
        token = _token(each)
        # A 420 may have come before the token was looked at.
        if token and each.response.status in (200, 401, 403, 419) and each.operation not in _UNCOUNTED:
            if token in last:
                known, since = last[token]
                yield known, each, at - since
            last[token] = (each, at)


def _dated(answers: Sequence[Answered]) -> Iterator[tuple[Answered, datetime]]:
    """Yield answers with the server's time; of one without a date that of the next one, which is later."""
    following: datetime | None = None
    found: list[tuple[Answered, datetime]] = []
    for each in reversed(answers):
        following = _date(each) or following
        if following is not None:
            found.append((each, following))
    return reversed(found)


def _token(each: Answered) -> str:
    return each.exchange.request.headers.get("X-Access-Token") or ""


def _date(each: Answered) -> datetime | None:
    told: object = each.document.get("deliveryDate") if isinstance(each.document, Mapping) else None
    try:
        return datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None


RULES: tuple[Rule, ...] = (idle_ends, idle_slides)
