"""Bytes from a client, read as whole requests; what cannot be read as one is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httptools

from harness.door.wire.fields import Field, Fields, value_of

_OFFER = frozenset((b"upgrade", b"connection", b"http2-settings"))


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes that are read of one request's head and of its body."""

    head: int = 64 * 1024
    body: int = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Received:
    """A whole request. ``oversize``: its body is larger than the limit, and was not kept."""

    method: str
    target: str
    fields: Fields
    body: bytes
    version: str
    keep_alive: bool
    oversize: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """What came is not a request that can be read. ``raw`` is how it began, as far as that is known."""

    status: int
    why: str
    raw: bytes


class RequestParser:
    """Reads the requests of one connection. After a refusal it reads no further.

    ``ask_for_body`` is called when a client waits for leave to send its body (``Expect``).
    """

    def __init__(self, limits: Limits, ask_for_body: Callable[[], None]) -> None:
        self._limits = limits
        self._ask_for_body = ask_for_body
        self._whole: list[Received | Refusal] = []
        self._refused = False
        self._parser = httptools.HttpRequestParser(self)
        self._raw = b""
        self._reset()

    def feed(self, data: bytes) -> list[Received | Refusal]:
        """Take ``data`` in; return what is whole now, in order."""
        while data and not self._refused:
            data = self._feed(data)
        return self._taken()

    def finish(self) -> list[Received | Refusal]:
        """Refuse the request that the end of the connection cuts off, if one has begun."""
        if self._begun and not self._refused:
            self._refuse(400, "the connection ended within the request")
        return self._taken()

    # httptools

    def on_message_begin(self) -> None:
        """Note that a request has begun."""
        self._begun = True
        self._begins += 1

    def on_url(self, part: bytes) -> None:
        """Collect the request target."""
        self._target += part

    def on_header(self, name: bytes, value: bytes) -> None:
        """Collect a header field; fields after the body (trailers) are dropped."""
        if not self._headed:
            self._fields.append((name, value))

    def on_headers_complete(self) -> None:
        """Ask for the body of a client that waits for leave to send it."""
        self._headed = True
        self._offered = self._parser.should_upgrade() and self._parser.get_method() != b"CONNECT"
        if self._offered:
            return
        expect = value_of(self._fields, b"expect")
        if expect and expect.lower() == b"100-continue" and self._parser.get_http_version() == "1.1":
            self._ask_for_body()

    def on_body(self, part: bytes) -> None:
        """Collect a part of the body, up to the limit."""
        self._size += len(part)
        if self._size <= self._limits.body:
            self._parts.append(part)
        else:
            self._parts.clear()

    def on_message_complete(self) -> None:
        """Hand on a whole request, or refuse one whose framing is not understood."""
        if self._offered:
            return
        version = self._parser.get_http_version()
        coding = value_of(self._fields, b"transfer-encoding")
        if version not in {"1.0", "1.1"}:
            self._refuse(505, f"HTTP/{version} is not spoken here")
        elif coding is not None and coding.strip().lower() != b"chunked":
            self._refuse(501, "this transfer coding is not understood")
        else:
            self._take(version)

    # Our own

    def _reset(self) -> None:
        self._begun = self._headed = self._offered = False
        self._target = b""
        self._fields: list[Field] = []
        self._parts: list[bytes] = []
        self._size = 0
        self._head_bytes = 0

    def _taken(self) -> list[Received | Refusal]:
        whole, self._whole = self._whole, []
        return whole

    def _take(self, version: str) -> None:
        if self._refused:
            return
        self._whole.append(
            Received(
                self._parser.get_method().decode(),
                self._target.decode("latin-1"),
                tuple(self._fields),
                b"".join(self._parts),
                version,
                self._parser.should_keep_alive(),
                oversize=self._size > self._limits.body,
            )
        )
        self._reset()

    def _feed(self, data: bytes) -> bytes:
        """Parse ``data``; return what is left of it when the parser has to be renewed."""
        self._remember(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            return self._declined(data[upgrade.args[0] :])
        except httptools.HttpParserInvalidMethodError:
            self._refuse(501, "this is no method that is known")
        except httptools.HttpParserError as error:
            self._refuse(400, str(error))
        if self._begun and not self._headed and self._head_bytes > self._limits.head:
            self._refuse(431, f"the head of the request is larger than {self._limits.head} bytes")
        return b""

    def _declined(self, rest: bytes) -> bytes:
        """Return what to parse instead when the client offers to go on in another protocol.

        The parser takes what follows the head for that protocol, though a client that is not
        answered 101 goes on in HTTP (RFC 9110, 7.8). So it gets the head again, without the offer.
        """
        if not self._offered:
            self._refused = True
            return b""
        version = self._parser.get_http_version().encode()
        lines = [b"%b %b HTTP/%b" % (self._parser.get_method(), self._target, version)]
        lines += [b"%b: %b" % field for field in self._fields if field[0].lower() not in _OFFER]
        closes = any(
            b"close" in value.lower() for name, value in self._fields if name.lower() == b"connection"
        )
        lines += [b"Connection: close"] if closes else []
        self._parser = httptools.HttpRequestParser(self)
        self._reset()
        return b"\r\n".join([*lines, b"", rest])

    def _remember(self, data: bytes) -> None:
        """Keep how the request began, for the record of a refusal."""
        if not self._begun:
            self._raw, self._begins = data[: self._limits.head], 0
        elif not self._headed:
            self._raw = (self._raw + data)[: self._limits.head]
        self._head_bytes += len(data)

    def _refuse(self, status: int, why: str) -> None:
        if not self._refused:
            self._refused = True
            # With another request before it in the same data, where this one began is not known.
            self._whole.append(Refusal(status, why, self._raw if self._begins == 1 else b""))
            self._reset()
