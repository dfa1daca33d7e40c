"""How many requests the door got, what became of them, and what of the budgets is used up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from harness.guard import Blocked, Decision, Usage


@dataclass(frozen=True, slots=True)
class Counts:
    """``received`` = ``forwarded`` + ``blocked`` + ``refused`` once ``under_way`` is 0.

    ``broken`` are those of the forwarded that got no whole answer, ``unsent`` those of the broken
    of which not one byte left (no connection could be made). ``inbound`` are what targets sent to
    our receiver; they are none of ``received``.
    """

    received: int = 0
    forwarded: int = 0
    blocked: int = 0
    refused: int = 0
    broken: int = 0
    unsent: int = 0
    inbound: int = 0
    under_way: int = 0
    """Requests that were forwarded and are not recorded yet."""


class Tally:
    """Counts as it is told. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts = dict.fromkeys(Counts.__dataclass_fields__, 0)
        self._creations = 0

    @property
    def counts(self) -> Counts:
        """The counts so far."""
        with self._lock:
            return Counts(**self._counts)

    def add(self, **counts: int) -> None:
        """Count so many more of each field of ``Counts`` that is named."""
        with self._lock:
            for what, number in counts.items():
                self._counts[what] += number

    def decided(self, decide: Callable[[Usage], Decision], creations: int) -> Decision:
        """Let ``decide`` decide on what is used up, and use up what it allows in the same breath."""
        with self._lock:
            counts = self._counts
            decision = decide(Usage(counts["forwarded"], self._creations, counts["under_way"]))
            if not isinstance(decision, Blocked):
                counts["forwarded"] += 1
                counts["under_way"] += 1
                self._creations += creations
        return decision
