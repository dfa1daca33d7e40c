"""One short name for everything a run sent, in order: two runs with equal digests sent the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from harness.exchange import Direction, Exchange

_BY_ADDRESS = ("Host",)
"""Header fields that name the address of a door or an emulator, which is another in every run."""


def requests_digest(exchanges: Iterable[Exchange]) -> str:
    """Return 16 hex digits over the requests in their order: method, target, headers, body."""
    state = hashlib.blake2b(digest_size=8)
    for exchange in exchanges:
        if exchange.direction is Direction.OUTBOUND:
            request = exchange.request
            fields = [f"{name}: {value}" for name, value in request.headers.without(*_BY_ADDRESS)]
            head = "\n".join([f"{request.method} {request.target}", *fields])
            state.update(head.encode("utf-8", "surrogateescape") + b"\n\n" + request.body + b"\0")
    return state.hexdigest()
