"""The listeners of a door and, behind them, the ways to its upstreams."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
import weakref
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import trustme

from harness.door.core import DoorCore
from harness.door.forwarding import Forwarder
from harness.door.passing import Passing
from harness.door.proxy import ReverseProxy
from harness.door.receiver import Receiver
from harness.door.rewriting import Base, Rewriter
from harness.door.wire import ClientConnection, Dialer, Limits, proxy_for, tls_context
from harness.errors import UsageError

_GRACE = 5.0
"""Seconds that requests under way may take to end when the door closes."""
_BACKLOG = 1024


@dataclass(frozen=True, slots=True)
class DoorOptions:
    """Where a door listens and how long it waits, in seconds.

    ``ports`` gives the listeners' ports in the order of the target's upstreams; those left out are
    free ones. ``receiver`` is the base address under which targets reach our callback receiver;
    None: the first listener's own.
    """

    host: str = "127.0.0.1"
    ports: tuple[int, ...] = ()
    tls: bool = False
    receiver: str | None = None
    connect_timeout: float = 10.0
    silence_timeout: float = 120.0
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    """Where ``HTTPS_PROXY`` and its like are read from."""


class Entrance:
    """Opens one listener for each upstream of a door, and closes them with all that they opened."""

    def __init__(self, core: DoorCore, options: DoorOptions) -> None:
        self._core = core
        self._options = options
        self._servers: list[asyncio.Server] = []
        self._forwarders: list[Forwarder] = []
        self._clients: weakref.WeakSet[ClientConnection] = weakref.WeakSet()
        self.urls: tuple[str, ...] = ()

    async def open(self, ca_file: Path | None) -> None:
        """Listen; with ``ca_file``, over TLS, and write the authority to trust there.

        Raise ``UsageError`` for an address that cannot be listened at, or TLS files without use.
        """
        upstreams = [self._base(upstream) for upstream in self._core.target.upstreams]
        self._forwarders = [Forwarder(base, self._dialer(base)) for base in upstreams]
        tls = None if ca_file is None else _certified(ca_file, self._options.host)
        ports = (*self._options.ports, *[0] * len(upstreams))
        sockets = [self._socket(port) for port, _ in zip(ports, upstreams, strict=False)]
        scheme = "http" if tls is None else "https"
        listeners = [Base(scheme, self._options.host, socket.getsockname()[1], "") for socket in sockets]
        rewriter = Rewriter(list(zip(upstreams, listeners, strict=True)))
        passing = Passing(self._core, rewriter, self._forwarders)
        for listener, forwarder, own in zip(listeners, self._forwarders, sockets, strict=True):
            proxy = ReverseProxy(passing, forwarder, listener, Receiver(self._core))
            await self._listen(proxy, own, tls)
        self.urls = tuple(listener.url for listener in listeners)

    async def close(self) -> None:
        """Stop listening, let what is under way end, and drop every connection."""
        for server in self._servers:
            server.close()
        answering = [client.task for client in self._clients if client.task is not None]
        if answering:
            await asyncio.wait(answering, timeout=_GRACE)
        for client in list(self._clients):
            client.abort()
        for forwarder in self._forwarders:
            forwarder.close()

    async def _listen(self, proxy: ReverseProxy, own: socket.socket, tls: ssl.SSLContext | None) -> None:
        limits = Limits(body=self._core.policy.budgets.body_bytes)

        def connection() -> ClientConnection:
            client = ClientConnection(proxy, limits)
            self._clients.add(client)
            return client

        loop = asyncio.get_running_loop()
        self._servers.append(await loop.create_server(connection, sock=own, ssl=tls, backlog=_BACKLOG))

    def _socket(self, port: int) -> socket.socket:
        host = self._options.host
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        try:
            return socket.create_server((host, port), family=family, backlog=_BACKLOG)
        except OSError as error:
            mend = "name another address or port"
            raise UsageError(
                f"the door cannot listen at {host}:{port}: {error.strerror}", mend=mend
            ) from error

    def _base(self, upstream: str) -> Base:
        try:
            return Base.of(upstream)
        except ValueError as error:
            raise UsageError(str(error), mend="name an address such as https://host:443") from error

    def _dialer(self, base: Base) -> Dialer:
        options = self._options
        return Dialer(
            base.host,
            base.port,
            tls_context(self._core.target.tls) if base.scheme == "https" else None,
            proxy_for(base.scheme, base.host, options.environment),
            self._core.clock,
            options.connect_timeout,
            options.silence_timeout,
        )


def _certified(ca_file: Path, host: str) -> ssl.SSLContext:
    """Return a server's context with a certificate of a new authority, which is written to ``ca_file``."""
    authority = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    names = dict.fromkeys(("localhost", "127.0.0.1", "::1", host))
    authority.issue_cert(*names).configure_cert(context)
    authority.cert_pem.write_to_path(str(ca_file))
    return context
