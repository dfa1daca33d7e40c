from __future__ import annotations

import pytest

from harness.vendors.zosmf.emulator.spool.searching import read_search


def test_without_a_wish_there_is_no_search() -> None:
    """Neither parameter, or an empty one, searches nothing."""
    assert read_search({}) is None
    assert read_search({"search": "", "maxreturnsize": "5"}) is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"search": "STEP"}, True),
        ({"search": "STEP", "insensitive": "false"}, False),
        ({"search": "st.p"}, False),
        ({"research": "ST.P"}, True),
        ({"research": "ST.P", "insensitive": "false"}, False),
        ({"search": "none", "research": "step"}, False),
    ],
)
def test_records_are_searched_as_asked(query: dict[str, str], *, found: bool) -> None:
    """A plain string is plain, an expression an expression; letters count only when asked to."""
    search = read_search(query)
    assert search is not None
    assert search.matches("a step here") is found


@pytest.mark.parametrize(("text", "most"), [("", 100), ("7", 7), ("0", 100), ("-1", 100), ("x", 100)])
def test_the_number_of_records_has_a_default(text: str, most: int) -> None:
    """A positive number limits what is returned, anything else is a hundred."""
    search = read_search({"search": "x", "maxreturnsize": text})
    assert search is not None
    assert search.most == most
