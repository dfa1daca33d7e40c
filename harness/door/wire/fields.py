"""Header fields as bytes, which of them end at a hop, and how a message's head is written."""

from __future__ import annotations

import re
from collections.abc import Iterable

from harness.exchange import Headers

Field = tuple[bytes, bytes]
Fields = tuple[Field, ...]

_HOP_BY_HOP = frozenset(
    (
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    )
)
"""Fields that speak of one connection only (RFC 9110, 7.6.1)."""

_LINES = re.compile(rb"(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+: [^\x00\r\n]*\r\n)*")
_START = re.compile(rb"[^\x00-\x20\x7f]+ [^\x00-\x20\x7f]+ HTTP/1\.1")


def end_to_end(fields: Fields) -> Fields:
    """Return ``fields`` without those that end at this hop, as named by RFC 9110 or by ``Connection``."""
    dropped = _HOP_BY_HOP
    for name, value in fields:
        if name.lower() == b"connection":
            dropped = dropped | {option.strip().lower() for option in value.split(b",")}
    return tuple([field for field in fields if field[0].lower() not in dropped])


def value_of(fields: Iterable[Field], name: bytes) -> bytes | None:
    """Return the first value of ``name`` (lower case)."""
    for key, value in fields:
        if key.lower() == name:
            return value
    return None


def to_headers(fields: Fields) -> Headers:
    """Return ``fields`` as text, each byte one character, so that the way back loses nothing."""
    return Headers(tuple([(name.decode("latin-1"), value.decode("latin-1")) for name, value in fields]))


def to_fields(headers: Headers) -> Fields:
    """Return ``headers`` as bytes; characters beyond ISO 8859-1 go out as UTF-8."""
    return tuple([(octets(name), octets(value)) for name, value in headers.fields])


def octets(text: str) -> bytes:
    """Return the bytes that ``text`` stands for on the wire."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogateescape")


def write_head(start_line: bytes, fields: Fields) -> bytes:
    """Return the head of a message; ``ValueError`` if a field could be read as anything but one field."""
    lines = b"".join([b"%b: %b\r\n" % field for field in fields])
    if _LINES.fullmatch(lines) is None or lines.count(b"\n") != len(fields):
        raise ValueError(f"{fields!r} are no header fields")
    return b"%b\r\n%b\r\n" % (start_line, lines)


def write_request_head(method: str, target: str, fields: Fields) -> bytes:
    """Return the head of a request; ``ValueError`` if its first line is none."""
    start_line = b"%b %b HTTP/1.1" % (octets(method), octets(target))
    if _START.fullmatch(start_line) is None:
        raise ValueError(f"{method!r} {target!r} is no request line")
    return write_head(start_line, fields)
