"""The test that may be looked at after each probe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.seed import stream
from harness.timing.sequential import SafetyTest, attempt_alpha


def clean_probes_needed(p0: float) -> int:
    """Return how many probes certify when none fails."""
    test = SafetyTest(p0, 0.05)
    while not test.certified:
        test.observe(failed=False)
    return test.trials


@pytest.mark.parametrize(("p0", "cost"), [(0.05, 64), (0.02, 161), (0.01, 323), (0.005, 646)])
def test_the_cost_of_a_clean_run(p0: float, cost: int) -> None:
    """Without a failure this many probes certify at 95 %."""
    assert clean_probes_needed(p0) == cost


@given(st.floats(0.001, 0.5), st.integers(0, 30), st.integers(0, 30))
def test_the_wealth_is_fair_at_p0(p0: float, passes: int, failures: int) -> None:
    """At a failure probability of exactly p0 the expected wealth after one more probe is the wealth now."""

    def after(*outcomes: bool) -> float:
        test = SafetyTest(p0, 0.05)
        for failed in [*[False] * passes, *[True] * failures, *outcomes]:
            test.observe(failed=failed)
        return test.wealth

    assert p0 * after(True) + (1 - p0) * after(False) == pytest.approx(after())


def test_a_delay_that_is_not_safe_is_rarely_certified() -> None:
    """Looking after each of 1,000 probes at p = p0 certifies in at most 5 % of runs (here of 400)."""
    rng, wrong = stream(1, "unsafe"), 0
    for _ in range(400):
        test = SafetyTest(0.05, 0.05)
        while not (test.certified or test.trials == 1000):
            test.observe(failed=rng.random() < 0.05)
        wrong += test.certified
    assert wrong <= 0.05 * 400


def test_one_early_failure_is_futile() -> None:
    """A delay whose first probe fails is given up at once."""
    test = SafetyTest(0.01, 0.05)
    test.observe(failed=True)
    assert test.futile


def test_all_attempts_together_err_no_more_than_stated() -> None:
    """The error probabilities of any number of attempts sum to the whole at most."""
    assert sum(attempt_alpha(0.05, attempt) for attempt in range(1, 10_000)) == pytest.approx(0.05, rel=1e-3)


@pytest.mark.parametrize(("p0", "alpha"), [(0, 0.05), (1, 0.05), (0.01, 0), (0.01, 1)])
def test_probabilities_are_checked(p0: float, alpha: float) -> None:
    """p0 and alpha are probabilities strictly between 0 and 1."""
    with pytest.raises(ValueError, match="between 0 and 1"):
        SafetyTest(p0, alpha)


def test_a_test_knows_how_many_clean_trials_it_lacks() -> None:
    """The count is exact: with one trial fewer nothing is certified, and asking changes nothing."""
    test = SafetyTest(0.05, 0.05)
    test.observe(failed=True)
    lacking = test.clean_trials_to_certify()
    for _ in range(lacking - 1):
        test.observe(failed=False)
    assert not test.certified
    assert test.clean_trials_to_certify() == 1
    test.observe(failed=False)
    assert test.clean_trials_to_certify() == 0
