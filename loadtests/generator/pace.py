"""Waiting, precisely and until told to stop."""

from __future__ import annotations

import gevent
from gevent.event import Event

from harness.clock import Clock


class Pace:
    """Waits on gevent's loop by ``clock``; ``stop`` ends every wait, now and from now on."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._stop = Event()

    def stop(self) -> None:
        """End every wait."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """True once ``stop`` was called."""
        return bool(self._stop.is_set())

    def wait(self, seconds: float) -> None:
        """Let ``seconds`` pass, or less when the run stops."""
        self._stop.wait(seconds)

    def wait_until(self, instant_ns: int) -> None:
        """Return when the clock shows ``instant_ns`` or later, or when the run stops."""
        # gevent counts a timer from when its loop last looked at the clock, so that one may end early.
        while not self.stopping and (left := instant_ns - self._clock.now_ns()) > 0:
            self._stop.wait(left / 1e9)

    def sleep(self, seconds: float) -> None:
        """Let ``seconds`` pass whether the run stops or not: cleaning up takes its time."""
        gevent.sleep(seconds)
