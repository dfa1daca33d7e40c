"""The blocking HTTP client of our own traffic. It speaks to a door and to nothing else.

Own code because the raw request target must arrive byte for byte (``requests`` takes a raw ``#`` for
a fragment and folds dot segments), and because nothing but GET and HEAD may ever be sent twice: a
repeated PUT submits a second job.
"""

from __future__ import annotations

import http.client
import select
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import urlsplit

from harness.exchange import Headers, Request, Response, Sender

SENDER = "X-Harness-Sender"
SESSION = "X-Harness-Session"
EXCHANGE = "X-Harness-Exchange"
BLOCKED = "X-Harness-Blocked"
BROKEN = "X-Harness-Broken"

_RECEIVER = b"{receiver}"
"""Stands, in a body or a header, for the address of the door's callback receiver."""
_REPEATABLE = frozenset({"GET", "HEAD"})
_WITH_BODY = frozenset({"PUT", "POST", "PATCH"})
_OURS = ("Host", "Content-Length", "Transfer-Encoding", "Connection", SENDER, SESSION)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the door gave back for one request."""

    response: Response | None
    """None when no whole response came."""
    exchange: str | None = None
    """Id under which the door recorded the exchange."""
    blocked_by: str | None = None
    """The guard rule that kept the request; None when it was let through."""
    broken: str | None = None
    """Why the door got no whole response from the target."""


class Asks(Protocol):
    """What sends requests to a door: a ``DoorClient``."""

    def ask(self, request: Request, sender: Sender | None = None, session: str | None = None) -> Reply:
        """Send a request; raise ``ValueError`` when HTTP cannot carry it."""
        ...


class DoorClient:
    """Sends requests through the door at ``url``, in the name of ``sender`` and ``session``.

    One connection, kept open; not for use by two threads at once. ``timeout`` is in seconds. Where a body or
    a header says ``{receiver}``, the base address ``receiver`` is put in its place.
    """

    def __init__(
        self,
        url: str,
        sender: Sender | None = None,
        session: str | None = "primary",
        timeout: float = 60.0,
        receiver: str = "",
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise ValueError(f"a door is reached over plain HTTP on this machine, not at {url!r}")
        self.sender = sender or Sender()
        self.session = session
        self._receiver = receiver.encode()
        self._host = parts.netloc
        self._base = parts.path.rstrip("/")
        self._connection = http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; the next request opens a new one."""
        self._connection.close()

    def send(self, request: Request) -> Response | None:
        """Send ``request`` and return its response, None when no whole response came."""
        return self.ask(request).response

    def ask(self, request: Request, sender: Sender | None = None, session: str | None = None) -> Reply:
        """Send ``request`` once and return what came back; sender and session are the client's by default.

        Raise ``ValueError`` for a request that HTTP/1.1 cannot carry: a blank or a control character
        in the target, a line break in a header.
        """
        controls = _controls(sender or self.sender, session or self.session)
        request = self._addressed(request)
        fresh = self._ready()
        try:
            return self._exchange(request, controls)
        except (http.client.HTTPException, OSError):
            self.close()
            if fresh or request.method not in _REPEATABLE:
                return Reply(None)
        try:
            return self._exchange(request, controls)
        except (http.client.HTTPException, OSError):
            self.close()
            return Reply(None)

    def _addressed(self, request: Request) -> Request:
        """Return the request with the receiver's address where it stands for it."""
        told = (request.body, *(value.encode() for _, value in request.headers.fields))
        if not self._receiver or not any(_RECEIVER in part for part in told):
            return request
        where, address = _RECEIVER.decode(), self._receiver.decode()
        fields = tuple((name, value.replace(where, address)) for name, value in request.headers.fields)
        body = request.body.replace(_RECEIVER, self._receiver)
        return replace(request, headers=Headers(fields), body=body)

    def _ready(self) -> bool:
        """Drop a connection that the door has closed meanwhile; tell whether the next one is fresh."""
        sock = self._connection.sock
        if sock is not None and select.select([sock], [], [], 0)[0]:
            self.close()
        return self._connection.sock is None

    def _exchange(self, request: Request, controls: Headers) -> Reply:
        connection = self._connection
        try:
            connection.putrequest(
                request.method, self._base + request.target, skip_host=True, skip_accept_encoding=True
            )
            for name, value in (*self._headers(request), *controls):
                connection.putheader(name, value.encode("latin-1"))
            connection.endheaders(request.body or None)
        except (ValueError, http.client.InvalidURL) as problem:
            self.close()
            raise ValueError(f"HTTP/1.1 cannot carry this request: {problem}") from problem
        return _reply(connection.getresponse())

    def _headers(self, request: Request) -> Iterable[tuple[str, str]]:
        yield "Host", self._host
        yield from request.headers.without(*_OURS)
        if request.body or request.method in _WITH_BODY:
            yield "Content-Length", str(len(request.body))


def _controls(sender: Sender, session: str | None) -> Headers:
    named = Headers.of([(SENDER, f"{sender.kind}/{sender.case}")])
    return named if session is None else named.put(SESSION, session)


def _reply(answer: http.client.HTTPResponse) -> Reply:
    body = answer.read()
    headers = Headers(tuple(answer.getheaders()))
    broken = headers.get(BROKEN)
    response = Response(answer.status, headers.without(EXCHANGE, BLOCKED), body)
    return Reply(None if broken else response, headers.get(EXCHANGE), headers.get(BLOCKED), broken)
