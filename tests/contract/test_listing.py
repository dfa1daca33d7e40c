from __future__ import annotations

import pytest

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
        "by": {"name": {"at": "/query/name", "any": "*"}, "owner": {"at": "/query/owner", "pattern": True}},
        "within": ["/path/server"],
        "states": ["RUNNING"],
        "most": 5,
        "lags": True,
        "x-source": SOURCE,
    }
    by = (Narrowing("name", "/query/name", "*"), Narrowing("owner", "/query/owner", pattern=True))
    expected = Listing(
        {"type": "object"}, Source("leaflet"), by, ("/path/server",), ("RUNNING",), 5, lags=True
    )
    assert listing({"x-job-list": node}) == expected


@pytest.mark.parametrize(
    ("narrowing", "wanted", "admitted"),
    [
        (Narrowing("name", ""), "NIGHT", True),
        (Narrowing("name", ""), "DAY", False),
        (Narrowing("name", ""), "NIG", False),
        (Narrowing("name", "", "*"), "*", True),
        (Narrowing("name", "", pattern=True), "IG.T$", True),
        (Narrowing("name", "", pattern=True), "^IG", False),
        (Narrowing("name", "", pattern=True), "?", False),
        (Narrowing("name", "", pattern=True), 7, False),
    ],
)
def test_a_list_is_narrowed_to_a_value_or_to_a_pattern(
    narrowing: Narrowing, wanted: object, admitted: bool
) -> None:
    """A job without the value that was asked for is not in it, unless any will do."""
    assert narrowing.admits(wanted, "NIGHT") is admitted
    assert narrowing.admits(wanted, None) is (wanted == "*")
