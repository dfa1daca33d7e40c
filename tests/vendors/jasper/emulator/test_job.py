from __future__ import annotations

from harness.vendors.jasper.emulator.job import state_value
from tests.vendors.jasper.emulator.desk import Desk, at_once, calendar
from tests.vendors.jasper.emulator.test_system import system_of


def test_a_job_knows_its_trigger(desk: Desk) -> None:
    """Whichever kind it is of."""
    number = desk.job(trigger=calendar())
    job = system_of(desk).jobs[number]
    assert (job.kind, job.trigger["hours"], job.label) == ("calendarTrigger", "3", "Nightly")


def test_the_state_follows_from_the_job_and_the_moment(desk: Desk) -> None:
    """Executing, waiting, and when nothing is to come complete."""
    number = desk.job(trigger=at_once(2, 1))
    job = system_of(desk).jobs[number]
    epoch = system_of(desk).epoch
    found = [
        (state_value(job, job.standing(epoch + after), epoch + after), job.gone(epoch + after))
        for after in (0, 1000, 60_000, 61_000)
    ]
    assert found == [("EXECUTING", False), ("NORMAL", False), ("EXECUTING", False), ("COMPLETE", True)]
    assert [at - epoch for at in job.runs_over(epoch + 60_500)] == [0]
