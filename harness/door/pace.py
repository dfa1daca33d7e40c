"""Keeping to a budget of requests a second, by waiting."""

from __future__ import annotations

from threading import Lock


class Pace:
    """Spaces requests evenly, at most ``rate`` a second. Threads may share it."""

    def __init__(self, rate: float) -> None:
        if rate <= 0:
            raise ValueError(f"a rate of {rate} requests a second lets nothing through")
        self._gap_ns = round(1e9 / rate)
        self._next_ns: int | None = None
        self._lock = Lock()

    def claim(self, now_ns: int) -> float:
        """Claim the next free moment; return how many seconds it is away."""
        with self._lock:
            at = now_ns if self._next_ns is None else max(now_ns, self._next_ns)
            self._next_ns = at + self._gap_ns
        return (at - now_ns) / 1e9
