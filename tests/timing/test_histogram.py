"""The mergeable histogram keeps its stated error."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from harness.timing.histogram import ERROR, Histogram

VALUES = st.lists(st.floats(0, 1e7) | st.just(0.0), min_size=1, max_size=200)
SHARES = st.sampled_from([0.0, 0.5, 0.9, 0.99, 1.0])


def filled(values: list[float]) -> Histogram:
    """Return a histogram of ``values``."""
    histogram = Histogram()
    for value in values:
        histogram.add(value)
    return histogram


@given(VALUES, SHARES)
def test_a_quantile_is_within_the_stated_error(values: list[float], share: float) -> None:
    """Against the value at the nearest rank, relatively, over any range."""
    exact = sorted(values)[max(1, math.ceil(share * len(values))) - 1]
    found = filled(values).quantile(share)
    assert found is not None
    assert abs(found - exact) <= ERROR * exact * (1 + 1e-9)


@given(VALUES, VALUES)
def test_merging_equals_counting_together(left: list[float], right: list[float]) -> None:
    """Histograms of parts of a run add up without loss."""
    merged = filled(left)
    merged.merge(filled(right))
    assert merged == filled(left + right)


def test_the_largest_value_is_exact() -> None:
    """The maximum is not rounded to a bucket."""
    assert filled([1.0, 1234.567]).quantile(1.0) == 1234.567


def test_nothing_counted_has_no_quantile() -> None:
    """An empty histogram gives None, not zero."""
    assert Histogram().quantile(0.5) is None
