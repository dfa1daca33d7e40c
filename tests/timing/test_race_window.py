"""From probes to the race part of the metrics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from harness.flow import Outcome
from harness.timing.late import Probe
from harness.timing.race import REACHES, RaceOptions
from harness.timing.race_window import BINS, bins, early_curve, probes, window
from harness.timing.sample import Act, Sample, Step
from harness.timing.visibility import Look

MS = 1_000_000


def scout(number: int, seen_ms: float) -> Sample:
    """Return a scout that saw its job ``seen_ms`` after the acknowledgement."""
    looks = (Look(0, round(seen_ms * MS), seen=True),)
    return Sample(number, Step.SCOUT, 0, Act(-1, 0, Outcome.DONE), "J", visible=looks)


def probe(number: int, delay_ms: float, outcome: Outcome, attempt: int = 1) -> Sample:
    """Return a probe that left ``delay_ms`` after the acknowledgement; attempt 0: of the sweep."""
    left = round(delay_ms * MS)
    step = Step.CERTIFY if attempt else Step.SWEEP
    act = Act(left, left + MS, outcome)
    return Sample(number, step, 0, Act(-1, 0, Outcome.DONE), "J", (), (), attempt, delay_ms, act)


def reaches(first: int) -> list[Sample]:
    """Return the probes that find the scouted delay of 100 ms long enough."""
    return [replace(probe(first + i, 100, Outcome.DONE, attempt=0), step=Step.REACH) for i in range(REACHES)]


def made(delays: Iterable[float], outcome: Outcome) -> list[Probe]:
    """Return one probe a delay, all with one outcome."""
    return [Probe(delay, outcome) for delay in delays]


def test_a_clean_run_certifies_the_longest_delay_that_counted() -> None:
    """The claim is about the delay that was achieved, which is a little more than the one ordered."""
    options = RaceOptions(p0=0.05, scouts=1, sweep=0, budget=500)
    certify = [probe(1 + REACHES + i, 100 + i % 3, Outcome.DONE) for i in range(80)]
    samples = [scout(0, 200), *reaches(1), *certify]
    found = window(options, samples)
    assert found["certified"]
    assert found["safe_delay_ms"] == 102
    assert found["attempts"][0]["not_visible"] == 0
    assert "at most 5.00% of requests sent 102 ms or later" in found["why"]


def test_an_unfinished_run_certifies_nothing() -> None:
    """Too few probes: no delay, and the reason."""
    found = window(RaceOptions(scouts=1, sweep=0), [scout(0, 100), probe(1, 100, Outcome.DONE)])
    assert (found["certified"], found["safe_delay_ms"]) == (False, None)
    assert "ended before" in found["why"]


def test_bins_hold_every_probe_by_what_became_of_it() -> None:
    """Bins have equal widths, the last one closed, and only those with probes are listed."""
    counted = bins([*made([0, 10, 12], Outcome.NOT_VISIBLE), *made([12, 160], Outcome.DONE)])
    assert sum(one["n"] for one in counted) == 5
    assert counted[1] == {
        "delay_ms_low": 10.0,
        "delay_ms_high": 20.0,
        "n": 3,
        "outcomes": {"done": 1, "not-visible": 2},
    }
    assert counted[-1]["delay_ms_high"] == 160
    assert len(counted) <= BINS
    assert bins([]) == []


def test_the_curve_falls_and_pools_what_does_not() -> None:
    """Isotonic regression of the textbook kind: violators share their mean."""
    curve = early_curve(
        [
            Probe(10, Outcome.NOT_VISIBLE),
            Probe(20, Outcome.DONE),
            Probe(30, Outcome.NOT_VISIBLE),
            Probe(40, Outcome.DONE),
        ]
    )
    assert curve == [(10, 1.0), (20, 0.5), (40, 0.0)]
    assert early_curve([]) == []


def test_the_other_end_of_the_window_is_told_beside_the_first() -> None:
    """A race whose work ends by itself says up to when a verb is in time, or that nobody can tell yet."""
    options = RaceOptions(p0=0.05, scouts=1, sweep=2, budget=500)
    start = [scout(0, 200), *reaches(1)]
    certify = [probe(1 + REACHES + i, 100 + i / 100, Outcome.DONE) for i in range(80)]
    late = probe(81 + REACHES, 900, Outcome.TOO_LATE, attempt=0)
    found = window(options, [*start, *certify, late])
    assert (found["safe_delay_ms"], found["latest_ms"]) == (100.73, 900)
    assert 100 <= found["until_ms"] <= 100.79
    assert found["why"].endswith("; up to 100 ms at most 5.00% come too late, at confidence 95%")
    few = window(options, [*start, *certify[:9], late])
    assert few["until_ms"] is None
    assert "from 900 ms on probes came too late, and too few came before" in few["why"]


def test_a_used_up_budget_says_how_far_it_got() -> None:
    """Whoever has to decide on another budget is told what the last delay tested still lacks."""
    options = RaceOptions(p0=0.05, scouts=1, sweep=0, budget=REACHES + 40)
    samples = [scout(0, 200), *reaches(1), *(probe(1 + REACHES + i, 100, Outcome.DONE) for i in range(40))]
    found = window(options, samples)
    assert not found["certified"]
    assert "after 100 ms 0 of 40 probes did, and 34 more without a failure would certify it" in found["why"]


def test_probes_are_ordered_by_the_delay_they_had() -> None:
    """Scouts are no probes; a probe that left late stands where it left."""
    found = probes([scout(0, 5), probe(1, 30, Outcome.DONE), probe(2, 20, Outcome.DONE, attempt=0)])
    assert [one.delay_ms for one in found] == [20, 30]
