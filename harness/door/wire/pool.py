"""Connections to one upstream, kept for the next request; no request is ever written twice unseen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from harness.door.wire.outbound import UpstreamConnection

REPEATABLE = frozenset(("GET", "HEAD"))
"""Methods whose request may be written again when a kept connection turns out to be closed."""

_KEPT = 20.0
"""Seconds that a connection may have been idle to be used for a repeatable request."""
_KEPT_FOR_OTHERS = 1.0
"""The same for any other request, whose fate would be unknown if the connection closed under it."""


class Pool:
    """Hands out connections to one upstream and takes them back."""

    def __init__(self, dial: Callable[[], Awaitable[UpstreamConnection]]) -> None:
        self._dial = dial
        self._idle: list[UpstreamConnection] = []
        self._loop = asyncio.get_running_loop()

    async def take(self, method: str, *, fresh: bool = False) -> tuple[UpstreamConnection, bool]:
        """Return a connection for ``method``, and whether it was used before.

        Raise ``OSError`` when none can be made.
        """
        longest = _KEPT if method in REPEATABLE else _KEPT_FOR_OTHERS
        while self._idle and not fresh:
            connection = self._idle.pop()
            if connection.usable and self._loop.time() - connection.idle_since <= longest:
                return connection, True
            connection.close()
        return await self._dial(), False

    def give(self, connection: UpstreamConnection) -> None:
        """Take back a connection whose answer is complete; keep it if another may be asked on it."""
        if connection.settle():
            self._idle.append(connection)

    def close(self) -> None:
        """Close every connection that is kept."""
        for connection in self._idle:
            connection.close()
        self._idle.clear()
