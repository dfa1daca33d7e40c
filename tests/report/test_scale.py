from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harness.report.scale import Scale, log_scale, milliseconds

VALUES = st.floats(0.01, 1e6)


def test_ends_map_to_ends() -> None:
    """The lowest value stands at the start and the highest at the end, in both kinds of scale."""
    for log in (False, True):
        scale = Scale(1, 100, 50, 650, log)
        assert (scale(1), scale(100)) == (50, 650)


def test_what_lies_outside_stands_at_the_edge() -> None:
    """Nothing is drawn outside the picture."""
    scale = Scale(0, 10, 0, 100)
    assert (scale(-5), scale(11)) == (0, 100)


def test_a_single_value_stands_in_the_middle() -> None:
    """A scale of one value has no length, and its value stands in the middle."""
    assert Scale(5, 5, 0, 100)(5) == 50
    assert Scale(5, 5, 0, 100).ticks() == (5,)


def test_ticks_are_round() -> None:
    """Ticks are numbers that people like: one, two or five of a power of ten."""
    assert Scale(0, 38.4, 0, 1).ticks() == (0, 10, 20, 30)
    assert Scale(0.8, 90, 0, 1, log=True).ticks() == (1, 2, 5, 10, 20, 50)
    assert Scale(0.8, 90_000, 0, 1, log=True).ticks() == (1, 10, 100, 1000, 10_000)


@given(VALUES, VALUES)
def test_ticks_lie_within_the_scale(one: float, other: float) -> None:
    """No tick stands outside the values that are drawn, and there are never too many to read."""
    for scale in (
        Scale(min(one, other), max(one, other), 0, 100),
        log_scale(min(one, other), max(one, other), 0, 100),
    ):
        ticks = scale.ticks()
        assert len(ticks) <= 11
        assert all(scale.low * 0.99 <= tick <= scale.high * 1.01 for tick in ticks)


def test_milliseconds_are_short() -> None:
    """A label of time needs no more than three digits and a unit."""
    assert [milliseconds(v) for v in (0.4, 12.34, 120.4, 999.6, 1900)] == [
        "0.4 ms",
        "12.3 ms",
        "120 ms",
        "1 s",
        "1.9 s",
    ]
