from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

import pytest

from harness.contract import load_contract
from harness.exchange import Request
from harness.seed import stream
from harness.traffic.hostile import Drawn, Hostile
from harness.vendor import Vendor, vendors


def drawn(vendor: Vendor, seed: int = 1) -> Iterator[Drawn]:
    """Draw requests to a vendor for ever."""
    contract = load_contract(vendor.contract_path)

    def dress(request: Request) -> Request:
        return Request(request.method, request.target, request.headers.put("X-Dressed", "1"), request.body)

    hostile = Hostile(contract, stream(seed), dress, dict, "http://canary.invalid")
    while True:
        yield hostile.draw()


@pytest.mark.parametrize("name", vendors())
def test_equal_seeds_draw_equal_bytes(name: str) -> None:
    """A request that broke an emulator can be drawn again."""
    first, again, other = (list(islice(drawn(vendors()[name], seed), 200)) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@pytest.mark.parametrize("name", vendors())
def test_every_kind_is_drawn_and_good_ones_reach_operations(name: str) -> None:
    """Most requests mean an operation: what every server refuses at once tells little."""
    vendor = vendors()[name]
    contract = load_contract(vendor.contract_path)
    found = list(islice(drawn(vendor), 800))
    assert Counter(each.kind for each in found).keys() == {"good", "changed", "body", "torn", "broken"}
    good = [each.request for each in found if each.kind == "good" and each.request is not None]
    assert all(contract.match(request) is not None for request in good)
    assert all(b"HTTP/1.1\r\n" in each.raw for each in found if each.kind == "good")
    assert any(b"X-Dressed: 1" in each.raw for each in found)
    reached = {match.operation.id for match in map(contract.match, good) if match is not None}
    assert len(reached) > len(contract.operations) / 2
