from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.emulation.timeline import Event
from harness.seed import stream
from harness.vendors.zosmf.emulator.course import Course
from harness.vendors.zosmf.emulator.jcl import read_jobs
from harness.vendors.zosmf.emulator.job import Job, Submission
from harness.vendors.zosmf.emulator.lifecycle import VERBS, course_of, refusal, retcode
from harness.vendors.zosmf.emulator.phases import Phase, Status
from harness.vendors.zosmf.emulator.planning import make_plan
from tests.vendors.zosmf.emulator.desk import FAILING, HELD, LONG, SHORT

SECOND = 1_000_000_000


def _job(jcl: str, *events: Event) -> Job:
    records = tuple(jcl.splitlines())
    parsed = read_jobs(records, {})[0]
    job = Job(
        key="JOB00100",
        name=parsed.name,
        owner="ME",
        type="JOB",
        job_class="A",
        message_class="A",
        subsystem="JES2",
        correlator="J0000100SY1.....E1A2B3C4.......:",
        submitted=0,
        readable=0,
        modifiable=0,
        plan=make_plan(parsed, stream(1, "test")),
        submission=Submission(records),
    )
    for event in events:
        job = job.after(event)
    return job


def _status(job: Job, seconds: float) -> Status:
    now = round(seconds * SECOND)
    return course_of(job, now).status(now)


def _end(job: Job, seconds: float) -> str | None:
    now = round(seconds * SECOND)
    return retcode(job, course_of(job, now), now)


def _at(seconds: float, verb: str, argument: str = "") -> Event:
    return Event(round(seconds * SECOND), verb, argument)


def test_a_job_goes_from_input_to_output_by_itself() -> None:
    """Without anybody's help a job is read, runs and ends with its return code."""
    job = _job(LONG)
    assert [_status(job, at) for at in (0, 1, 59, 62)] == [
        Status.INPUT, Status.ACTIVE, Status.ACTIVE, Status.OUTPUT,
    ]  # fmt: skip
    assert [_end(job, at) for at in (0, 1, 62)] == [None, None, "CC 0000"]


@pytest.mark.parametrize(
    ("jcl", "end"),
    [(SHORT, "CC 0000"), (FAILING, "ABEND S806"), ("//A JOB\n// EXEC PROC=NOSUCH", "JCL ERROR")],
)
def test_a_job_ends_as_its_jcl_says(jcl: str, end: str) -> None:
    """The return code is that of the steps, and a job that cannot be converted never runs."""
    job = _job(jcl)
    assert _end(job, 5) == end
    assert (job.natural.timeline.entered(Phase.EXECUTING) is None) == (end == "JCL ERROR")


def test_a_held_job_waits_until_it_is_released() -> None:
    """TYPRUN=HOLD keeps a job in INPUT for ever; a release lets it run."""
    job = _job(HELD)
    assert _status(job, 10**6) is Status.INPUT
    assert course_of(job, 10**15).held(10**15)
    released = job.after(_at(100, "release"))
    assert _status(released, 99) is Status.INPUT
    assert (_status(released, 101), _end(released, 101)) == (Status.OUTPUT, "CC 0000")


def test_a_job_can_be_held_before_conversion() -> None:
    """TYPRUN=JCLHOLD waits in phase 129 until it is released."""
    job = _job(HELD.replace("TYPRUN=HOLD", "TYPRUN=JCLHOLD"))
    assert course_of(job, SECOND).timeline.phase(SECOND) is Phase.AWAITING_CONVERSION
    assert _end(job.after(_at(2, "release")), 5) == "CC 0000"


@pytest.mark.parametrize("typrun", ["HOLD", "JCLHOLD"])
def test_a_job_in_error_is_not_held(typrun: str) -> None:
    """It completes its JCL processing and goes to output (z/OS MVS JCL Reference, TYPRUN parameter)."""
    job = _job(f"//A JOB 'X',TYPRUN={typrun}\n// EXEC NOSUCH")
    assert (_status(job, 1), _end(job, 1)) == (Status.OUTPUT, "JCL ERROR")


@pytest.mark.parametrize("typrun", ["SCAN", "COPY"])
def test_a_scanned_job_never_runs(typrun: str) -> None:
    """TYPRUN=SCAN and COPY go from conversion to output."""
    job = _job(HELD.replace("HOLD", typrun))
    assert job.natural.timeline.entered(Phase.EXECUTING) is None
    assert _status(job, 1) is Status.OUTPUT
    assert _end(job, 1) is not None


def test_a_hold_in_time_keeps_a_job_from_running() -> None:
    """Held while it is queued a job stays; held too late it runs on, as if nothing had been asked."""
    early, late = _job(LONG, _at(0, "hold")), _job(LONG, _at(10, "hold"))
    assert _status(early, 1000) is Status.INPUT
    assert [_status(late, at) for at in (11, 62)] == [Status.ACTIVE, Status.OUTPUT]


def test_a_hold_does_not_stop_what_fails_before_it_could_run() -> None:
    """A job with wrong JCL ends in conversion, held or not."""
    assert _end(_job("//A JOB\n// EXEC NOSUCH", _at(0, "hold")), 1) == "JCL ERROR"


def test_releasing_what_is_not_held_changes_nothing() -> None:
    """A release of a job that waits, runs or has ended leaves its course."""
    plain = _job(LONG)
    released = _job(LONG, _at(0, "release"), _at(10, "release"), _at(100, "release"))
    for at in (0, 1, 30, 62, 200):
        assert course_of(released, at * SECOND).timeline == course_of(plain, at * SECOND).timeline


@pytest.mark.parametrize("at", [0, 5])
def test_a_cancelled_job_is_output_at_once(at: int) -> None:
    """Queued or running, a cancelled job ends then and there as CANCELED."""
    job = _job(LONG, _at(at, "cancel"))
    assert (_status(job, at), _end(job, at)) == (Status.OUTPUT, "CANCELED")
    assert _end(job, 1000) == "CANCELED"


def test_a_cancelled_held_job_is_not_held_any_more() -> None:
    """Cancelling ends a hold; releasing afterwards does not bring the job back."""
    job = _job(HELD, _at(1, "cancel"), _at(2, "release"))
    assert _end(job, 10) == "CANCELED"
    assert not course_of(job, 10 * SECOND).held(10 * SECOND)


def test_what_has_ended_cannot_be_cancelled() -> None:
    """A cancel that comes after the end is refused with 156 and changes nothing."""
    job = _job(SHORT)
    event = _at(5, "cancel")
    feedback = refusal(course_of(job, event.at), event)
    assert feedback is not None
    assert feedback.status == 156
    assert _end(job.after(event), 10) == "CC 0000"


@pytest.mark.parametrize(("at", "status"), [(0, None), (5, 188), (100, None)])
def test_a_running_job_keeps_its_class(at: float, status: int | None) -> None:
    """A class can be changed before and after a job runs, not while it does (188)."""
    event = _at(at, "class", "B")
    job = _job(LONG, event)
    feedback = refusal(course_of(_job(LONG), event.at), event)
    assert (feedback.status if feedback else None) == status
    assert course_of(job, 10**15).job_class == ("A" if status else "B")


@pytest.mark.parametrize("name", ["", "AB", "a?", "?", "é"])
def test_a_class_that_is_not_defined_is_refused(name: str) -> None:
    """Only classes of one letter or digit are defined here (172)."""
    event = _at(0, "class", name)
    feedback = refusal(course_of(_job(LONG), 0), event)
    assert feedback is not None
    assert feedback.status == 172


def test_a_deleted_job_is_gone_from_then_on() -> None:
    """A purge has an instant: before it the job is there, from it on it is gone; a second changes nothing."""
    job = _job(LONG, _at(5, "delete"), _at(7, "delete"))
    assert course_of(job, 5 * SECOND - 1).gone is None
    assert course_of(job, 9 * SECOND).gone == 5 * SECOND


EVENTS = st.lists(
    st.builds(
        Event,
        st.integers(0, 70).map(lambda seconds: seconds * SECOND),
        st.sampled_from(sorted(VERBS)),
        st.sampled_from(["", "B"]),
    ),
    max_size=5,
)
ORDER = [Status.INPUT, Status.ACTIVE, Status.OUTPUT]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([SHORT, LONG, HELD, FAILING, "//A JOB\n// EXEC NOSUCH"]), EVENTS)
def test_no_history_takes_a_job_back(jcl: str, events: list[Event]) -> None:
    """Whatever is asked when, a job never goes back, and has a return code exactly when it has ended."""
    job = _job(jcl, *events)
    seen: list[Course] = [course_of(job, at) for at in range(0, 140 * SECOND, SECOND // 2)]
    statuses = [course.status(n * SECOND // 2) for n, course in enumerate(seen)]
    assert all(ORDER.index(a) <= ORDER.index(b) for a, b in pairwise(statuses))
    ends = [retcode(job, course, n * SECOND // 2) for n, course in enumerate(seen)]
    assert [end is not None for end in ends] == [status is Status.OUTPUT for status in statuses]
    assert len({end for end in ends if end is not None}) <= 1


@given(EVENTS)
def test_the_future_does_not_change_the_past(events: list[Event]) -> None:
    """What is asked later leaves the course up to then as it was."""
    job = _job(LONG, *events)
    for at in (0, 20, 40):
        known = _job(LONG, *[event for event in events if event.at <= at * SECOND])
        assert course_of(job, at * SECOND) == course_of(known, at * SECOND)
