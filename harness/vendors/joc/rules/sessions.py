"""A session is over once it has been idle for fifteen minutes, and not before; by the server's own clock."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from harness.oracles import Breach, Evidence, Rule, claims
from harness.vendors.joc import sources
from harness.vendors.joc.rules.facts import Answered, answered

_IDLE: Final = timedelta(minutes=15)
_SLACK: Final = timedelta(seconds=5)
_SHORT: Final = _IDLE - _SLACK
"""Any pause below it is no idleness, whatever the clocks of a cluster differ by."""
_UNCOUNTED: Final = frozenset({"login", "logout", "getUserByToken"})
"""What does not use the session that its token is of."""
_ORDINARY: Final = "listOrders"
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
    for uses in evidence.fact(_uses_by_token):
        for before, use in pairwise(uses):
            if use.at - before.at > _IDLE + _SLACK and use.answered.response.status == 200:
                says = "a session was answered after it had been idle for more than 15 minutes"
                yield use.answered.breach("idle", says, "401 or 440", "200", before.id)


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
    for uses in evidence.fact(_uses_by_token):
        busy: list[_Use] = []
        for use in uses:
            if busy and use.at - busy[-1].at >= _SHORT:
                busy.clear()
            # Sessions of a site that was put into a time-out on purpose end at once.
            if use.answered.response.status == 401 and (shown := _lasting(busy, use)):
                says = "a session ended although it had never been idle for 15 minutes"
                yield use.answered.breach("idle", says, "200", "401", *shown)
            busy.append(use)


def _lasting(busy: Sequence[_Use], last: _Use) -> list[str]:
    """Return what shows that a session was busy for longer than it may be idle; nothing: it was not.

    It is enough to be judged by itself, as it is where a finding is to be explained.
    """
    first, shown = last, [last.dated_by] if last.dated_by != last.id else []
    while last.at - first.at <= _IDLE:
        nth = bisect_right(busy, first.at - _SHORT, key=lambda use: use.at)
        if nth == len(busy) or busy[nth].at >= first.at:
            return []
        first = busy[nth]
        shown.append(first.id)
    return shown


def _promises(evidence: Evidence, name: str) -> bool:
    operation = evidence.contract.operations.get(_ORDINARY)
    return operation is not None and any(each.name == name for each in operation.expectations)


class _Use(NamedTuple):
    """One request that used a session."""

    answered: Answered
    at: datetime
    """By the server's clock."""
    dated_by: str
    """The id of the exchange that tells the time."""

    @property
    def id(self) -> str:
        """The id of the exchange."""
        return self.answered.exchange.id


def _uses_by_token(evidence: Evidence) -> tuple[Sequence[_Use], ...]:
    """Return the uses of each token, in their order."""
    found: dict[str, list[_Use]] = defaultdict(list)
    for use in _dated(evidence.fact(answered)):
        each = use.answered
        token = each.exchange.request.headers.get("X-Access-Token")
        # A 420 may have come before the token was looked at.
        if token and each.response.status in (200, 401, 403, 419) and each.operation not in _UNCOUNTED:
            found[token].append(use)
    return tuple(found.values())


def _dated(answers: Sequence[Answered]) -> Iterator[_Use]:
    """Yield answers with the server's time; of one without a date that of the next one, which is later."""
    following: tuple[datetime, str] | None = None
    found: list[_Use] = []
    for each in reversed(answers):
        at = _date(each)
        following = following if at is None else (at, each.exchange.id)
        if following is not None:
            found.append(_Use(each, *following))
    return reversed(found)


def _date(each: Answered) -> datetime | None:
    told: object = each.document.get("deliveryDate") if isinstance(each.document, Mapping) else None
    try:
        return datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None


RULES: tuple[Rule, ...] = (idle_ends, idle_slides)
