"""A curl command line that sends an exchange's request again, byte for byte, less its secrets."""

from __future__ import annotations

import base64
import re
import shlex
from collections.abc import Iterator
from urllib.parse import urlsplit

from harness.exchange import Direction, Exchange, Passage, Request

CREDENTIALS = '"$HARNESS_USER:$HARNESS_PASSWORD"'
"""Left to the reader's shell, so that no report holds a password."""
_LEFT_TO_CURL = frozenset(
    {
        "authorization",
        "cookie",
        "host",
        "content-length",
        "connection",
        "transfer-encoding",
        "accept-encoding",
    }
)
_SHOWN = re.compile(r"[\t\n\r\x20-\x7e]*")
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
_KEPT_BY_CURL = re.compile(r"[!$%&'()*+,\-./0-9:;=?@A-Z_a-z~]*")
"""What curl sends of a URL as it stands; a ``#`` it would cut off, a space it would refuse."""


def curl_line(exchange: Exchange, base: str = "") -> str:
    """Return the command line, empty for a notification and for a request that never was readable.

    ``base`` is the server's address and defaults to the one that the request went to; when neither is
    known the line reads ``$HARNESS_URL``.
    """
    if exchange.direction is Direction.INBOUND or exchange.passage is Passage.REFUSED:
        return ""
    request = exchange.request
    parts = ["curl", "-sS", "-i", "--globoff", "--path-as-is", *_method(request)]
    if _signed_in(request):
        parts += ["-u", CREDENTIALS]
    parts += [part for name, value in _headers(request) for part in ("-H", _header(name, value))]
    feed, body = _body(request.body)
    parts += [*body, *_address(request.target, base or exchange.upstream)]
    return feed + " ".join(parts)


def _method(request: Request) -> list[str]:
    if request.method == "HEAD":
        return ["--head"]
    implied = "POST" if request.body else "GET"
    return [] if request.method == implied else ["-X", shlex.quote(request.method)]


def _signed_in(request: Request) -> bool:
    return "Authorization" in request.headers or "Cookie" in request.headers


def _headers(request: Request) -> Iterator[tuple[str, str]]:
    for name, value in request.headers:
        secret = value.startswith("redacted:")
        if name.lower() not in _LEFT_TO_CURL and not name.lower().startswith("x-harness-") and not secret:
            yield name, value
    if request.body and "Content-Type" not in request.headers:
        yield "Content-Type", "\0"


def _header(name: str, value: str) -> str:
    """``Name:`` alone makes curl drop a header, ``Name;`` makes it send an empty one."""
    if value == "\0":
        return shlex.quote(f"{name}:")
    return shlex.quote(f"{name}: {value}" if value else f"{name};")


def _body(body: bytes) -> tuple[str, list[str]]:
    """Return what stands before curl on the line, and curl's own arguments."""
    if not body:
        return "", []
    text = body.decode("latin-1")
    if not _SHOWN.fullmatch(text):
        return f"printf %s {base64.b64encode(body).decode()} | base64 -d | ", ["--data-binary", "@-"]
    if text.isprintable():
        return "", ["--data-raw", shlex.quote(text)]
    escaped = text.translate(_ESCAPES)  # keeps the command on one line
    return f"printf %b {shlex.quote(escaped)} | ", ["--data-binary", "@-"]


def _address(target: str, base: str) -> list[str]:
    """Return the URL; a target is below the base address, whose own path comes first."""
    parts = urlsplit(base)
    server = shlex.quote(f"{parts.scheme}://{parts.netloc}") if parts.netloc else '"$HARNESS_URL"'
    whole = parts.path.rstrip("/") + target
    if _KEPT_BY_CURL.fullmatch(whole) and whole.startswith("/"):
        return [server + shlex.quote(whole)]
    return ["--request-target", shlex.quote(whole), server + "/"]
