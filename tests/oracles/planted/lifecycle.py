"""Planted faults of the rules over the history of a job."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from tests.oracles.planting import plant
from tests.oracles.script import Script, job


@plant("lifecycle.monotonic")
def back_to_input(script: Script, fault: bool) -> None:
    """A running job does not wait again."""
    script.status(job("ACTIVE"))
    script.status(job("INPUT" if fault else "ACTIVE"))


@plant("lifecycle.monotonic")
def runs_after_end(script: Script, fault: bool) -> None:
    """An ended job does not run again, whichever of list and item tells."""
    script.list([job("OUTPUT" if fault else "ACTIVE")])
    script.status(job("ACTIVE"))


@plant("lifecycle.result-before-end")
def early_result(script: Script, fault: bool) -> None:
    """A running job has no return code."""
    script.status(job("ACTIVE", retcode="CC 0000" if fault else None))


@plant("lifecycle.ended-without-result")
def no_result(script: Script, fault: bool) -> None:
    """An ended job has a return code."""
    script.list([job("OUTPUT", retcode=None if fault else "CC 0000")])


@plant("lifecycle.result-stable")
def other_result(script: Script, fault: bool) -> None:
    """A return code stays what it was."""
    script.status(job(retcode="CC 0000"))
    script.status(job(retcode="CC 0008" if fault else "CC 0000"))


@plant("lifecycle.result-stable")
def notified_result(script: Script, fault: bool) -> None:
    """A notification and the job tell one end."""
    script.notify(retcode="CC 0012" if fault else "CC 0000")
    script.status(job())


@plant("lifecycle.verb-outcome")
def cancelled_after_end(script: Script, fault: bool) -> None:
    """An ended job cannot be cancelled: 156, never 0."""
    script.status(job())
    script.modify("cancel", 0 if fault else 156)


@plant("lifecycle.verb-outcome")
def refused_before_end(script: Script, fault: bool) -> None:
    """A running job can be cancelled."""
    script.modify("cancel", 156 if fault else 0)
    script.status(job("ACTIVE"))


@plant("lifecycle.vanished")
def lost(script: Script, fault: bool) -> None:
    """A job that nobody removed is still there."""
    script.status(job())
    if fault:
        script.absent()
    else:
        script.status(job())


@plant("lifecycle.vanished")
def lost_from_list(script: Script, fault: bool) -> None:
    """A list by job id over all owners shows a job as long as it is there."""
    script.list([job()], "?owner=*&jobid=JOB00123")
    script.list([] if fault else [job()], "?owner=*&jobid=JOB00123")


@plant("lifecycle.vanished")
def lost_by_correlator(script: Script, fault: bool) -> None:
    """A job is one job by either of its names."""
    script.status(job())
    if fault:
        script.absent("J0000123SY1.....E1A2B3C4.......%3A")


@plant("lifecycle.reappeared")
def flickers(script: Script, fault: bool) -> None:
    """A job that was shown is not unknown in between."""
    script.status(job())
    if fault:
        script.absent()
    script.status(job())


@plant("lifecycle.visible-after-delete")
def survives(script: Script, fault: bool) -> None:
    """A purged job is gone."""
    script.status(job())
    script.delete()
    if fault:
        script.status(job())
    else:
        script.absent()


@plant("lifecycle.one-name")
def two_correlators(script: Script, fault: bool) -> None:
    """A job keeps its correlator."""
    other = "J0000123SY1.....E1A2B3C5.......:"
    shown = job(job_correlator=other)
    shown["url"] = shown["url"].replace("E1A2B3C4", "E1A2B3C5")
    shown["files-url"] = shown["files-url"].replace("E1A2B3C4", "E1A2B3C5")
    script.status(job())
    script.status(shown if fault else job())


@plant("lifecycle.new-job")
def one_job_for_two(script: Script, fault: bool) -> None:
    """Two submits make two jobs."""
    script.submit(job("INPUT"))
    script.submit(job("INPUT", 123 if fault else 124))


@plant("lifecycle.list-complete")
def left_out(script: Script, fault: bool) -> None:
    """A list of everything holds a job that is there before it and after it."""
    script.status(job())
    script.list([] if fault else [job()])
    script.status(job())


@plant("lifecycle.list-complete")
def left_out_by_name(script: Script, fault: bool) -> None:
    """So does a list of everything of its name."""
    script.status(job())
    script.list([] if fault else [job()], "?owner=*&prefix=MYJOB")
    script.status(job())
