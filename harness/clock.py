"""Time as an argument: nothing below the command line reads the machine's clock by itself."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where a component gets its time from."""

    def now_ns(self) -> int:
        """Return monotonic nanoseconds; only differences within one process mean anything."""
        ...

    def wall(self) -> datetime:
        """Return the wall-clock time, in UTC; for display and vendor timestamps, never for intervals."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now_ns(self) -> int:
        """Return ``time.perf_counter_ns``."""
        return time.perf_counter_ns()

    def wall(self) -> datetime:
        """Return the machine's UTC time."""
        return datetime.now(UTC)


@dataclass
class VirtualClock:
    """A clock that moves only when told to, so that timing rules are tested without waiting."""

    epoch: datetime = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
    _now_ns: int = field(default=0, init=False)

    def now_ns(self) -> int:
        """Return the nanoseconds advanced so far."""
        return self._now_ns

    def wall(self) -> datetime:
        """Return the epoch moved on by the time advanced so far."""
        return self.epoch + timedelta(microseconds=self._now_ns // 1000)

    def advance(self, seconds: float) -> None:
        """Move on by ``seconds``; raise ``ValueError`` when asked to go back."""
        if seconds < 0:
            raise ValueError(f"a clock does not run backwards: {seconds} s")
        self._now_ns += round(seconds * 1e9)
