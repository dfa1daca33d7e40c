"""Making connections to an upstream: plain, TLS, or through the proxy that the environment names."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined] # typeshed leaves it out

from harness.clock import Clock
from harness.door.wire.outbound import UpstreamConnection
from harness.errors import UsageError
from harness.target import Tls

_TUNNEL_HEAD = 64 * 1024
"""Bytes of a proxy's answer to CONNECT that are read."""
LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))


@dataclass(frozen=True)
class Dialer:
    """Connects to one upstream. ``tls`` None: plain HTTP. Times are in seconds."""

    host: str
    port: int
    tls: ssl.SSLContext | None
    proxy: SplitResult | None
    clock: Clock
    connect_timeout: float
    silence_timeout: float

    async def connect(self) -> UpstreamConnection:
        """Return a new connection; raise ``OSError`` (``TimeoutError`` and TLS errors are ones)."""
        async with asyncio.timeout(self.connect_timeout):
            return await (self._direct() if self.proxy is None else self._through(self.proxy))

    @property
    def absolute_form(self) -> bool:
        """Whether requests name their scheme and host, because a proxy reads them (RFC 9112, 3.2.2)."""
        return self.proxy is not None and self.tls is None

    def _connection(self) -> UpstreamConnection:
        return UpstreamConnection(self.clock, self.silence_timeout)

    async def _direct(self) -> UpstreamConnection:
        loop = asyncio.get_running_loop()
        name = self.host if self.tls else None
        _, connection = await loop.create_connection(
            self._connection, self.host, self.port, ssl=self.tls, server_hostname=name
        )
        return connection

    async def _through(self, proxy: SplitResult) -> UpstreamConnection:
        """Connect by the proxy: a tunnel for TLS, else straight to the proxy itself."""
        loop = asyncio.get_running_loop()
        host, port = proxy.hostname or "", proxy.port or 80
        if self.tls is None:
            return (await loop.create_connection(self._connection, host, port))[1]
        transport, tunnel = await loop.create_connection(_Tunnel, host, port)
        try:
            transport.write(self._connect_request(proxy))
            await tunnel.made
            connection = self._connection()
            secure = await loop.start_tls(transport, connection, self.tls, server_hostname=self.host)
        except BaseException:
            transport.abort()
            raise
        if secure is None:
            raise ConnectionError("the proxy closed the tunnel")
        connection.connection_made(secure)
        return connection

    def _connect_request(self, proxy: SplitResult) -> bytes:
        authority = f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"
        authorization = proxy_authorization(proxy)
        extra = b"" if authorization is None else b"Proxy-Authorization: " + authorization + b"\r\n"
        return b"CONNECT %b HTTP/1.1\r\nHost: %b\r\n%b\r\n" % (authority.encode(), authority.encode(), extra)


class _Tunnel(asyncio.Protocol):
    """Waits for a proxy's answer to CONNECT: ``made`` is done when it is good, and fails when it is not."""

    def __init__(self) -> None:
        self.made: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._head = b""

    def data_received(self, data: bytes) -> None:
        """Take a part of the answer's head."""
        if self.made.done():
            return
        self._head += data
        if not self._head.endswith(b"\r\n\r\n"):
            if len(self._head) > _TUNNEL_HEAD:
                self._fail("the proxy did not answer CONNECT with HTTP")
            return
        status = self._head.split(b" ", 2)[1:2]
        if status and status[0].startswith(b"2"):
            self.made.set_result(None)
        else:
            answer = self._head.split(b"\r\n", 1)[0].decode("latin-1")
            self._fail(f"the proxy refused the tunnel: {answer}")

    def connection_lost(self, exc: Exception | None) -> None:
        """Fail, unless the tunnel was made."""
        del exc
        self._fail("the proxy closed the connection")

    def _fail(self, why: str) -> None:
        if not self.made.done():
            self.made.set_exception(ConnectionError(why))


def proxy_authorization(proxy: SplitResult) -> bytes | None:
    """Return the credentials that the proxy's URL holds, as a header value."""
    if proxy.username is None:
        return None
    pair = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return b"Basic " + base64.b64encode(pair.encode())


def proxy_for(scheme: str, host: str, environment: Mapping[str, str]) -> SplitResult | None:
    """Return the proxy that ``HTTPS_PROXY``, ``HTTP_PROXY`` and ``NO_PROXY`` name; never for loopback.

    Raise ``UsageError`` for a proxy that is not spoken to by plain HTTP.
    """
    settings = {name.lower(): value for name, value in environment.items() if name.lower().endswith("_proxy")}
    named = settings.get(f"{scheme}_proxy") or settings.get("all_proxy")
    if not named or host in LOOPBACK or host.startswith("127."):
        return None
    if proxy_bypass_environment(host, {"no": settings.get("no_proxy", "")}):
        return None
    proxy = urlsplit(named if "://" in named else f"http://{named}")
    if proxy.scheme != "http" or not proxy.hostname:
        raise UsageError(f"{scheme.upper()}_PROXY names no http proxy", mend="use http://host:port")
    return proxy


def tls_context(tls: Tls) -> ssl.SSLContext:
    """Return how to speak TLS to a target; raise ``UsageError`` for a file that cannot be used."""
    try:
        context = ssl.create_default_context(cafile=tls.ca)
    except (OSError, ssl.SSLError) as error:
        raise UsageError("no certificates to trust in this file", file=tls.ca) from error
    context.set_alpn_protocols(["http/1.1"])
    if tls.certificate is not None:
        try:
            context.load_cert_chain(tls.certificate, tls.key)
        except (OSError, ssl.SSLError) as error:
            mend = "name a certificate and the private key that belongs to it, both in PEM"
            raise UsageError("no usable client certificate", mend=mend, file=tls.certificate) from error
    return context
