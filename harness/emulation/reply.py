"""Whole answers in bytes: what heads have in common is put together once, and all of it leaves at once."""

from __future__ import annotations

import re
from functools import lru_cache
from http import HTTPStatus

from aiohttp import HttpVersion, HttpVersion11, hdrs, web
from aiohttp.abc import AbstractStreamWriter

from harness.exchange import Headers, Response

Fields = tuple[tuple[str, str], ...]
_FORBIDDEN = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
"""What would end a field early, or begin another (RFC 9110, 5.5)."""
_OURS = frozenset({"transfer-encoding", "content-length"})
_REASONS = {status.value: status.phrase for status in HTTPStatus}


class Reply(web.StreamResponse):
    """A whole answer on its way out; ``signature`` is what a server says of itself unless the vendor does.

    Raises ``ValueError`` for a field that would write more than itself.
    """

    def __init__(self, response: Response, signature: Fields, wire: web.BaseRequest) -> None:
        super().__init__(status=response.status)
        self._stays = wire.keep_alive
        self._writer = wire.writer
        self._whole = in_bytes(response, signature, wire.method, wire.version, stays=self._stays)

    @property
    def keep_alive(self) -> bool:
        """Whether the connection stays."""
        return self._stays

    async def prepare(self, request: web.BaseRequest) -> AbstractStreamWriter:
        """Leave the head for the end, where it goes out with the body."""
        del request
        return self._writer

    async def write_eof(self, data: bytes = b"") -> None:
        """Send everything, and wait while the receiver does not keep up."""
        await self._writer.write(self._whole + data)
        await self._writer.drain()


def in_bytes(
    response: Response, signature: Fields, method: str, version: HttpVersion, *, stays: bool
) -> bytes:
    """Return an answer as HTTP/1 has it (RFC 9112); in chunks where the vendor says so and the client can."""
    status, body = response.status, response.body
    head, chunked = _head(status, response.headers, signature, version >= HttpVersion11, stays)
    if status < 200 or status in (204, 304) or (method == hdrs.METH_CONNECT and status < 300):
        # Such an answer has no body, and may not even say how long it is (RFC 9110, 8.6).
        return b"%b\r\n" % head
    if chunked:
        head, body = b"%bTransfer-Encoding: chunked\r\n\r\n" % head, _chunks(body)
    else:
        head = b"%bContent-Length: %d\r\n\r\n" % (head, len(body))
    return head if method == hdrs.METH_HEAD else head + body


def _chunks(body: bytes) -> bytes:
    return b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"


@lru_cache(maxsize=256)
def _head(status: int, headers: Headers, signature: Fields, newer: bool, stays: bool) -> tuple[bytes, bool]:
    """Return the part of a head that does not depend on the body, and whether that goes out in chunks."""
    lines = [f"HTTP/1.{int(newer)} {status} {_REASONS.get(status, '')}"]
    lines += [f"{name}: {value}" for name, value in signed(headers, signature) if name.lower() not in _OURS]
    if newer != stays:
        lines.append(f"Connection: {'keep-alive' if stays else 'close'}")
    for line in lines:
        if _FORBIDDEN.search(line):
            raise ValueError(f"an answer cannot have the field {line!r}")
    return "".join(f"{line}\r\n" for line in lines).encode(), newer and hdrs.TRANSFER_ENCODING in headers


def signed(headers: Headers, signature: Fields) -> Fields:
    """Return the fields of an answer; what a vendor says of its server goes before what this one says."""
    return (*headers.fields, *(field for field in signature if field[0] not in headers))
