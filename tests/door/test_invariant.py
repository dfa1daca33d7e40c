"""Whatever comes, the books balance: received = forwarded + blocked + refused."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.clock import SystemClock
from harness.door import Counts, DoorCore, DoorOptions, DoorServer, DoorSetup
from harness.exchange import Passage
from harness.guard import Policy
from harness.record import RunFolder, read_exchanges
from harness.target import Budgets, Mode, Target
from tests import bakery
from tests.door.client import RawClient
from tests.door.upstream import OK, Asked, Upstream, Wire


class Street:
    """A door in ``owned``, what stands behind it, and where it writes."""

    def __init__(self, door: DoorServer, upstream: Upstream, folder: Path) -> None:
        self.door = door
        self.upstream = upstream
        self.folder = folder


def moody(asked: Asked, wire: Wire) -> None:
    """Answer by what the target asks for: well, by half, or not at all."""
    if b"reset" in asked.first_line:
        wire.reset()
    elif b"half" in asked.first_line:
        wire.send(OK[:-1])
        wire.close()
    else:
        wire.send(OK)


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """Return a street that all examples share; the books must balance after each of them."""
    path = tmp_path_factory.mktemp("invariant") / "run"
    with Upstream(script=moody) as upstream, closing(RunFolder.create(path)) as folder:
        target = Target("shop", "bakery", (upstream.url,), Mode.OWNED)
        policy = Policy(Mode.OWNED, "RUN", budgets=Budgets(body_bytes=64))
        core = DoorCore(DoorSetup(target, bakery.Bakery(), bakery.contract(), policy), folder, SystemClock())
        with DoorServer(core, DoorOptions(environment={})) as door:
            yield Street(door, upstream, path)


good = st.builds(
    lambda method, target, body: (
        f"{method} {target} HTTP/1.1\r\nHost: door\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    ),
    st.sampled_from(["GET", "GET", "PUT", "PUT", "DELETE", "POST", "HEAD", "OPTIONS"]),
    st.sampled_from(
        ["/orders", "/orders", "/orders/1", "/orders?reset", "/orders?half", "/shop", "*", "http://x/"]
    ),
    st.sampled_from([b"", b"tag=RUN1", b"tag=OTHER", b"x" * 65]),
)
MALFORMED = {
    "a NUL in the target": b"GET /\x00 HTTP/1.1\r\n\r\n",
    "a NUL in a header": b"GET /orders HTTP/1.1\r\nX: \x00\r\n\r\n",
    "a target beyond ASCII": b"GET /\xc3\xa9 HTTP/1.1\r\n\r\n",
    "an unknown method": b"BREW /orders HTTP/1.1\r\n\r\n",
    "an unknown version": b"GET /orders HTTP/3.0\r\n\r\n",
    "two framings": b"PUT /orders HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
    "an unknown coding": b"PUT /orders HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "half a body": b"PUT /orders HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf",
    "half a head": b"GET /orders HTTP/1.1\r\nHost",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01",
    "a head without end": b"GET /orders HTTP/1.1\r\n" + b"X: y\r\n" * 12_000 + b"\r\n",
    "blank lines": b"\r\n\r\n",
}
malformed = st.one_of(st.sampled_from(sorted(MALFORMED)), st.binary(min_size=1, max_size=20))


@settings(max_examples=50, deadline=None)
@given(before=st.lists(good, max_size=6), after=st.lists(malformed, max_size=2), at_once=st.booleans())
def test_the_books_balance(
    street: Street, *, before: list[bytes], after: list[str | bytes], at_once: bool
) -> None:
    """Each request is forwarded, blocked or refused; the target saw exactly those forwarded."""
    with RawClient(street.door.url) as client:
        try:
            for part in [b"".join(before)] if at_once else before:
                client.send(part)
                if not at_once:
                    client.answer(part.split(b" ")[0].decode())
            client.send(b"".join(part if isinstance(part, bytes) else MALFORMED[part] for part in after))
            client.socket.shutdown(socket.SHUT_WR)
            client.until_closed()
        except (OSError, http.client.HTTPException):
            pass  # the moods of the target, and the refusals, end connections
    assert imbalance(street) == {}
    assert street.door.core.defects == []


def imbalance(street: Street) -> dict[str, tuple[int, int]]:
    """Wait until nothing is under way any more, and return where counts, record and target differ."""
    deadline = SystemClock().now_ns() + 5 * 10**9
    while not settled(street.door.counts) and SystemClock().now_ns() < deadline:
        # An answered request is a turn of the door's loop.
        with RawClient(street.door.url) as client:
            client.ask("GET /__harness__/nothing HTTP/1.1\nHost: door")
    counts = street.door.counts
    exchanges = list(read_exchanges(street.folder))
    by = {passage: sum(one.passage is passage for one in exchanges) for passage in Passage}
    books = {
        "received": (counts.received, counts.forwarded + counts.blocked + counts.refused),
        "forwarded": (counts.forwarded, by[Passage.ANSWERED] + by[Passage.BROKEN]),
        "blocked": (counts.blocked, by[Passage.BLOCKED]),
        "refused": (counts.refused, by[Passage.REFUSED]),
        "sent": (sum(one.sends for one in exchanges), len(street.upstream.asked)),
    }
    return {name: (ours, theirs) for name, (ours, theirs) in books.items() if ours != theirs}


def settled(counts: Counts) -> bool:
    """Tell whether every request that was received was dealt with."""
    dealt_with = counts.forwarded + counts.blocked + counts.refused
    return counts.received == dealt_with and counts.under_way == 0
