"""The late end of the window is met, bounded from samples, and never claimed beyond them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harness.flow import Outcome
from harness.seed import stream
from harness.timing.binomial import fewest
from harness.timing.late import Probe, in_time_until, late_from

P0, CONFIDENCE = 0.1, 0.9
NEEDED = fewest(1 - P0, CONFIDENCE)


def made(in_time: int, late: int, step: float = 1.0) -> list[Probe]:
    """Return probes at rising delays: so many in time, then so many too late."""
    outcomes = [Outcome.DONE] * in_time + [Outcome.TOO_LATE] * late
    return [Probe(nth * step, outcome) for nth, outcome in enumerate(outcomes)]


def test_the_first_probe_that_came_too_late_marks_the_end_that_was_met() -> None:
    """The shortest delay of a probe that came too late; none where none did."""
    assert late_from(made(3, 2)) == 3
    assert late_from(made(5, 0)) is None


def test_an_end_that_was_not_met_is_not_claimed() -> None:
    """Work that never ends has no late end, however many probes there are."""
    assert in_time_until(made(10 * NEEDED, 0), P0, CONFIDENCE) is None


@given(st.integers(0, 4 * NEEDED), st.integers(1, 9))
def test_a_delay_is_claimed_by_the_probes_that_follow_it(in_time: int, late: int) -> None:
    """As many clean probes as certify p0 have to follow the delay before the first late one."""
    until = in_time_until(made(in_time, late), P0, CONFIDENCE)
    assert until == (in_time - NEEDED if in_time >= NEEDED else None)


def test_the_claim_errs_no_more_often_than_promised() -> None:
    """Of many races, at most one in ten claims a delay at which more than p0 come too late."""
    random = stream(4, "races")

    def wrong() -> bool:
        delays = sorted(random.uniform(0, 100) for _ in range(150))
        # Work ends at a time drawn from 40 to 140 ms: at 50 ms a tenth has ended.
        raced = [
            Probe(delay, Outcome.TOO_LATE if random.uniform(40, 140) < delay else Outcome.DONE)
            for delay in delays
        ]
        until = in_time_until(raced, P0, CONFIDENCE)
        return until is not None and until > 50

    assert sum(wrong() for _ in range(2000)) <= 2000 * (1 - CONFIDENCE) + 40
