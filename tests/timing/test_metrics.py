"""The figures of a run."""

from __future__ import annotations

import orjson
import pytest

from harness.flow import Outcome
from harness.timing.metrics import POINTS, series
from harness.timing.sample import Act, Sample, Step
from harness.timing.visibility import Look

MS = 1_000_000


def job(number: int, due_ms: float, sent_ms: float, acked_ms: float, *looks: Look) -> Sample:
    """Return a job with these instants, polled as ``looks`` say."""
    submit = Act(round(sent_ms * MS), round(acked_ms * MS), Outcome.DONE)
    return Sample(number, Step.LOAD, round(due_ms * MS), submit, "J", visible=looks, terminal=looks)


def test_a_stall_shows_from_due_and_not_from_sent() -> None:
    """A generator that could not send while the target stalled hides it in the service time only."""
    stalled = [job(number, 10 * number, 1000, 1005) for number in range(100)]
    found = series(stalled, began_ns=0)["submit-to-ack"]
    assert found["service"]["p50"] == 5
    assert found["due"]["p50"] == 505
    assert found["due"]["max"] == 1005


def test_the_p99_of_a_known_stall_is_the_analytic_one() -> None:
    """Of 1,000 submits at 100 a second, those due in a stall of 2 s wait for its end: p99 is 1.9 s."""
    answered = {due: 5000 if 3000 <= due < 5000 else due for due in range(0, 10_000, 10)}
    jobs = [job(number, due, due, done) for number, (due, done) in enumerate(answered.items())]
    assert series(jobs, 0)["submit-to-ack"]["due"]["p99"] == pytest.approx(1900, rel=0.01)


def test_polled_times_are_brackets_from_both_origins() -> None:
    """From the acknowledgement the target's lag, from due what the user waited."""
    looks = (Look(300 * MS, 310 * MS, seen=False), Look(350 * MS, 360 * MS, seen=True))
    found = series([job(0, 90, 100, 110, *looks)], 0)["submit-to-visible"]
    assert found["brackets"] == [(190, 250)]
    assert found["service"]["max"] == 250
    assert found["due"]["max"] == 270
    assert found["points"] == [(0.09, 270)]


def test_unseen_jobs_are_counted_not_dropped() -> None:
    """A job that never became visible leaves the maximum unknown."""
    seen = Look(20 * MS, 30 * MS, seen=True)
    blind = Look(20 * MS, 30 * MS, seen=False)
    found = series([job(0, 0, 0, 10, seen), job(1, 0, 0, 10, blind)], 0)["submit-to-visible"]
    assert (found["n"], found["unseen"], found["service"]["max"]) == (2, 1, None)


def test_jobs_that_were_not_acknowledged_have_no_latency() -> None:
    """A refused submit is an outcome; its answer's time is no time to acknowledgement."""
    refused = Sample(0, Step.LOAD, 0, Act(0, MS, Outcome.SERVER))
    found = series([refused, job(1, 0, 0, 7)], 0)
    assert found["submit-to-ack"]["n"] == 1
    assert "submit-to-visible" not in found


def test_bounds_are_absent_where_the_data_are_too_few() -> None:
    """Ten values bound the median, not the 99th percentile from above."""
    found = series([job(i, 0, 0, 1 + i) for i in range(10)], 0)["submit-to-ack"]["bounds"]["service"]
    assert found["p50"] == (2, 9)
    assert found["p99"][1] is None


def test_long_runs_are_thinned_for_drawing() -> None:
    """A million points do not travel in a report; what is left is spread evenly, and is JSON."""
    found = series([job(i, i, i, i + 5) for i in range(2 * POINTS + 1)], 0)
    points = found["submit-to-ack"]["points"]
    assert POINTS / 2 < len(points) <= POINTS
    assert points[0] == (0.0, 5.0)
    assert orjson.loads(orjson.dumps(found))["submit-to-ack"]["n"] == 2 * POINTS + 1
