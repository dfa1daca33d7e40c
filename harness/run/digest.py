"""One short name for everything a run sent, in order: two runs with equal digests sent the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from harness.door import OWN
from harness.exchange import Direction, Exchange

_BY_ADDRESS = ("Host",)
"""Header fields that name the address of a door or an emulator, which is another in every run."""
_RECEIVER = re.compile(rb"https?://[^/\s\"<>]+(?=%b)" % re.escape(OWN).encode())
"""The address of our callback receiver, which requests hand over and which is another in every run too."""


def requests_digest(exchanges: Iterable[Exchange]) -> str:
    """Return 16 hex digits over the requests in their order: method, target, headers, body."""
    state = hashlib.blake2b(digest_size=8)
    for exchange in exchanges:
        if exchange.direction is Direction.OUTBOUND:
            request = exchange.request
            fields = [f"{name}: {value}" for name, value in request.headers.without(*_BY_ADDRESS)]
            head = "\n".join([f"{request.method} {request.target}", *fields])
            sent = head.encode("utf-8", "surrogateescape") + b"\n\n" + request.body + b"\0"
            state.update(_RECEIVER.sub(b"", sent))
    return state.hexdigest()
