"""The generator is judged before the target."""

from __future__ import annotations

from harness.flow import Outcome
from harness.timing.sample import Act, Sample, Step
from harness.timing.validity import LATENESS_LIMIT_MS, judge, nearest_rank

MS = 1_000_000


def left_after(*lateness_ms: float) -> list[Sample]:
    """Return submits that left so long after they were due."""
    return [
        Sample(number, Step.LOAD, 0, Act(round(late * MS), round(late * MS) + MS, Outcome.DONE))
        for number, late in enumerate(lateness_ms)
    ]


def test_a_plan_that_was_kept_is_valid() -> None:
    """Everything left, and in time."""
    validity = judge(left_after(*[1.0] * 99, 3.0), planned=100)
    assert (validity.ok, validity.lateness_p99_ms, validity.sent) == (True, 1.0, 100)


def test_one_late_submit_in_a_hundred_is_forgiven_two_are_not() -> None:
    """The 99th percentile of the lateness decides."""
    late = LATENESS_LIMIT_MS + 1
    assert judge(left_after(*[0.0] * 99, late), planned=100).ok
    verdict = judge(left_after(*[0.0] * 98, late, late), planned=100)
    assert not verdict.ok
    assert "too slow" in verdict.why


def test_the_limit_is_the_callers() -> None:
    """What is measured from acknowledgements forgives lateness that a latency from due does not."""
    late = left_after(*[LATENESS_LIMIT_MS + 1] * 5)
    assert judge(late, planned=5, limit_ms=LATENESS_LIMIT_MS + 2).ok
    assert not judge(late, planned=5).ok


def test_missing_submits_make_it_invalid() -> None:
    """A generator that skips arrivals measures an easier load."""
    assert judge(left_after(*[0.0] * 99), planned=100).ok
    assert "98 of 100" in judge(left_after(*[0.0] * 98), planned=100).why


def test_an_interrupted_run_says_so() -> None:
    """Ctrl-C leaves a record, not a verdict."""
    validity = judge(left_after(0.0), planned=1, interrupted=True)
    assert not validity.ok
    assert "interrupted" in validity.why


def test_nothing_sent_is_invalid() -> None:
    """No submit, no lateness, no validity."""
    validity = judge([], planned=5)
    assert (validity.ok, validity.lateness_p99_ms) == (False, None)


def test_the_nearest_rank_is_a_value_of_the_sample() -> None:
    """No interpolation between values."""
    assert nearest_rank([1.0, 2.0, 3.0, 10.0], 0.5) == 2.0
    assert nearest_rank([1.0, 2.0, 3.0, 10.0], 0.51) == 3.0
    assert nearest_rank([], 0.5) is None
