"""Keeping to a rate."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.door.pace import Pace


@given(st.floats(0.5, 5000), st.lists(st.integers(0, 10**9), max_size=30))
def test_requests_are_never_closer_than_the_rate(rate: float, gaps: list[int]) -> None:
    """However they come, they leave at least 1/rate apart, and none before it came."""
    pace, now, left = Pace(rate), 0, []
    for gap in gaps:
        now += gap
        left.append(now + pace.claim(now) * 1e9)
        assert left[-1] >= now
    assert all(later - earlier >= 1e9 / rate - 2000 for earlier, later in pairwise(left))


def test_an_idle_time_is_not_saved_up() -> None:
    """After a pause requests keep the pace again, rather than catching up."""
    pace = Pace(10)
    assert pace.claim(0) == 0
    assert pace.claim(10**10) == 0
    assert pace.claim(10**10) == pytest.approx(0.1)


def test_a_rate_must_let_something_through() -> None:
    """A rate of nothing is a mistake, not a pace."""
    with pytest.raises(ValueError, match="lets nothing through"):
        Pace(0)
