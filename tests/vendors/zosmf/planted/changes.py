"""Planted faults in what modifies and deletes answer and do."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from tests.oracles.planting import plant
from tests.oracles.script import Script, feedback, job


@plant("zosmf.feedback-job")
def feedback_of_another_job(script: Script, fault: bool) -> None:
    """Feedback names the job that was changed."""
    other = feedback(jobid="JOB00124", original_jobid="JOB00124")
    script.modify("hold", document=other if fault else feedback())


@plant("zosmf.feedback-job")
def feedback_of_another_correlator(script: Script, fault: bool) -> None:
    """Feedback bears the correlator that was asked for."""
    script.status(job("INPUT"))
    correlator = f"J000012{4 if fault else 3}SY1.....E1A2B3C4.......%3A"
    script.modify("hold", path=correlator)


@plant("zosmf.feedback-message")
def success_in_words_only(script: Script, fault: bool) -> None:
    """'Request was successful.' is status 0."""
    message = "Request was successful." if fault else "Refused"
    script.modify("class:B", document=feedback(172, message=message))


@plant("zosmf.synchronous")
def told_nothing(script: Script, fault: bool) -> None:
    """A synchronous request gets feedback."""
    script.modify("cancel", status=202 if fault else 200, answer={} if fault else None)


@plant("zosmf.synchronous")
def told_nothing_by_default(script: Script, fault: bool) -> None:
    """A request without a version is synchronous."""
    script.delete(status=202 if fault else 200, answer={} if fault else None)


@plant("zosmf.synchronous")
def told_all(script: Script, fault: bool) -> None:
    """An asynchronous request is answered at once, with 202."""
    status = 200 if fault else 202
    script.modify("hold", version="1.0", status=status, answer=None if fault else {})


@plant("zosmf.cancel-ends")
def ran_to_its_end(script: Script, fault: bool) -> None:
    """A cancelled job ends as cancelled."""
    script.status(job("INPUT"))
    script.modify("cancel")
    script.status(job("OUTPUT", retcode="CC 0000" if fault else "CANCELED"))


@plant("zosmf.cancel-stops")
def still_waits(script: Script, fault: bool) -> None:
    """A cancelled job does not wait to start."""
    script.modify("cancel")
    script.status(job("INPUT") if fault else job(retcode="CANCELED"))


@plant("zosmf.cancel-told")
def cancelled_in_secret(script: Script, fault: bool) -> None:
    """A refused cancel does not end the job."""
    script.status(job("ACTIVE"))
    script.modify("cancel", 156)
    script.status(job(retcode="CANCELED" if fault else "CC 0000"))


@plant("zosmf.hold-holds")
def starts_while_held(script: Script, fault: bool) -> None:
    """A held job starts only when released."""
    script.modify("hold")
    script.status(job("INPUT"))
    if not fault:
        script.modify("release")
    script.status(job("ACTIVE"))


@plant("zosmf.class-changes")
def old_class(script: Script, fault: bool) -> None:
    """A changed class is shown."""
    script.modify("class:B")
    script.status({**job("INPUT"), "class": "A" if fault else "B"})


@plant("zosmf.notified-once")
def told_twice(script: Script, fault: bool) -> None:
    """The end of a job is told once."""
    script.notify()
    if fault:
        script.notify()


@plant("zosmf.notified-result")
def told_of_another_code(script: Script, fault: bool) -> None:
    """The completion code is that of the return code."""
    script.notify(retcode="CC 0008", completion_code=0 if fault else 8)


@plant("zosmf.notified-result")
def told_of_another_abend(script: Script, fault: bool) -> None:
    """The abend code is that of the return code."""
    script.notify(retcode="ABEND S806", abend_code="S0C4" if fault else "S806")
