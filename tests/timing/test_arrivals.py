"""Plans of arrivals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.timing.arrivals import Spacing, Stage, due_times, share

RATES = st.floats(0, 50)
STAGES = st.lists(st.builds(Stage, st.floats(0.1, 20), RATES, RATES), min_size=1, max_size=4)


@given(STAGES, st.sampled_from(Spacing), st.integers(0, 2**32))
def test_due_times_rise_within_the_stages(stages: list[Stage], spacing: Spacing, seed: int) -> None:
    """Arrivals are in order, none before the start, none after the last stage."""
    times = due_times(stages, spacing, seed)
    assert list(times) == sorted(times)
    assert all(0 <= time <= sum(stage.seconds for stage in stages) + 1e-9 for time in times)


def test_even_arrivals_keep_their_distance() -> None:
    """At 4 jobs a second one is due every quarter of a second, from the start on."""
    assert due_times([Stage(1, 4, 4)], Spacing.EVEN, seed=1) == pytest.approx((0, 0.25, 0.5, 0.75))


def test_a_ramp_puts_its_jobs_where_the_rate_is_high() -> None:
    """From 0 to 10 jobs a second in 4 s: 20 jobs, a quarter of them in the first half."""
    times = due_times([Stage(4, 0, 10)], Spacing.EVEN, seed=1)
    assert len(times) == 20
    assert sum(time < 2 for time in times) == 5


@given(st.integers(0, 2**32))
def test_poisson_arrivals_come_at_the_stated_rate(seed: int) -> None:
    """400 expected arrivals stay within six standard deviations of their mean."""
    assert abs(len(due_times([Stage(20, 20, 20)], Spacing.POISSON, seed)) - 400) <= 120


def test_the_seed_decides() -> None:
    """Equal seeds give equal plans, other seeds other plans."""
    stages = [Stage(5, 10, 10)]
    assert due_times(stages, Spacing.POISSON, 1) == due_times(stages, Spacing.POISSON, 1)
    assert due_times(stages, Spacing.POISSON, 1) != due_times(stages, Spacing.POISSON, 2)


@given(st.integers(1, 5), st.integers(0, 40))
def test_shares_are_a_partition_of_the_plan(workers: int, jobs: int) -> None:
    """Every job falls to exactly one worker, under its number in the whole plan."""
    plan = tuple(float(number) for number in range(jobs))
    parts = [pair for worker in range(workers) for pair in share(plan, worker, workers)]
    assert sorted(parts) == list(enumerate(plan))


@pytest.mark.parametrize("wrong", [(0, 1, 1), (1, -1, 1), (1, 1, -1)])
def test_a_stage_that_cannot_be_is_refused(wrong: tuple[float, float, float]) -> None:
    """A stage has a length and no negative rate."""
    with pytest.raises(ValueError, match="a stage needs"):
        Stage(*wrong)
