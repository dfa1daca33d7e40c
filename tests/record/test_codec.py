"""Exchanges become JSON and come back without loss."""

from __future__ import annotations

import orjson
from hypothesis import given

from harness.exchange import Exchange, Passage, Request
from harness.record import decode_exchange, encode_exchange
from tests.record.strategies import exchanges


@given(exchanges)
def test_an_exchange_comes_back_as_it_was(exchange: Exchange) -> None:
    """Every field, header and byte of an exchange stands in its document."""
    stored: dict[str, bytes] = {}

    def store(body: bytes) -> str:
        name = str(len(stored))
        stored[name] = body
        return name

    line = orjson.dumps(encode_exchange(exchange, 200, store))
    assert decode_exchange(orjson.loads(line), stored.__getitem__) == exchange


def test_a_moment_of_zero_is_kept() -> None:
    """A request that was due at the clock's zero is not one without a plan."""
    request = Request("GET", "/")
    exchange = Exchange("x1", "v", request, None, Passage.BROKEN, 0, 0, "", due_ns=0)
    document = encode_exchange(exchange, 10, lambda _body: "")
    assert decode_exchange(document, lambda _name: b"").due_ns == 0
