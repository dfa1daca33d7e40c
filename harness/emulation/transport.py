"""How an emulator meets the wire: raw request targets in, answers and planned faults out."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
import struct
from collections.abc import Mapping
from email.utils import format_datetime
from functools import lru_cache, partial
from types import MappingProxyType

from aiohttp import hdrs, web
from multidict import CIMultiDict

from harness.emulation.clock import SECOND
from harness.emulation.emulator import Emulator, Subject
from harness.emulation.faults import Reaction
from harness.emulation.reply import Fields, Reply, signed
from harness.exchange import Headers, Request, Response

_LOG = logging.getLogger(__name__)
# What aiohttp has to say of requests that are no HTTP: their senders get a 400, nobody needs a traceback.
_UNREADABLE = logging.getLogger(f"{__name__}.unreadable")
_UNREADABLE.addHandler(logging.NullHandler())
_UNREADABLE.propagate = False
_HOST = re.compile(r"[A-Za-z0-9.\-_:\[\]]{1,260}")
_PORT = re.compile(r":[0-9]+$")
_ABSOLUTE = re.compile(r"https?://[^/?#]*", re.IGNORECASE)
_SERVER = (hdrs.SERVER, "harness")
_CODING = ("utf-8", "replace")
_DROPS = 20
"""Parts in which a dripping body leaves, if it has as many bytes."""
_LARGEST_BODY = 16 * 1024 * 1024
_LONGEST_LINE = 65_536
"""Bytes of a request line or a header value: a vendor must take the session id that it gave, and some are
long tokens; and what is wrong with a long query is the vendor's to say."""


class Listener:
    """Binds one emulator to aiohttp's low-level server.

    The low-level server is used because routing would decode targets, and a vendor's clients send
    ``#`` raw and ``/`` encoded.
    """

    def __init__(
        self,
        emulator: Emulator,
        scheme: str,
        own_address: str,
        name: str = "",
        ports: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._emulator = emulator
        self._scheme = scheme
        tls = emulator.settings.tls
        self._asks = tls is not None and tls.client_ca is not None
        self._name = name
        self._further = {other: port for other, port in ports.items() if other}
        self.own_address = own_address
        """``host:port`` of the socket, for callers that send no Host header (HTTP/1.0)."""
        self._addresses = lru_cache(maxsize=256)(self._addresses_of)
        self._signature_in = lru_cache(maxsize=8)(self._signature_of)

    def server(self) -> web.Server:
        """Return the protocol factory for ``loop.create_server``."""
        # A gzip body is the vendor's to refuse, so nothing is decompressed here.
        make_request = partial(
            web.BaseRequest, loop=asyncio.get_running_loop(), client_max_size=_LARGEST_BODY
        )
        return web.Server(
            self._handle,
            request_factory=make_request,
            access_log=None,
            auto_decompress=False,
            max_line_size=_LONGEST_LINE,
            max_field_size=_LONGEST_LINE,
            logger=_UNREADABLE,
        )

    def _addresses_of(self, host: str | None) -> tuple[str, Mapping[str, str]]:
        """Return the address that a caller used, and where that caller reaches the other listeners."""
        usable = host if host is not None and _HOST.fullmatch(host) else self.own_address
        known_as = f"{self._scheme}://{_PORT.sub('', usable)}"
        further = {name: f"{known_as}:{port}" for name, port in self._further.items()}
        return f"{self._scheme}://{usable}", MappingProxyType(further)

    async def _handle(self, wire: web.BaseRequest) -> web.StreamResponse:
        try:
            body = await _body(wire) if wire.body_exists else b""
        except web.RequestPayloadError as problem:
            return web.Response(status=400, text=str(problem))
        request = Request(wire.method, origin_form(_encodable(wire.raw_path)), _headers(wire), body)
        try:
            base, further = self._addresses(wire.headers.get(hdrs.HOST))
            subject = _subject(wire) if self._asks else ()
            reaction = self._emulator.receive(request, base, self._name, further, subject)
        except Exception:
            _LOG.exception("the emulator failed on %s %s", request.method, request.target)
            raise
        signature = self._signature()
        if reaction.delay or reaction.drips or reaction.resets or reaction.sends is not None:
            return await _play(reaction, signature, wire)
        return Reply(reaction.response, signature, wire)

    def _signature(self) -> Fields:
        """Return what a server says of itself; the date is the emulator's own, by whichever clock."""
        clock = self._emulator.clock
        return self._signature_in((clock.now() + clock.fraction) // SECOND)

    def _signature_of(self, second: int) -> Fields:
        clock = self._emulator.clock
        at = clock.wall(second * SECOND - clock.fraction)
        return (_SERVER, (hdrs.DATE, format_datetime(at, usegmt=True)))


def origin_form(target: str) -> str:
    """Return a request target without the scheme and host of its absolute form (RFC 9112, 3.2.2)."""
    found = _ABSOLUTE.match(target)
    return target if found is None else target[found.end() :] or "/"


def _subject(wire: web.BaseRequest) -> Subject:
    """Return whom the caller's certificate names; TLS has seen to it that an authority of ours says so."""
    certificate = wire.get_extra_info("peercert") or {}
    return tuple(attribute for part in certificate.get("subject", ()) for attribute in part)


def _headers(wire: web.BaseRequest) -> Headers:
    fields = tuple(wire.headers.items())
    if "".join([value for _, value in fields]).isascii():
        return Headers(fields)
    return Headers(tuple([(_encodable(name), _encodable(value)) for name, value in fields]))


def _encodable(text: str) -> str:
    """Return text without the lone surrogates that aiohttp makes of bytes that are not UTF-8."""
    return text if text.isascii() else text.encode(*_CODING).decode()


async def _body(wire: web.BaseRequest) -> bytes:
    if wire.headers.get(hdrs.EXPECT, "").lower() == "100-continue":
        await wire.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        wire.writer.output_size = 0
    content = wire.content
    # A small body mostly comes with its head; then there is nothing to wait for.
    return content.read_nowait() if content.is_eof() else await wire.read()


async def _play(reaction: Reaction, signature: Fields, wire: web.BaseRequest) -> web.StreamResponse:
    if reaction.delay:
        await asyncio.sleep(reaction.delay)
    if reaction.resets:
        return _reset(wire)
    if reaction.sends is not None:
        return await _break_off(reaction.response, reaction.sends, signature, wire)
    if reaction.drips and reaction.response.body and wire.method != hdrs.METH_HEAD:
        return await _drip(reaction, signature, wire)
    return Reply(reaction.response, signature, wire)


async def _drip(reaction: Reaction, signature: Fields, wire: web.BaseRequest) -> web.StreamResponse:
    body = reaction.response.body
    stream = await _begin(reaction.response, len(body), signature, wire)
    size = max(1, len(body) // _DROPS)
    drops = range(0, len(body), size)
    for start in drops:
        await asyncio.sleep(reaction.drips / len(drops))
        await stream.write(body[start : start + size])
    return stream


def _reset(wire: web.BaseRequest) -> web.StreamResponse:
    """Close with a zero linger time, which makes the kernel send RST instead of FIN."""
    transport = wire.transport
    if transport is not None:
        sock = transport.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return web.Response(status=503)


async def _break_off(
    response: Response, part: float, signature: Fields, wire: web.BaseRequest
) -> web.StreamResponse:
    stream = await _begin(response, max(1, len(response.body)), signature, wire)
    await stream.write(response.body[: int(len(response.body) * part)])
    if wire.transport is not None:
        wire.transport.close()
    return stream


async def _begin(
    response: Response, length: int, signature: Fields, wire: web.BaseRequest
) -> web.StreamResponse:
    """Send the head of an answer whose body is to have ``length`` bytes."""
    fields = CIMultiDict(signed(response.headers, signature))
    # What is missing of a body shows as such only where its length is told.
    fields.pop(hdrs.TRANSFER_ENCODING, None)
    stream = web.StreamResponse(status=response.status, headers=fields)
    stream.content_length = length
    await stream.prepare(wire)
    return stream
