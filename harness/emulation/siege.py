"""The client side of a siege: bytes as they are to an emulator of our own, and an address nobody may call."""

from __future__ import annotations

import http.client
import socket
import threading
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from harness.exchange import Headers, Request, Response

_PATIENCE = 20.0
"""Seconds without a byte after which there is no answer."""


class RawConnection:
    """Sends bytes to one loopback address; a connection is kept as long as HTTP allows."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._address = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._socket: socket.socket | None = None

    def close(self) -> None:
        """Drop the connection; the next request opens a new one."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def ask(self, request: Request) -> Response | None:
        """Send a request as it should be."""
        fields = [("Host", "127.0.0.1"), *request.headers, ("Content-Length", str(len(request.body)))]
        head = f"{request.method} {request.target} HTTP/1.1"
        lines = [head, *(f"{name}: {value}" for name, value in fields)]
        return self.send("\r\n".join([*lines, "", ""]).encode("latin-1") + request.body, request.method)

    def send(self, raw: bytes, method: str = "GET", pieces: int = 1, *, last: bool = True) -> Response | None:
        """Send bytes in so many pieces, the ``last`` one or not; return the answer, None when none came.

        Without the last piece nothing more is said, as by a client that went away.
        """
        reused = self._socket is not None
        found = self._sent(raw, method, pieces, last)
        if found is None and reused and last:
            # The server may have closed a kept connection before this request began.
            found = self._sent(raw, method, pieces, last)
        return found

    def _sent(self, raw: bytes, method: str, pieces: int, last: bool) -> Response | None:
        size = -(-len(raw) // pieces)
        parts = [raw[at : at + size] for at in range(0, len(raw), size)]
        try:
            connection = self._connected()
            for part in parts if last else parts[:-1]:
                connection.sendall(part)
            if not last:
                connection.shutdown(socket.SHUT_WR)
            return self._answer(connection, method)
        except (OSError, http.client.HTTPException, ValueError):
            self.close()
            return None

    def _connected(self) -> socket.socket:
        if self._socket is None:
            self._socket = socket.create_connection(self._address, timeout=_PATIENCE)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def _answer(self, connection: socket.socket, method: str) -> Response:
        answer = http.client.HTTPResponse(connection, method=method)
        try:
            answer.begin()
            body = answer.read()
        finally:
            answer.close()
        if answer.will_close:
            self.close()
        return Response(answer.status, Headers(tuple(answer.getheaders())), body)


class Canary:
    """An address that hostile documents name: whoever calls there has followed one."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._calls = 0
        self._thread = threading.Thread(target=self._listen, daemon=True)

    @property
    def url(self) -> str:
        """The address to name."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def calls(self) -> int:
        """Return how many calls came since this was asked last."""
        calls, self._calls = self._calls, 0
        return calls

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._calls += 1
            connection.close()
