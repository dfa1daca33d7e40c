"""What is exclusively ours at a target, and whether anything of somebody else's was seen to run in it.

A verb may name a task and not a run, so that the ledger cannot tell whose run it would hit. What answers tell
of all that is under way can.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import Lock

from harness.contract import Match
from harness.exchange import Response
from harness.guard import Exclusive, Running
from harness.ledger import LedgerView

GOOD_FOR_NS = 60_000_000_000
"""Nanoseconds for which a look counts: what is exclusively ours is so by agreement, not by force."""
_NEVER = -(GOOD_FOR_NS + 1)

Look = Callable[[Match, Response], tuple[Running, ...] | None]


class Sightings:
    """Keeps the last look at each thing that is exclusively ours. Threads may share it."""

    def __init__(self, things: Sequence[Exclusive], look: Look) -> None:
        self._things = tuple(things)
        self._look = look
        self._lock = Lock()
        self._alone_ns = dict.fromkeys(range(len(self._things)), _NEVER)

    def take(self, match: Match, response: Response, view: LedgerView, begun_ns: int) -> None:
        """Take in an answer; one that does not tell of all that runs changes nothing."""
        running = self._look(match, response) if self._things else None
        if running is None:
            return
        others = [each.marks for each in running if not view.owns(each.job.key)]
        with self._lock:
            for place, thing in enumerate(self._things):
                shared = any(thing.marks & marks for marks in others)
                # Without marks nobody could tell what runs there.
                alone = bool(thing.marks) and not shared
                self._alone_ns[place] = begun_ns if alone else _NEVER

    def exclusive(self, now_ns: int) -> Mapping[str, bool]:
        """Return each name of what is exclusively ours, and whether the last look showed it to be."""
        with self._lock:
            return {
                name: now_ns - self._alone_ns[place] <= GOOD_FOR_NS and self._alone_ns[place] != _NEVER
                for place, thing in enumerate(self._things)
                for name in thing.names
            }
