"""What a request or an answer becomes at this hop, and what of it only this hop may see."""

from __future__ import annotations

import zlib

from harness.door.control import PREFIX
from harness.door.rewriting import Base, Rewriter
from harness.door.wire import Field, Fields, end_to_end, value_of

_OURS = frozenset((b"host", b"content-length", b"expect"))
_WITH_BODY = frozenset(("POST", "PUT", "PATCH"))
_READABLE_CODINGS = frozenset((b"gzip", b"x-gzip", b"deflate", b"identity", b"*"))
_LARGEST = 256 * 1024 * 1024
"""Bytes that a coded body may grow to."""


def outgoing(method: str, fields: Fields, body: bytes, base: Base, rewriter: Rewriter) -> Fields:
    """Return the fields of a request as they go to the upstream at ``base``, in their order.

    The door has the whole body, so it states its length and settles ``Expect`` itself.
    """
    framed = value_of(fields, b"content-length") or value_of(fields, b"transfer-encoding")
    kept = [_requested(name, value, rewriter) for name, value in end_to_end(fields) if _passes(name)]
    length = (b"Content-Length", b"%d" % len(body))
    framing = (length,) if body or framed is not None or method in _WITH_BODY else ()
    return ((b"Host", base.authority.encode()), *kept, *framing)


def returning(fields: Fields, rewriter: Rewriter) -> list[Field]:
    """Return the fields of an answer as they go on to the caller, its length left out."""
    return [
        (name, rewriter.answer_field(name, value))
        for name, value in end_to_end(fields)
        if name.lower() != b"content-length" and not name.lower().startswith(PREFIX)
    ]


def decoded(fields: Fields, body: bytes) -> bytes | None:
    """Return ``body`` with its content coding undone; None when it has one that cannot be undone."""
    coding = (value_of(fields, b"content-encoding") or b"identity").strip().lower()
    if coding == b"identity" or not body:
        return body
    if coding not in {b"gzip", b"x-gzip", b"deflate"}:
        return None
    # Deflate is meant to have a zlib frame (RFC 9110, 8.4.1.2), and often has none.
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        inflater = zlib.decompressobj(window)
        try:
            plain = inflater.decompress(body, _LARGEST)
        except zlib.error:
            continue
        return plain if inflater.eof else None
    return None


def _passes(name: bytes) -> bool:
    lower = name.lower()
    return lower not in _OURS and not lower.startswith(PREFIX)


def _requested(name: bytes, value: bytes, rewriter: Rewriter) -> Field:
    if name.lower() == b"accept-encoding":
        # An answer in a coding that cannot be undone here could be neither read nor rewritten.
        offers = [offer for offer in value.split(b",") if _readable(offer)]
        return name, b",".join(offers).strip() or b"identity"
    return name, rewriter.request_field(name, value)


def _readable(offer: bytes) -> bool:
    return offer.partition(b";")[0].strip().lower() in _READABLE_CODINGS
