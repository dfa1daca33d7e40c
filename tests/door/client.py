"""A client that writes the very bytes it is told to, and reads answers as HTTP says."""

from __future__ import annotations

import http.client
import io
import socket
import ssl
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from harness.exchange import Headers, Response


class _Stream(io.BufferedReader):
    """What comes on a connection, whichever answer it belongs to: an answer must not close or hoard it."""

    def close(self) -> None:
        """Stay open for the next answer."""

    def makefile(self, *_: object, **__: object) -> _Stream:
        """Stand for the socket that an answer is read from."""
        return self


class RawClient:
    """One connection to ``url``."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.socket = socket.create_connection((parts.hostname or "", parts.port or 80), timeout=60)
        self._stream = _Stream(socket.SocketIO(self.socket, "r"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        """Write ``data`` as it is."""
        self.socket.sendall(data)

    def ask(self, head: str, body: bytes = b"", method: str | None = None) -> Response:
        """Send a request whose head is ``head``, lines ended for it, and return the answer."""
        lines = [line.strip() for line in head.strip().split("\n")]
        length = [f"Content-Length: {len(body)}"] if body else []
        self.send("\r\n".join([*lines, *length, "", ""]).encode("latin-1") + body)
        return self.answer(method or lines[0].split(" ")[0])

    def answer(self, method: str = "GET") -> Response:
        """Read one answer; raise ``http.client.HTTPException`` or ``OSError`` when it is not whole."""
        answer = http.client.HTTPResponse(self._stream, method=method)  # type: ignore[arg-type]
        try:
            answer.begin()
            body = answer.read()
        finally:
            answer.close()
        return Response(answer.status, Headers(tuple(answer.getheaders())), body)

    def until_closed(self) -> bytes:
        """Return all that comes until the other side closes."""
        parts = []
        while part := self._stream.read1():
            parts.append(part)
        return b"".join(parts)


def get(url: str, context: ssl.SSLContext | None = None) -> int:
    """Return the status of a GET at ``url``."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port
    connection = (
        http.client.HTTPSConnection(host, port, timeout=60, context=context)
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=60)
    )
    try:
        connection.request("GET", "/orders")
        return connection.getresponse().status
    finally:
        connection.close()
