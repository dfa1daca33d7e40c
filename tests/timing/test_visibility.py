"""Interval-censored times: brackets, bounds and Turnbull's estimate, on laws that are known."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.seed import stream
from harness.timing.polling import Polling
from harness.timing.visibility import Bracket, Look, before_the_end, bracket, estimate, quantile_bounds

MS = 1_000_000


def look(begun_ms: float, ended_ms: float, *, seen: bool) -> Look:
    """Return a look at these instants, in milliseconds."""
    return Look(round(begun_ms * MS), round(ended_ms * MS), seen)


def polled(times_ms: list[float], polling: Polling, rng: random.Random) -> list[Bracket]:
    """Poll jobs that become visible after ``times_ms``, with answers that take 2 ms."""
    brackets = []
    for visible_ms in times_ms:
        at, looks = 0.0, []
        for wait in polling.waits(rng):
            at += wait * 1000
            looks.append(look(at, at + 2, seen=at + 1 >= visible_ms))
            at += 2
            if looks[-1].seen:
                break
        brackets.append(bracket(0, looks))
    return [found for found in brackets if found is not None]


def test_a_bracket_holds_whatever_the_network_does() -> None:
    """The time lies after the last blind look was sent and not after the first seeing one was answered."""
    looks = [look(110, 115, seen=False), look(150, 170, seen=True)]
    assert bracket(100 * MS, looks) == Bracket(10, 70)


def test_seen_at_once_is_bounded_from_above_only() -> None:
    """A job seen by its first look may have been visible from the start."""
    assert bracket(100 * MS, [look(130, 140, seen=True)]) == Bracket(0, 40)


def test_never_seen_is_bounded_from_below_only() -> None:
    """A job that no look saw may become visible later, or never."""
    assert bracket(0, [look(10, 11, seen=False), look(90, 91, seen=False)]) == Bracket(90, math.inf)


def test_a_job_that_vanishes_was_not_yet_visible() -> None:
    """Visibility is lasting visibility: a blind look after a seeing one moves the bracket."""
    looks = [look(10, 11, seen=True), look(20, 21, seen=False), look(30, 31, seen=True)]
    assert bracket(0, looks) == Bracket(20, 31)


def test_no_look_no_bracket() -> None:
    """Nothing was measured of a job that was not looked at."""
    assert bracket(0, []) is None


LAWS: dict[str, Callable[[random.Random], float]] = {
    "constant": lambda _rng: 250.0,
    "uniform": lambda rng: rng.uniform(50, 400),
    "log-normal": lambda rng: 120 * math.exp(0.6 * rng.gauss(0, 1)),
    "bimodal": lambda rng: 800.0 if rng.random() < 0.1 else 100.0,
}


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("quantile", [0.5, 0.9, 0.95])
def test_bounds_hold_the_true_quantile_as_often_as_stated(law: str, quantile: float) -> None:
    """Of 100 runs of 100 polled jobs, each side misses in about 5 % at most (here: below 12)."""
    rng = stream(3, law, str(quantile))
    truth = sorted(LAWS[law](rng) for _ in range(20_000))[round(quantile * 20_000) - 1]
    too_low = too_high = 0
    for _ in range(100):
        brackets = polled([LAWS[law](rng) for _ in range(100)], Polling(gap=0.1), rng)
        low, high = quantile_bounds(brackets, quantile, 0.95)
        assert low is not None
        assert high is not None
        too_low += high < truth
        too_high += low > truth
    assert max(too_low, too_high) < 12


def test_too_few_data_give_no_bound() -> None:
    """298 values say nothing about the 99th percentile from above at 95 %; 299 do."""
    few = [Bracket(1, 2)] * 298
    assert quantile_bounds(few, 0.99, 0.95) == (1, None)
    assert quantile_bounds([*few, Bracket(1, 2)], 0.99, 0.95) == (1, 2)


def test_unseen_jobs_lift_the_upper_bound_to_unknown() -> None:
    """Where too many jobs were never seen, no finite bound is claimed."""
    brackets = [Bracket(0, 10)] * 80 + [Bracket(50, math.inf)] * 20
    assert quantile_bounds(brackets, 0.95, 0.95)[1] is None


def test_the_estimate_is_not_biased_by_slow_polls() -> None:
    """With gaps of twice the true median the estimate stays within 10 %, first sightings do not."""
    rng = stream(5, "bias")
    times = [120 * math.exp(0.6 * rng.gauss(0, 1)) for _ in range(1500)]
    brackets = polled(times, Polling(gap=0.24, growth=1.0), rng)
    median = estimate(brackets).quantile(0.5)
    assert median == pytest.approx(120, rel=0.1)
    assert sorted(seen.high_ms for seen in brackets)[750] > 120 * 1.5


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9) | st.just(None)), min_size=1, max_size=40))
def test_masses_add_up_and_lie_in_the_brackets(ends: list[tuple[int, int | None]]) -> None:
    """The estimate is a distribution, and every bracket holds some of it."""
    brackets = [Bracket(low, math.inf if more is None else low + more) for low, more in ends]
    found = estimate(brackets)
    assert float(found.masses.sum()) == pytest.approx(1)
    for item in brackets:
        inside = (found.lows >= item.low_ms) & (found.highs <= item.high_ms)
        assert float(found.masses[inside].sum()) > 0


def test_exact_brackets_give_the_empirical_distribution() -> None:
    """Disjoint brackets keep one share of the mass each."""
    found = estimate([Bracket(0, 1), Bracket(2, 3), Bracket(4, 5), Bracket(6, 7)])
    assert list(found.masses) == pytest.approx([0.25] * 4)
    assert found.quantile(0.5) == 2.5


def test_a_quantile_beyond_the_deadline_is_unknown() -> None:
    """Half of the jobs were never seen, so the 90th percentile has no value."""
    found = estimate([Bracket(0, 1), Bracket(5, math.inf)])
    assert found.quantile(0.9) is None
    assert found.quantile(0.4) == 0.5


def test_being_gone_is_an_end_and_no_want_of_visibility() -> None:
    """Where ended jobs are gone, the looks after the last sighting do not say when a job became visible."""
    blind, seen, gone = look(10, 12, seen=False), look(20, 22, seen=True), look(30, 32, seen=False)
    assert before_the_end([blind, seen, gone, gone]) == [blind, seen]
    assert bracket(0, before_the_end([blind, seen, gone])) == Bracket(10, 22)


def test_a_job_first_seen_by_its_end_is_seen_then() -> None:
    """Work that is over before the first look was visible at the latest when its end was told."""
    blind, gone = look(10, 12, seen=False), look(30, 32, seen=False)
    assert bracket(0, before_the_end([blind, gone])) == Bracket(10, 32)
    assert before_the_end([]) == []
