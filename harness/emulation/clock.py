"""An emulator's own time: real, or logical so that equal requests meet equal instants.

An *instant* is a whole number of nanoseconds since the emulator's epoch.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from harness.clock import Clock
from harness.emulation.settings import ClockKind

SECOND = 1_000_000_000
"""Nanoseconds."""
_LOGICAL_EPOCH = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


class EmulatorClock:
    """Tells instants; both kinds can be moved on, and set back when a snapshot is restored."""

    def __init__(self, kind: ClockKind, step: float, clock: Clock) -> None:
        self.epoch = clock.wall() if kind == "real" else _LOGICAL_EPOCH
        self.fraction = self.epoch.microsecond * 1000
        """Nanoseconds from the last whole second to the epoch."""
        self._real = clock if kind == "real" else None
        self._step = round(step * SECOND)
        self._offset = 0
        if self._real is not None:
            self._offset = -self._real.now_ns()

    def now(self) -> int:
        """Return the present instant, in nanoseconds since the epoch."""
        return self._offset if self._real is None else self._offset + self._real.now_ns()

    def receive(self) -> int:
        """Return the instant of a request that has just come in; a logical clock moves on for it."""
        if self._real is not None:
            return self._offset + self._real.now_ns()
        self._offset += self._step
        return self._offset

    def advance(self, seconds: float) -> None:
        """Move on; raise ``ValueError`` when asked to go back."""
        if not 0 <= seconds < float("inf"):
            raise ValueError(f"an emulator's clock cannot be moved on by {seconds} s")
        self._offset += round(seconds * SECOND)

    def set(self, instant: int) -> None:
        """Make ``instant`` the present one, as when a snapshot is restored."""
        self._offset += instant - self.now()

    def wall(self, instant: int) -> datetime:
        """Return the date and time (UTC) of an instant."""
        return wall(self.epoch, instant)


def wall(epoch: datetime, instant: int) -> datetime:
    """Return the date and time ``instant`` nanoseconds after ``epoch``."""
    return epoch + timedelta(microseconds=instant // 1000)
