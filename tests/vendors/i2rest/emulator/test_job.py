from __future__ import annotations

import pytest

from harness.emulation.clock import SECOND
from harness.emulation.timeline import Event
from harness.vendors.i2rest.emulator.job import Job, Phase, Work, completion, final

KEEPS = Work(10, log_always=True)


def job(work: Work = KEEPS, *events: Event, held: bool = False) -> Job:
    """Return a job submitted at 0 that waits a second in its queue."""
    made = Job("000001/USRX/A", "A", "USRX", 0, 0, 0, work, SECOND, held)
    for event in events:
        made = made.with_event(event)
    return made


def phases(made: Job, *seconds: float) -> list[Phase]:
    """Return where a job is at each time."""
    return [made.phase(round(at * SECOND)) for at in seconds]


def at(seconds: float, verb: str, argument: str = "") -> Event:
    """Return something asked of a job."""
    return Event(round(seconds * SECOND), verb, argument)


def test_a_job_waits_runs_and_ends() -> None:
    """One that keeps its log stays on an output queue, a clean one is gone."""
    assert phases(job(), 0, 2, 12) == [Phase.JOBQ, Phase.ACTIVE, Phase.OUTQ]
    assert phases(job(Work(10)), 0, 2, 12) == [Phase.JOBQ, Phase.ACTIVE, Phase.GONE]
    assert phases(job(Work(10, code=30)), 12) == [Phase.OUTQ]


def test_a_held_job_waits_until_it_is_released() -> None:
    """Held at its submit, on the queue or while it runs; it then has the rest of its work before it."""
    assert phases(job(held=True), 500) == [Phase.JOBQ]
    assert phases(job(KEEPS, at(20, "release"), held=True), 20.5, 22, 32) == [
        *(Phase.JOBQ, Phase.ACTIVE, Phase.OUTQ),
    ]
    running = job(KEEPS, at(6, "hold"), at(100, "release"))
    assert phases(running, 7, 99, 104, 106) == [Phase.ACTIVE, Phase.ACTIVE, Phase.ACTIVE, Phase.OUTQ]


def test_an_end_on_the_queue_is_at_once() -> None:
    """The job never runs, and its ending code says so."""
    ended = job(KEEPS, at(0.5, "end", "30"))
    assert phases(ended, 0.4, 0.5, 20) == [Phase.JOBQ, Phase.OUTQ, Phase.OUTQ]
    assert ended.course.code == 40


@pytest.mark.parametrize(("delay", "code", "end"), [("0", 50, 5), ("3", 50, 8), ("30", 10, 11)])
def test_a_running_job_may_get_time_to_end(delay: str, code: int, end: int) -> None:
    """At once, after the delay, or by itself before the delay is over, which is a normal end."""
    ended = job(KEEPS, at(5, "end", delay))
    assert (ended.course.code, ended.course.ended) == (code, end * SECOND)


def test_a_deleted_job_is_gone_wherever_it_was() -> None:
    """On its queue, running, or on an output queue."""
    for when in (0.5, 5, 50):
        assert phases(job(KEEPS, at(when, "delete")), when) == [Phase.GONE]


def test_what_comes_too_late_changes_nothing() -> None:
    """An ended job stays as it ended, and one that is gone stays gone."""
    late = [at(50, verb) for verb in ("hold", "release", "end")]
    assert job(KEEPS, *late).course.timeline == job().course.timeline
    assert phases(job(Work(1), at(50, "delete")), 60) == [Phase.GONE]


def test_a_second_hold_is_as_good_as_one() -> None:
    """Nothing is lost by it."""
    twice = job(KEEPS, at(6, "hold"), at(7, "hold"), at(8, "release"))
    assert twice.course.ended == job(KEEPS, at(6, "hold"), at(8, "release")).course.ended


def test_the_priority_is_that_of_the_last_change() -> None:
    """Before any it is that of the submit."""
    changed = job(KEEPS, at(1, "change", "3"), at(2, "change", "7"))
    assert [changed.priority_at(round(when * SECOND)) for when in (0.5, 1, 3)] == [5, 3, 7]


def test_codes_tell_normal_from_abnormal() -> None:
    """A controlled end is normal; an abnormal one always leaves its log."""
    assert [completion(code) for code in (0, 10, 20, 30, 50)] == ["0", "0", "1", "1", "1"]
    assert final(Work(1), 50) is Phase.OUTQ
    assert (job().number, job().alias) == ("000001", None)
