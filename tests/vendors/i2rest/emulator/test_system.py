from __future__ import annotations

from datetime import UTC, datetime

from harness.vendors.i2rest.emulator.job import Job, Work
from harness.vendors.i2rest.emulator.release import DOCUMENTED
from harness.vendors.i2rest.emulator.system import FIRST_NUMBER, System


def system() -> System:
    """Return an empty system."""
    return System.new(datetime(2026, 1, 5, tzinfo=UTC), 0, DOCUMENTED)


def test_job_numbers_rise_and_wrap() -> None:
    """They begin with that of the documents' session job, and 999999 is followed by 1."""
    made = system()
    assert [made.take_number(), made.take_number()] == [FIRST_NUMBER, FIRST_NUMBER + 1]
    made.next_number = 999_999
    assert [made.take_number(), made.take_number()] == [999_999, 1]


def test_a_copy_is_left_alone_by_later_changes() -> None:
    """Jobs, tokens and sessions are the copy's own."""
    made = system()
    kept = made.copy()
    made.put(Job("000001/A/B", "B", "A", 0, 0, 0, Work(1)))
    made.tokens.draw()
    made.anonymous.sessions.clear()
    assert (len(kept.jobs), kept.tokens.given, len(kept.anonymous.sessions)) == (0, 0, 1)


def test_only_jobs_that_are_known_count() -> None:
    """One that has ended and left nothing is not there."""
    made = system()
    made.put(Job("000001/A/B", "B", "A", 0, 0, 0, Work(1)))
    assert len(list(made.there(0))) == 1
    assert list(made.there(10**12)) == []
    assert made.wall(10**9).second == 1
