from __future__ import annotations

import pytest

from tests.vendors.i2rest.bench import Bench

KEEP = "LOG(4 00 *SECLVL)"


def test_hold_and_release() -> None:
    """A held job waits; one that is not held cannot be released."""
    bench = Bench()
    job = bench.submitted("DLYJOB DLY(5)", KEEP)
    assert bench.command(f"RLSJOB JOB({job})")[1]["details"] == f"Job {job} not held."
    assert bench.command(f"HLDJOB JOB({job})")[1]["joblog"] == [f"Job {job} held."]
    bench.wait(60)
    assert bench.status(job)["status"] == "*JOBQ"
    assert bench.command(f"RLSJOB JOB({job})")[1]["joblog"] == [f"Job {job} released."]
    bench.wait(60)
    assert bench.status(job)["status"] == "*OUTQ"


def test_an_end_on_the_queue_is_told_as_one() -> None:
    """CPC1234; the job never ran."""
    bench = Bench()
    job = bench.submitted("DLYJOB DLY(5)", "HOLD(*YES)", KEEP)
    assert bench.command(f"ENDJOB JOB({job})")[1]["joblog"] == [f"Job {job} ended while on the job queue."]
    assert bench.history(job)["endcode"] == 40


def test_an_active_job_ends_later() -> None:
    """The command answers at once; after its delay the job is ended abnormally."""
    bench = Bench()
    job = bench.submitted("DLYJOB DLY(100)", KEEP)
    bench.wait(1)
    assert bench.command(f"ENDJOB JOB({job}) DELAY(5)")[1]["joblog"] == [f"ENDJOB started for job {job}."]
    assert bench.status(job)["status"] == "*ACTIVE"
    bench.wait(6)
    assert (bench.status(job)["status"], bench.status(job)["complsts"]) == ("*OUTQ", "1")
    assert bench.command(f"ENDJOB JOB({job})")[1]["details"] == f"Job {job} has completed."


def test_an_end_with_spooled_files_leaves_nothing() -> None:
    """On the queue, running, or ended; then the job is not found any more."""
    bench = Bench()
    for seconds in (0, 1, 300):
        job = bench.submitted("DLYJOB DLY(100)", KEEP)
        bench.wait(seconds)
        end = f"ENDJOB JOB({job}) OPTION(*IMMED) SPLFILE(*YES)"
        assert bench.command(end)[0] == 200
        assert bench.status(job)["status"] == "*UNKNOWN"
        assert bench.command(end)[1]["details"] == f"Job {job} not found."


def test_a_change_is_for_jobs_on_a_queue() -> None:
    """A job that runs is past that, unless nothing is changed."""
    bench = Bench()
    job = bench.submitted("DLYJOB DLY(100)", KEEP)
    assert bench.command(f"CHGJOB JOB({job}) JOBPTY(3)")[1]["joblog"] == [f"Job {job} changed."]
    assert bench.status(job)["jobpty"] == 3
    bench.wait(1)
    text = f"Requested change no longer allowed for job {job}."
    assert bench.command(f"CHGJOB JOB({job}) JOBPTY(4)")[1]["details"] == text
    assert bench.command(f"CHGJOB JOB({job}) JOBPTY(*SAME)")[0] == 200


@pytest.mark.parametrize("verb", ["HLDJOB", "RLSJOB", "CHGJOB"])
def test_an_ended_job_is_past_everything(verb: str) -> None:
    """What is left of it is its output."""
    bench = Bench()
    job = bench.submitted("DLYJOB DLY(1)", KEEP)
    bench.wait(60)
    assert bench.command(f"{verb} JOB({job})")[1]["details"] == f"Job {job} has completed."


@pytest.mark.parametrize("rest", ["", "JOB(A) OPTION(*NEVER)", "JOB(A) ADLINTJOBS(*ALL)"])
def test_what_is_not_read_is_refused(rest: str) -> None:
    """A missing job, a wrong value, a keyword that is not emulated."""
    assert Bench().command(f"ENDJOB {rest}")[1]["details"] == "Errors occurred in command."
