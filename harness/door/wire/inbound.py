"""One connection from a client: whole requests in, one after the other; answers out, in parts."""

from __future__ import annotations

import asyncio
from collections import deque
from http import HTTPStatus
from typing import Protocol, cast

from harness.door.wire.fields import Field, Fields, write_head
from harness.door.wire.reading import Limits, Received, Refusal, RequestParser

_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_PIPELINED = 16
"""Requests that may wait on one connection before it is read no further."""


class Handler(Protocol):
    """Answers what a connection received, each before the next."""

    async def handle(self, received: Received | Refusal, client: ClientConnection) -> None:
        """Answer by ``client.send``, or by ``client.start``, ``write`` and ``end``, or by ``abort``."""
        ...


class ClientConnection(asyncio.Protocol):
    """Reads requests one by one and writes each one's answer; closes when HTTP says so."""

    _transport: asyncio.Transport

    def __init__(self, handler: Handler, limits: Limits) -> None:
        self._handler = handler
        self._parser = RequestParser(limits, lambda: self._write(_CONTINUE))
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[Received | Refusal] = deque()
        self._task: asyncio.Task[None] | None = None
        self._drained: asyncio.Future[None] | None = None
        self._writable = True
        self._reading = True
        self._closing = False
        self._ended = False
        self._current: Received | None = None
        self._chunked = False
        self._begun = False

    @property
    def begun(self) -> bool:
        """Whether any of the answer to the current request was written."""
        return self._begun

    @property
    def task(self) -> asyncio.Task[None] | None:
        """What answers the current request; None when there is none."""
        return self._task

    # Answers

    def send(self, status: int, fields: Fields, body: bytes, reason: bytes = b"") -> None:
        """Write a whole answer, delimited by its length."""
        head = self._head(status, reason, fields, len(body))
        self._write(head if self._bodyless(status) else head + body)

    def start(self, status: int, fields: Fields, length: int | None, reason: bytes = b"") -> None:
        """Write the head of an answer whose body has ``length`` bytes; None: not known yet."""
        self._write(self._head(status, reason, fields, length))

    async def write(self, data: bytes) -> None:
        """Write a part of the body; wait while the client does not keep up."""
        if data:
            self._write(b"%x\r\n%b\r\n" % (len(data), data) if self._chunked else data)
        if not self._writable:
            self._drained = self._loop.create_future()
            await self._drained

    def end(self, data: bytes = b"") -> None:
        """Write the last part of the body."""
        if self._chunked:
            part = b"%x\r\n%b\r\n" % (len(data), data) if data else b""
            self._write(part + b"0\r\n\r\n")
        elif data:
            self._write(data)

    def abort(self) -> None:
        """Reset the connection, so that the client cannot take a part for the whole."""
        self._closing = True
        self._transport.abort()

    def close(self) -> None:
        """Close the connection once what was written has gone out."""
        self._closing = True
        self._transport.close()

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the transport."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Parse what came and answer each request that is whole."""
        self._queue(self._parser.feed(data))
        if len(self._waiting) >= _PIPELINED and self._reading:
            self._reading = False
            self._transport.pause_reading()

    def eof_received(self) -> bool:
        """Answer what is whole, and refuse what is not, before the connection closes."""
        self._queue(self._parser.finish())
        if self._task is None:
            return False
        self._ended = True
        # TLS has no half-open connections: asyncio closes one whatever is returned, and warns.
        return self._transport.get_extra_info("sslcontext") is None

    def connection_lost(self, exc: Exception | None) -> None:
        """Let a request that is under way go on: what it does at the target has to be known."""
        del exc
        self._ended = True
        self._queue(self._parser.finish())
        self.resume_writing()

    def pause_writing(self) -> None:
        """Note that the client does not keep up."""
        self._writable = False

    def resume_writing(self) -> None:
        """Go on writing."""
        self._writable = True
        if self._drained is not None and not self._drained.done():
            self._drained.set_result(None)

    # Our own

    def _queue(self, whole: list[Received | Refusal]) -> None:
        self._waiting.extend(whole)
        if self._waiting and self._task is None:
            self._task = self._loop.create_task(self._answer())

    async def _answer(self) -> None:
        """Answer what waits, in order; then close if HTTP, or an error, says so."""
        try:
            while self._waiting:
                received = self._waiting.popleft()
                self._current = received if isinstance(received, Received) else None
                self._begun = False
                await self._handler.handle(received, self)
                if self._closing or self._last():
                    self._closing = True
                    self._waiting.clear()
                if not self._reading:
                    self._reading = True
                    self._transport.resume_reading()
        finally:
            self._task = None
        if self._closing or self._ended:
            self.close()

    def _last(self) -> bool:
        """Tell whether the request, by itself, is the last one that is answered here."""
        current = self._current
        return current is None or not current.keep_alive or current.oversize

    def _bodyless(self, status: int) -> bool:
        head_only = self._current is not None and self._current.method == "HEAD"
        return head_only or status in {204, 304}

    def _head(self, status: int, reason: bytes, fields: Fields, length: int | None) -> bytes:
        """Return the head of an answer, delimited as this client can read it."""
        current = self._current
        self._begun = True
        self._chunked = False
        framing: list[Field] = []
        if self._bodyless(status):
            pass
        elif length is not None:
            framing.append((b"Content-Length", b"%d" % length))
        elif current is not None and current.version == "1.1":
            self._chunked = True
            framing.append((b"Transfer-Encoding", b"chunked"))
        else:
            self._closing = True
        if self._closing or self._last() or (self._ended and not self._waiting):
            framing.append((b"Connection", b"close"))
        elif current is not None and current.version == "1.0":
            framing.append((b"Connection", b"keep-alive"))
        return write_head(b"HTTP/1.1 %d %b" % (status, reason or _phrase(status)), (*fields, *framing))

    def _write(self, data: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(data)


def _phrase(status: int) -> bytes:
    try:
        return HTTPStatus(status).phrase.encode()
    except ValueError:
        return b""
