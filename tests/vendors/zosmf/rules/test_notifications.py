"""Notifications: one end of one job, told once."""

from __future__ import annotations

from tests.oracles.planting import troubles
from tests.oracles.script import Script


def test_ready_and_active_events_are_no_second_end() -> None:
    """A job may be told of three times, but its end only once."""
    script = Script()
    script.notify(retcode=None)
    script.notify(retcode=None)
    script.notify()
    assert troubles(script) == []


def test_ends_of_two_jobs_are_two() -> None:
    """Each job is told of by itself."""
    script = Script()
    script.notify()
    script.notify(jobid="JOB00124", job_correlator="J0000124SY1.....E1A2B3C4.......:")
    assert troubles(script) == []
