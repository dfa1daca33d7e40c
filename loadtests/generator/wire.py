"""The load generator's HTTP client: each request goes on the wire exactly once, byte for byte.

geventhttpclient re-sends a request whose connection breaks before the answer, for every method that
RFC 9110 calls idempotent. PUT is one of them, yet z/OSMF and JasperReports *submit* by PUT: one call
became up to twelve jobs. Nothing is ever re-sent here, so that a repeated submit is the target's doing.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import geventhttpclient.client
from gevent import ssl
from geventhttpclient import HTTPClient
from geventhttpclient.response import HTTPParseError

from harness import __version__
from harness.exchange import Headers, Request, Response
from harness.target import Tls


def never_resend() -> None:
    """Switch geventhttpclient's own retries off, for Locust's FastHttpUser as well.

    Raise ``RuntimeError`` when the installed version has no such switch.
    """
    if not hasattr(geventhttpclient.client, "_may_retry_after_send_error"):
        raise RuntimeError("this version of geventhttpclient may send a submit twice; install 2.6 or later")

    def never(method: str) -> bool:
        del method
        return False

    geventhttpclient.client._may_retry_after_send_error = never  # noqa: SLF001 - there is no public switch


never_resend()


class Wire:
    """A pool of connections to one upstream. ``timeout`` (seconds) bounds each wait for bytes."""

    def __init__(self, upstream: str, tls: Tls, connections: int, timeout: float = 60.0) -> None:
        parts = urlsplit(upstream)
        secure = parts.scheme == "https"
        self._host = parts.netloc.rpartition("@")[2]
        self._client = HTTPClient(
            parts.hostname or "",
            parts.port or (443 if secure else 80),
            headers={"User-Agent": f"batch-harness/{__version__}"},
            concurrency=connections,
            connection_timeout=timeout,
            network_timeout=timeout,
            ssl=secure,
            ssl_context_factory=(lambda **_options: context(tls)) if secure else None,
            **proxy(parts),
        )

    def send(self, request: Request) -> Response:
        """Send ``request`` and return its whole answer; raise ``OSError`` when none comes."""
        # A dict cannot repeat a name; values that share one travel as a list and become several fields.
        spelled: dict[str, str] = {}
        for name, _ in request.headers:
            spelled.setdefault(name.lower(), name)
        fields = {"Host": self._host} | {name: list(request.headers.all(name)) for name in spelled.values()}
        try:
            answer = self._client.request(request.method, request.target, request.body, fields)
            body = answer.read()
        except HTTPParseError as problem:
            raise OSError(f"no whole answer: {problem}") from problem
        return Response(answer.status_code, Headers(tuple(answer.items())), bytes(body))

    def close(self) -> None:
        """Close every connection."""
        self._client.close()


def context(tls: Tls) -> Any:
    """Return a TLS context that verifies the target, unlike FastHttpUser's default."""
    made = ssl.create_default_context(cafile=None if tls.ca is None else str(tls.ca))
    if tls.certificate is not None:
        made.load_cert_chain(str(tls.certificate), None if tls.key is None else str(tls.key))
    return made


def proxy(upstream: SplitResult) -> dict[str, Any]:
    """Return how to go through the proxy that the environment names for ``upstream``, if any."""
    found = getproxies().get(upstream.scheme)
    if found is None or proxy_bypass(upstream.hostname or ""):
        return {}
    parts = urlsplit(found)
    return {
        "proxy_host": parts.hostname,
        "proxy_port": parts.port or 80,
        "proxy_user": unquote(parts.username) if parts.username else None,
        "proxy_password": unquote(parts.password) if parts.password else None,
    }
