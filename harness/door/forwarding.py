"""Asking an upstream on behalf of an admitted request, once, and reading its answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from harness.door.admission import Admitted, Span
from harness.door.hops import decoded
from harness.door.rewriting import Base
from harness.door.wire import (
    REPEATABLE,
    AnswerHead,
    Broken,
    Dialer,
    Fields,
    Pool,
    UpstreamConnection,
    proxy_authorization,
    to_fields,
    to_headers,
    write_request_head,
)
from harness.exchange import Exchange, Response

LARGEST_ANSWER = 256 * 1024 * 1024
"""Bytes of an answer above which it is broken off: it has to be recorded whole."""


class Unanswered(Exception):  # noqa: N818 - it names what became of the request
    """No whole answer came. ``part`` is what did, ``span`` when that was; ``span.sends`` may be 0."""

    def __init__(self, why: str, span: Span, part: Response | None = None) -> None:
        super().__init__(why)
        self.span = span
        self.part = part


@dataclass
class Answer:
    """An answer that is coming in. Once read to its end, it is ``response`` and took ``span``."""

    head: AnswerHead
    begun_ns: int
    sends: int
    _connection: UpstreamConnection
    _pool: Pool
    last: bytes = b""
    """The part of the body that was read last."""
    response: Response = field(init=False)
    """The whole answer, its content coding undone if that can be done."""
    exchange: Exchange = field(init=False)
    """What was recorded of it, without secrets."""
    coded: bool = field(init=False)
    """Whether that cannot be done."""
    _parts: list[bytes] = field(default_factory=list)
    _size: int = 0
    _ended_ns: int = 0

    @property
    def span(self) -> Span:
        """When the request was on the wire."""
        return Span(self.begun_ns, self._ended_ns, self.sends)

    @property
    def body(self) -> bytes:
        """The body as it came, as far as it has come."""
        return self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)

    async def read(self) -> bool:
        """Read the next part of the body; return whether it is the last. Raise ``Unanswered``."""
        connection = self._connection
        try:
            self.last, complete = await connection.read()
        except Broken as broken:
            self._stop()
            raise Unanswered(str(broken), self.span, self.response) from broken
        self._parts.append(self.last)
        self._size += len(self.last)
        if self._size > LARGEST_ANSWER and not complete:
            connection.close()
            self._stop()
            raise Unanswered(f"the answer is larger than {LARGEST_ANSWER} bytes", self.span)
        if complete:
            self._stop()
            self._pool.give(connection)
        return complete

    def _stop(self) -> None:
        """Take what came for all that comes; the connection may be stamped anew from here on."""
        self._ended_ns = self._connection.ended_ns
        body = self.body
        plain = decoded(self.head.fields, body)
        self.coded = plain is None
        fields = to_headers(self.head.fields)
        self.response = Response(self.head.status, fields, body if plain is None else plain)

    async def read_all(self) -> None:
        """Read to the end; raise ``Unanswered``."""
        while not await self.read():
            pass


class Forwarder:
    """Writes admitted requests to one upstream; ``base`` is its address."""

    def __init__(self, base: Base, dialer: Dialer) -> None:
        self.base = base
        self._dialer = dialer
        self._pool = Pool(dialer.connect)

    async def ask(self, admitted: Admitted) -> Answer:
        """Write the request and return its answer as soon as its head is in; raise ``Unanswered``.

        A request is written once. Only a GET or HEAD is written again, and only when a connection
        that was used before broke before any of the answer came; ``span.sends`` then counts two.
        """
        request = admitted.request
        head = self._head(admitted)
        connection, reused = await self._connection(request.method, admitted.at_ns, 0)
        try:
            return await self._asked(connection, request.method, head, request.body, 1)
        except Broken as broken:
            span = Span(connection.begun_ns, connection.ended_ns)
            if not reused or broken.answered or request.method not in REPEATABLE:
                raise Unanswered(str(broken), span) from broken
        connection, _ = await self._connection(request.method, span.begun_ns, 1)
        try:
            answer = await self._asked(connection, request.method, head, request.body, 2)
        except Broken as broken:
            raise Unanswered(str(broken), Span(span.begun_ns, connection.ended_ns, 2)) from broken
        answer.begun_ns = span.begun_ns
        return answer

    def close(self) -> None:
        """Close the connections that are kept."""
        self._pool.close()

    async def _connection(self, method: str, begun_ns: int, sends: int) -> tuple[UpstreamConnection, bool]:
        try:
            return await self._pool.take(method, fresh=sends > 0)
        except OSError as error:
            late = isinstance(error, TimeoutError) and not error.strerror
            why = "it took too long" if late else error.strerror or str(error)
            now = self._dialer.clock.now_ns()
            span = Span(begun_ns, now, sends)
            raise Unanswered(f"no connection to {self.base.origin}: {why}", span) from error

    async def _asked(
        self, connection: UpstreamConnection, method: str, head: bytes, body: bytes, sends: int
    ) -> Answer:
        answer = await connection.ask(method, head, body)
        return Answer(answer, connection.begun_ns, sends, connection, self._pool)

    def _head(self, admitted: Admitted) -> bytes:
        request = admitted.request
        fields = (*self._to_proxy(), *to_fields(request.headers))
        try:
            return write_request_head(request.method, self._target(request.target), fields)
        except ValueError as error:
            now = self._dialer.clock.now_ns()
            raise Unanswered(f"HTTP cannot carry this: {error}", Span(now, now, 0)) from error

    def _target(self, target: str) -> str:
        """Return the target on the wire: below the base path, and absolute for a proxy that reads it."""
        below = self.base.path + target if target.startswith("/") else target
        return self.base.origin + below if self._dialer.absolute_form else below

    def _to_proxy(self) -> Fields:
        if not self._dialer.absolute_form or self._dialer.proxy is None:
            return ()
        authorization = proxy_authorization(self._dialer.proxy)
        return () if authorization is None else ((b"Proxy-Authorization", authorization),)
