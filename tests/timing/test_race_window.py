"""From probes to the race part of the metrics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from harness.flow import Outcome
from harness.timing.race import REACHES, RaceOptions
from harness.timing.race_window import BINS, Probe, bins, early_curve, latest_ms, probes, window
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


def test_too_late_is_a_side_of_its_own() -> None:
    """The latest delay is where the first probe came too late; absent where none did."""
    assert latest_ms([*made([10, 20], Outcome.DONE), *made([30, 40], Outcome.TOO_LATE)]) == 30
    assert latest_ms(made([10, 20], Outcome.DONE)) is None


def test_probes_are_ordered_by_the_delay_they_had() -> None:
    """Scouts are no probes; a probe that left late stands where it left."""
    found = probes([scout(0, 5), probe(1, 30, Outcome.DONE), probe(2, 20, Outcome.DONE, attempt=0)])
    assert [one.delay_ms for one in found] == [20, 30]
