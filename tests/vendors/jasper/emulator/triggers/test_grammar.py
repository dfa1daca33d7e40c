from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.jasper.emulator.triggers.grammar import HOURS, MINUTES, MONTH_DAYS


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0", (0,)),
        ("*", tuple(range(60))),
        ("5-8", (5, 6, 7, 8)),
        ("1,3,5-7,3", (1, 3, 5, 6, 7)),
        ("10/20", (10, 30, 50)),
        (" 1 , 2", (1, 2)),
    ],
)
def test_minutes_are_numbers_ranges_lists_or_an_increment(text: str, numbers: tuple[int, ...]) -> None:
    """What the grammar knows stands for numbers in rising order."""
    assert MINUTES.parse(text) == numbers


@pytest.mark.parametrize(
    "text", ["", "60", "8-5", "0/15,30-40", "0/0", "a", "1-2-3", "1,,2", "*/5", "-1", "٣"]
)
def test_what_is_not_in_the_grammar_is_nothing(text: str) -> None:
    """A list that mixes an increment with ranges is not matched either."""
    assert MINUTES.parse(text) is None


def test_each_field_has_its_bounds() -> None:
    """Hours end at 23, days of the month begin at 1."""
    assert HOURS.parse("24") is None
    assert MONTH_DAYS.parse("0") is None
    assert MONTH_DAYS.parse("1,31") == (1, 31)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is read lies within bounds and rises."""
    numbers = HOURS.parse(text)
    assert numbers is None or (list(numbers) == sorted(set(numbers)) and set(numbers) <= set(range(24)))
