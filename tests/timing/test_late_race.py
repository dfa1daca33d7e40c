"""The race for the late end alone: scouts to the end of their work, then probes around it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from harness.flow import Outcome
from harness.timing.late_race import BEYOND, LateRace, procedure, replay
from harness.timing.race import LATE_SCOUTS, Ending, Order, RaceOptions, RaceProcedure
from harness.timing.race_window import window
from harness.timing.sample import Act, Sample, Step
from harness.timing.visibility import Look

MS = 1_000_000
ACK = 1000 * MS
OPTIONS = RaceOptions.sized(0.05, 0.95, 300, seed=5).for_the_late_end()


def lived(order: Order, lasts_ms: float) -> Sample:
    """Carry out an order at a target whose jobs are known at once and end after ``lasts_ms``."""
    submit = Act(ACK - 5 * MS, ACK, Outcome.DONE)
    if order.delay_ms is None:
        end = ACK + round(lasts_ms * MS)
        looks = (Look(ACK, ACK + MS, seen=False), Look(end, end + MS, seen=True))
        return Sample(order.number, order.step, ACK, submit, "J", terminal=looks)
    left = ACK + round(order.delay_ms * MS)
    outcome = Outcome.DONE if order.delay_ms < lasts_ms else Outcome.TOO_LATE
    probe = Act(left, left + MS, outcome)
    return Sample(order.number, order.step, ACK, submit, "J", delay_ms=order.delay_ms, probe=probe)


def raced(options: RaceOptions, lasts_ms: float) -> tuple[RaceProcedure, list[Sample]]:
    """Run the procedure to its end."""
    race = procedure(options)
    samples: list[Sample] = []
    for _ in count():
        order = race.order()
        if order is None:
            return race, samples
        samples.append(lived(order, lasts_ms))
        race.report(samples[-1])
    raise AssertionError("races have no end")


def test_probes_reach_from_nothing_to_beyond_the_end_of_the_work() -> None:
    """A few scouts show how long the work takes; every probe is spread evenly up to somewhat later."""
    race, samples = raced(OPTIONS, 140)
    delays = [each.delay_ms for each in samples if each.delay_ms is not None]
    assert race.ending is Ending.SWEPT
    assert [each.step for each in samples] == [Step.SCOUT] * LATE_SCOUTS + [Step.SWEEP] * 300
    assert 0 <= min(delays) < 10
    assert 1.2 * 140 < max(delays) <= BEYOND * 141
    assert replay(OPTIONS, samples).ending is Ending.SWEPT


def test_the_window_has_its_late_end_only() -> None:
    """What is certified is up to when a verb is in time; no delay is called safe from."""
    found = window(OPTIONS, raced(OPTIONS, 140)[1])
    assert found["certified"]
    assert found["safe_delay_ms"] is None
    assert found["until_ms"] < 140 <= found["latest_ms"]
    assert found["why"].startswith(
        "the target knows each job at once, so that no request comes too early; up to"
    )


def test_an_end_that_nobody_met_certifies_nothing() -> None:
    """Probes that all came in time do not say when the first would not have."""
    options = replace(OPTIONS, sweep_to_ms=50.0)
    found = window(options, raced(options, 140)[1])
    assert (found["certified"], found["until_ms"]) == (False, None)
    assert found["why"].endswith("nor did one come too late")


def test_work_that_does_not_end_in_time_needs_a_longest_delay() -> None:
    """Where a scout's end was not seen, the procedure ends and says what to name."""
    race = LateRace(OPTIONS)
    for _ in range(LATE_SCOUTS):
        order = race.order()
        assert order is not None
        race.report(replace(lived(order, 140), terminal=(Look(ACK, ACK + MS, seen=False),)))
    assert race.ending is Ending.ENDLESS
    assert race.order() is None
    assert "--sweep" in Ending.ENDLESS


def test_probes_without_information_end_the_race() -> None:
    """Outcomes that tell neither in time nor too late are counted, and too many are enough."""
    race = procedure(OPTIONS)
    while (order := race.order()) is not None:
        sample = lived(order, 140)
        if sample.probe is not None:
            sample = replace(sample, probe=replace(sample.probe, outcome=Outcome.ACCEPTED))
        race.report(sample)
    assert race.ending is Ending.BLIND


@pytest.mark.parametrize("late", [True, False])
def test_the_options_choose_the_procedure(late: bool) -> None:
    """Both ends are looked for unless the target cannot be asked too early."""
    assert isinstance(procedure(replace(OPTIONS, late=late)), LateRace) is late
