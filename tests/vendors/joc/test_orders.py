from __future__ import annotations

import pytest

from harness.flow import JobRef
from harness.vendors.joc.orders import bucket, entries, in_document, order_ref, strict_json


def test_an_order_is_its_chain_and_its_id() -> None:
    """As its path in documents."""
    assert order_ref("/a/b", "x") == JobRef("/a/b,x")
    assert in_document({"jobChain": "/a", "orderId": "x"}) == JobRef("/a,x")
    assert in_document({"jobChain": "/a"}) is None
    assert in_document([]) is None


def test_states_are_told_by_bucket() -> None:
    """Whatever an order waits for is one of them."""
    assert bucket({"_text": "SUSPENDED"}) == "SUSPENDED"
    assert bucket({"_text": "NODE_STOPPED"}) == "WAITINGFORRESOURCE"
    assert bucket({}) is None
    assert bucket(None) is None


@pytest.mark.parametrize(
    "body", [b'{"a": 1, "a": 2}', b"{", b"\xff\xfe{", b'{"a": NaN}', b'[{"x": {"y": 1, "y": 1}}]']
)
def test_what_two_readers_may_read_differently_is_not_read(body: bytes) -> None:
    """Repeated names, other encodings, numbers that are none."""
    with pytest.raises(ValueError, match=r"."):
        strict_json(body)


def test_entries_are_the_objects_of_the_list() -> None:
    """Of a document that has one."""
    assert entries({"orders": [{"a": 1}, 5]}) == ({"a": 1},)
    assert entries({"orders": {}}) == entries([]) == ()
