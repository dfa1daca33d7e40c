"""Which connection a request gets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

import pytest

from harness.door.wire import Pool, UpstreamConnection


class Kept:
    """A connection that is good or not, and has been idle for so long."""

    def __init__(self, *, usable: bool = True, idle: float = 0.0) -> None:
        self.usable = usable
        self.closed = False
        self.idle_since = asyncio.get_running_loop().time() - idle

    def settle(self) -> bool:
        """Tell whether it may be kept."""
        return self.usable

    def close(self) -> None:
        """Close."""
        self.closed = True


def taken(method: str, make: Callable[[], Kept], *, fresh: bool = False) -> tuple[bool, bool]:
    """Give a connection to a pool and ask for one; return whether it was used before, and dropped."""

    async def scene() -> tuple[bool, bool]:
        kept = make()

        async def dial() -> UpstreamConnection:
            return cast("UpstreamConnection", Kept())

        pool = Pool(dial)
        idle_since = kept.idle_since
        pool.give(cast("UpstreamConnection", kept))
        kept.idle_since = idle_since
        _, reused = await pool.take(method, fresh=fresh)
        pool.close()
        return reused, kept.closed

    return asyncio.run(scene())


@pytest.mark.parametrize(
    ("method", "idle", "reused"),
    [("GET", 0.0, True), ("GET", 10.0, True), ("GET", 60.0, False), ("PUT", 0.0, True), ("PUT", 10.0, False)],
)
def test_the_longer_a_connection_was_idle_the_less_it_is_trusted(
    method: str, idle: float, *, reused: bool
) -> None:
    """A request that must not be repeated goes out only on a connection that was busy just now."""
    assert taken(method, lambda: Kept(idle=idle)) == (reused, not reused)


def test_a_connection_that_is_not_good_is_never_given() -> None:
    """One that was closed, or is out of step, is dropped."""
    assert taken("GET", lambda: Kept(usable=False)) == (False, False)


def test_a_fresh_connection_is_fresh() -> None:
    """A second try never uses a connection that may be stale too."""
    assert taken("GET", Kept, fresh=True) == (False, True)
