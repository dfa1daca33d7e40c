"""One connection to an upstream: writes a request once, reads its answer as it comes."""

from __future__ import annotations

import asyncio
from typing import cast

from harness.clock import Clock
from harness.door.wire.answering import AnswerHead, AnswerParser

_HIGH_WATER = 256 * 1024
"""Bytes of a body that may wait before the connection is read no further."""


class Broken(Exception):  # noqa: N818 - it names what became of the exchange
    """No whole answer came. ``answered`` tells whether the head of one did."""

    def __init__(self, why: str, *, answered: bool = False) -> None:
        super().__init__(why)
        self.answered = answered


class UpstreamConnection(asyncio.Protocol):
    """Asks one request at a time. ``begun_ns`` and ``ended_ns`` bracket what was on the wire.

    ``timeout`` is the longest silence, in seconds, that is waited for within an answer.
    """

    _transport: asyncio.Transport

    def __init__(self, clock: Clock, timeout: float) -> None:
        self._clock = clock
        self._timeout = timeout
        self._loop = asyncio.get_running_loop()
        self._answer: AnswerParser | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._deadline = 0.0
        self._broken: str | None = None
        self._paused = False
        self.idle_since = 0.0
        self.begun_ns = self.ended_ns = 0

    @property
    def usable(self) -> bool:
        """Whether another request may be asked on this connection."""
        written = self._transport.get_write_buffer_size() == 0
        return self._answer is None and self._broken is None and written and not self._transport.is_closing()

    async def ask(self, method: str, head: bytes, body: bytes) -> AnswerHead:
        """Write a request and return the head of its answer; raise ``Broken`` when none comes."""
        answer = self._answer = AnswerParser(method)
        self.begun_ns = self.ended_ns = self._clock.now_ns()
        self._transport.write(head + body)
        self._watch()
        while answer.head is None:
            await self._wait()
        return answer.head

    async def read(self) -> tuple[bytes, bool]:
        """Return what has come of the body since, and whether that completes it; raise ``Broken``."""
        answer = self._asked()
        while not answer.held and not answer.complete:
            await self._wait()
        data = answer.take()
        if self._paused:
            self._paused = False
            self._transport.resume_reading()
        return data, answer.complete

    def settle(self) -> bool:
        """Make ready for another request after a complete answer; tell whether one may be asked."""
        keeps = self._asked().keeps
        self._answer = None
        self.idle_since = self._loop.time()
        if keeps and self.usable:
            return True
        self.close()
        return False

    def close(self) -> None:
        """Drop the connection, and with it the answer that is under way."""
        if self._answer is not None and not self._answer.complete:
            self.ended_ns = self._clock.now_ns()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._transport.abort()

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Parse what came; what no request asked for makes the connection useless."""
        answer = self._answer
        if answer is None or answer.complete:
            self._break("the target sent more than its answer")
            return
        self._deadline = self._loop.time() + self._timeout
        if answer.feed(data):
            self.ended_ns = self._clock.now_ns()
        elif answer.error is not None:
            self._break(answer.error)
        elif answer.held > _HIGH_WATER and not self._paused:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> bool:
        """Let the transport close; ``connection_lost`` follows."""
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """End a body that only the end of the connection delimits; break any other answer."""
        answer = self._answer
        if exc is not None:
            self._break(f"the connection broke: {exc}")
        elif answer is not None and not answer.complete:
            answer.finish()
            self.ended_ns = self._clock.now_ns()
            if answer.error is not None:
                self._break(answer.error)
        else:
            self._break("the target closed the connection")
        self._wake()

    # Our own

    def _asked(self) -> AnswerParser:
        if self._answer is None:
            raise RuntimeError("nothing was asked on this connection")
        return self._answer

    def _break(self, why: str) -> None:
        if self._broken is None:
            self._broken = why
            self.close()
            self._wake()

    async def _wait(self) -> None:
        if self._broken is not None:
            raise Broken(self._broken, answered=self._asked().head is not None)
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        except asyncio.CancelledError:
            self.close()
            raise
        finally:
            self._waiter = None

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _watch(self) -> None:
        self._deadline = self._loop.time() + self._timeout
        if self._timer is None:
            self._timer = self._loop.call_later(self._timeout, self._look)

    def _look(self) -> None:
        """Break an answer that stays silent. One timer a connection, pushed on when it goes off."""
        self._timer = None
        if self._answer is None or self._answer.complete or self._broken is not None:
            return
        left = self._deadline - self._loop.time()
        if left > 0 or self._paused:
            self._timer = self._loop.call_later(left if left > 0 else self._timeout, self._look)
        else:
            self._break(f"no answer within {self._timeout:g} s")
