"""A server that answers by a script, byte for byte, and keeps the very bytes that it was sent."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import trustme

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@dataclass
class Asked:
    """A request as it came: ``head`` with its first line, and ``body``."""

    head: bytes
    body: bytes
    connection: int

    @property
    def first_line(self) -> bytes:
        """The request line."""
        return self.head.split(b"\r\n", 1)[0]

    def field(self, name: str) -> bytes | None:
        """Return the value of the header ``name``."""
        for line in self.head.split(b"\r\n")[1:]:
            key, _, value = line.partition(b":")
            if key.lower() == name.lower().encode():
                return value.strip()
        return None


class Wire:
    """What a script may do with a connection; returning from the script keeps it open."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.open = True

    def send(self, data: bytes) -> None:
        """Send ``data`` as it is."""
        self.connection.sendall(data)

    def close(self) -> None:
        """End the connection in good order, and at once: the reader's file would keep it open."""
        self.open = False
        self.connection.shutdown(socket.SHUT_WR)
        self.connection.close()

    def reset(self) -> None:
        """End the connection by a reset."""
        self.open = False
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


Script = Callable[[Asked, Wire], None]


def always(answer: bytes) -> Script:
    """Return the script that answers every request alike."""
    return lambda _asked, wire: wire.send(answer)


@dataclass
class Upstream:
    """Serves from the moment it is entered. Change ``script`` at any time."""

    script: Script = field(default_factory=lambda: always(OK))
    tls: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)
    accepted: int = 0
    peers: list[dict[str, object]] = field(default_factory=list)
    """Client certificates, where the context asks for them."""

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._connections: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.drop()
        for thread in self._threads:
            thread.join(5)

    @property
    def port(self) -> int:
        """Where it listens."""
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        """Its base address."""
        return f"{'https' if self.tls else 'http'}://127.0.0.1:{self.port}"

    def drop(self) -> None:
        """End every connection."""
        for connection in self._connections:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.accepted += 1
            self._connections.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection, self.accepted), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            plain = self.tls.wrap_socket(connection, server_side=True) if self.tls else connection
        except OSError:
            connection.close()
            return
        if isinstance(plain, ssl.SSLSocket):
            self._connections.append(plain)
            self.peers.append(dict(plain.getpeercert() or {}))
        with plain, plain.makefile("rb") as stream:
            wire = Wire(plain)
            while wire.open and (asked := _read(stream, number)) is not None:
                self.asked.append(asked)
                try:
                    self.script(asked, wire)
                except OSError:
                    return


def _read(stream: object, number: int) -> Asked | None:
    lines = []
    try:
        while (line := stream.readline()) not in {b"\r\n", b""}:  # type: ignore[attr-defined] # a file
            lines.append(line)
        if not lines:
            return None
        asked = Asked(b"".join(lines), b"", number)
        asked.body = stream.read(int(asked.field("Content-Length") or 0))  # type: ignore[attr-defined]
    except (OSError, ValueError):
        return None
    return asked


def server_tls(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    """Return a server's context for ``names`` that asks clients for a certificate."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(*names).configure_cert(context)
    authority.configure_trust(context)
    context.verify_mode = ssl.CERT_OPTIONAL
    return context
