"""Exact binomial bounds, checked against their definitions and published figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.timing.binomial import at_most, fewest, lower_rank, upper_bound, upper_rank

COUNTS = st.integers(1, 600)
SHARES = st.floats(0.02, 0.98)


@pytest.mark.parametrize(("quantile", "least"), [(0.95, 59), (0.99, 299), (0.999, 2995)])
def test_the_least_data_for_a_bound(quantile: float, least: int) -> None:
    """At 95 % the well-known 59, 299 and 2,995 values are needed, and one less is too few."""
    assert fewest(quantile, 0.95) == least
    assert upper_rank(least, quantile, 0.95) == least
    assert upper_rank(least - 1, quantile, 0.95) is None


def test_473_values_bound_the_99th_percentile_with_the_second_largest() -> None:
    """With 473 values two may lie above the bound's rank: the 472nd is enough."""
    assert upper_rank(473, 0.99, 0.95) == 472


@given(COUNTS, SHARES, SHARES)
def test_ranks_are_the_tightest_that_hold(count: int, quantile: float, confidence: float) -> None:
    """The upper rank reaches the confidence and the rank below it does not; the lower one mirrors it."""
    upper, lower = upper_rank(count, quantile, confidence), lower_rank(count, quantile, confidence)
    if upper is not None:
        assert at_most(upper - 1, count, quantile) >= confidence
        assert at_most(upper - 2, count, quantile) < confidence
    if lower is not None:
        assert 1 - at_most(lower - 1, count, quantile) >= confidence - 1e-9
        assert upper is None or confidence < 0.5 or lower <= upper


@given(st.integers(0, 50), st.integers(0, 300), SHARES)
def test_the_bound_of_a_probability_holds_by_definition(
    failures: int, passes: int, confidence: float
) -> None:
    """At the bound so few failures are as unlikely as stated."""
    trials = failures + passes
    high = upper_bound(failures, trials, confidence)
    if passes:
        assert at_most(failures, trials, high) == pytest.approx(1 - confidence, abs=1e-6)


def test_nothing_tried_says_nothing() -> None:
    """Without trials a probability may be anything."""
    assert upper_bound(0, 0, 0.95) == 1.0
