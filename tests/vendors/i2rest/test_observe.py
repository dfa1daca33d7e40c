from __future__ import annotations

from harness.flow import Outcome
from harness.oracles import Act, Observation
from tests.vendors.i2rest.bench import Bench

KEEP = "LOG(4 00 *SECLVL)"


def seen(bench: Bench) -> Observation:
    """Return what the last exchange said."""
    return bench.evidence().observations[-1]


def test_a_submit_is_seen_by_its_job_log() -> None:
    """Without one nothing is known of the job."""
    bench = Bench()
    job = bench.submitted()
    assert (seen(bench).act, seen(bench).job.key) == (Act.SUBMIT, job)
    before = len(bench.evidence().observations)
    bench.told("/run_command", {"command": "SBMJOB CMD(DLYJOB DLY(1)) JOB(A)"})
    assert len(bench.evidence().observations) == before


def test_a_look_up_tells_state_and_result() -> None:
    """Of a job that is unknown, that it is."""
    bench = Bench()
    job = bench.submitted("DLYJOB DLY(1)", KEEP)
    bench.status(job)
    assert (seen(bench).state, seen(bench).present) == ("*JOBQ", True)
    bench.wait(60)
    bench.status(job)
    assert (seen(bench).state, seen(bench).result) == ("*OUTQ", "normal")
    bench.status("000001/A/B")
    assert (seen(bench).present, seen(bench).outcome) == (False, Outcome.NOT_VISIBLE)


def test_the_history_log_notifies_of_an_end() -> None:
    """It says how the job ended, not where it is."""
    bench = Bench()
    job = bench.submitted("DLYJOB DLY(1)")
    bench.wait(60)
    bench.history(job)
    assert (seen(bench).act, seen(bench).state, seen(bench).result) == (Act.NOTIFIED, None, "normal")


def test_a_list_shows_each_of_its_rows() -> None:
    """With the fields that a look-up has as well."""
    bench = Bench()
    jobs = [bench.submitted(), bench.submitted()]
    bench.program("harness/joblst")
    rows = bench.evidence().observations[-2:]
    assert [row.job.key for row in rows] == jobs
    assert {row.act for row in rows} == {Act.LISTED}
    assert rows[0].document["jobpty"] == 5


def test_a_verb_is_seen_with_its_outcome() -> None:
    """An ENDJOB that deletes output is a delete."""
    bench = Bench()
    job = bench.submitted()
    bench.command(f"HLDJOB JOB({job})")
    assert (seen(bench).act, seen(bench).verb, seen(bench).outcome) == (Act.MODIFY, "hold", Outcome.DONE)
    bench.command(f"ENDJOB JOB({job}) OPTION(*IMMED) SPLFILE(*YES)")
    assert (seen(bench).act, seen(bench).verb, seen(bench).outcome) == (Act.DELETE, "delete", Outcome.DONE)


def test_what_names_no_one_job_tells_nothing() -> None:
    """A look-up with parts missing, a command with less than the whole name."""
    bench = Bench()
    bench.program("harness/jobsts", {"jobname": "A"})
    bench.command("HLDJOB JOB(A)")
    bench.command("DSPLIBL")
    assert bench.evidence().observations == ()


def test_a_job_is_not_named_by_its_user() -> None:
    """Every job of the user would be, and a command about one of them might have changed them all."""
    bench = Bench()
    bench.submitted()
    assert set(seen(bench).job.names) == {"jobnum", "jobname"}
