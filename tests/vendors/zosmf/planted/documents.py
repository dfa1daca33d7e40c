"""Planted faults in job documents."""

# ruff: noqa: D401 - a play says the rule that it breaks

from __future__ import annotations

from tests.oracles.planting import plant
from tests.oracles.script import Script, job

TIMES = {
    "exec-system": "SY1",
    "exec-member": "SY1",
    "exec-submitted": "2026-01-05T08:00:00.000Z",
    "exec-started": "2026-01-05T08:00:01.010Z",
    "exec-ended": "2026-01-05T08:00:02.020Z",
}
STEP = {"step-number": 1, "step-name": "STEP1", "active": False, "completion": "CC 0000"}


@plant("zosmf.phase-status")
def other_status(script: Script, fault: bool) -> None:
    """A job on the hard copy queue is in OUTPUT."""
    shown = job("ACTIVE", phase=20 if fault else 14, phase_name="Job is in some phase")
    script.status(shown)


@plant("zosmf.phase-name")
def other_name(script: Script, fault: bool) -> None:
    """A job on the hard copy queue does not execute."""
    script.status(job(phase_name="Job is actively executing") if fault else job())


@plant("zosmf.correlator")
def correlator_of_another_job(script: Script, fault: bool) -> None:
    """A correlator begins with the job's own id."""
    other = job(number=124)
    names = ("job-correlator", "url", "files-url")
    script.list([{**job(), **({name: other[name] for name in names} if fault else {})}])


@plant("zosmf.job-type")
def started_task(script: Script, fault: bool) -> None:
    """A JOB id is that of a batch job."""
    script.status(job(type="STC" if fault else "JOB"))


@plant("zosmf.url")
def url_of_another_job(script: Script, fault: bool) -> None:
    """A job's url names the job."""
    other = job(number=124 if fault else 123)
    script.list([{**job(), "url": other["url"], "files-url": other["files-url"]}])


@plant("zosmf.url")
def files_elsewhere(script: Script, fault: bool) -> None:
    """The spool files stand below the job."""
    other = job(number=124 if fault else 123)
    script.list([{**job(), "files-url": other["files-url"]}])


@plant("zosmf.step-data")
def no_steps(script: Script, fault: bool) -> None:
    """step-data=Y gives the steps."""
    script.status(job() if fault else job(step_data=[STEP]), "?step-data=Y")


@plant("zosmf.step-data")
def steps_unasked(script: Script, fault: bool) -> None:
    """Steps come only on demand."""
    script.status(job(step_data=[STEP]) if fault else job())


@plant("zosmf.exec-data")
def times_unasked(script: Script, fault: bool) -> None:
    """Times come only on demand."""
    script.status({**job(), **TIMES} if fault else job())


@plant("zosmf.exec-order")
def ended_before_start(script: Script, fault: bool) -> None:
    """A job starts before it ends."""
    ended = {"exec-ended": "2026-01-05T07:00:00.000Z"} if fault else {}
    script.status({**job(), **TIMES, **ended}, "?exec-data=Y")


@plant("zosmf.steps-ended")
def still_active(script: Script, fault: bool) -> None:
    """No step of an ended job is active."""
    script.status(job(step_data=[{**STEP, "active": fault}]), "?step-data=Y")


@plant("zosmf.address-forms")
def another_by_correlator(script: Script, fault: bool) -> None:
    """The address changes nothing of a job."""
    script.status(job())
    script.status(job(owner="OTHER" if fault else "IBMUSER"), asked="J0000123SY1.....E1A2B3C4.......%3A")
