from __future__ import annotations

from harness.vendors.i2rest.emulator.programs import PROGRAMS, duration
from harness.vendors.i2rest.emulator.publications import published
from tests.vendors.i2rest.bench import Bench

KEEP = "LOG(4 00 *SECLVL)"


def test_every_published_program_is_there_and_no_other() -> None:
    """A PCML document describes what can be called."""
    assert set(PROGRAMS) == set(published())


def test_a_job_is_looked_up_by_all_of_its_name() -> None:
    """Number, user and name must belong together; letters are folded, blanks do not matter."""
    bench = Bench()
    job = bench.submitted()
    number = job.split("/")[0]
    assert bench.status(job)["status"] == "*JOBQ"
    assert bench.status(f"{number}/usrx/myjob  ")["status"] == "*JOBQ"
    assert bench.status(f"{number}/USRX/OTHER")["status"] == "*UNKNOWN"


def test_a_clean_job_is_unknown_and_its_end_in_the_history() -> None:
    """Gone is its normal end; the history log tells the ending code."""
    bench = Bench()
    job = bench.submitted("DLYJOB DLY(1)")
    assert bench.history(job)["ended"] == "N"
    bench.wait(60)
    assert (bench.status(job)["status"], bench.status(job)["msgid"]) == ("*UNKNOWN", "CPF3C53")
    end = bench.history(job)
    assert (end["ended"], end["endcode"]) == ("Y", 0)
    assert "end code 0." in end["msgtxt"]


def test_a_job_that_keeps_its_log_tells_how_it_ended() -> None:
    """Normal, abnormal, and on its queue nothing of it."""
    bench = Bench()
    good, bad = bench.submitted("DLYJOB DLY(1)", KEEP), bench.submitted("CALL PGM(QTEMP/NONE)", KEEP)
    assert bench.status(good)["complsts"] == ""
    bench.wait(60)
    assert [bench.status(job)["complsts"] for job in (good, bad)] == ["0", "1"]


def test_a_list_shows_jobs_by_name_and_user() -> None:
    """Blank rows are trimmed, and jobs that are gone are not listed."""
    bench = Bench()
    kept = bench.submitted("DLYJOB DLY(1)", KEEP, name="KEPT")
    bench.submitted("DLYJOB DLY(1)", name="CLEAN")
    bench.wait(60)
    output = bench.program("harness/joblst")[1]["output"]
    assert (output["jobcnt"], [row["jobname"] for row in output["jobs"]]) == (1, ["KEPT"])
    assert bench.program("harness/joblst", {"jobname": "KEPT"})[1]["output"]["jobs"][0]["jobnum"] in kept
    assert bench.program("harness/joblst", {"jobuser": "USRY"})[1]["output"]["jobs"] == []


def test_jobs_become_known_as_late_as_a_lag_says() -> None:
    """Look-ups and lists wait for the one law, commands for the other."""
    bench = Bench(lag="read=constant:5s,modify=constant:9s")
    job = bench.submitted("DLYJOB DLY(60)")
    assert bench.status(job)["status"] == "*UNKNOWN"
    assert bench.command(f"HLDJOB JOB({job})")[0] == 400
    bench.wait(6)
    assert bench.status(job)["status"] == "*ACTIVE"
    assert bench.command(f"HLDJOB JOB({job})")[0] == 400
    bench.wait(4)
    assert bench.command(f"HLDJOB JOB({job})")[0] == 200
    assert bench.status(job)["actsts"] == "HLD"


def test_only_one_program_takes_its_time() -> None:
    """It keeps an anonymous session for as long as it is told, an hour at most."""
    assert duration("echo", {"echo": ""}) == 0
    assert duration("occupy", {"seconds": -3}) == 0
    assert duration("occupy", {"seconds": 10**6}) == 3600 * 10**9
