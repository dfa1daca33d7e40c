from __future__ import annotations

from harness.contract.listing import Listing, Narrowing, listing
from harness.finding import Source

SOURCE = {"where": "leaflet", "standing": "documented"}


def test_an_operation_without_a_word_on_its_lists_has_none() -> None:
    """Then nothing can be missing from them."""
    assert listing({}) is None


def test_what_is_left_out_is_no_bound() -> None:
    """All states, any number, any place, at once."""
    assert listing({"x-job-list": {"whole": {}, "x-source": SOURCE}}) == Listing({}, Source("leaflet"))


def test_everything_that_narrows_a_list_is_read() -> None:
    """Values, places, states, its length, its delay."""
    node = {
        "whole": {"type": "object"},
        "by": {"name": {"at": "/query/name", "any": "*"}, "owner": {"at": "/query/owner"}},
        "within": ["/path/server"],
        "states": ["RUNNING"],
        "most": 5,
        "lags": True,
        "x-source": SOURCE,
    }
    by = (Narrowing("name", "/query/name", "*"), Narrowing("owner", "/query/owner"))
    expected = Listing(
        {"type": "object"}, Source("leaflet"), by, ("/path/server",), ("RUNNING",), 5, lags=True
    )
    assert listing({"x-job-list": node}) == expected
