from __future__ import annotations

import pytest

from harness.emulation import EmulatorSettings
from harness.vendors.i2rest.emulator import build
from tests.vendors.i2rest.bench import Bench

CMD = "CMD(DLYJOB DLY(9))"


def test_the_submitted_job_stands_in_the_job_log_alone() -> None:
    """CPC1221 names it; `job` is the session that ran the command."""
    status, document = Bench().command("SBMJOB CMD(CALL PGM(PRODLIB/EODJOB)) JOB(EODJOB) JOBQ(QGPL/QBATCH)")
    assert status == 200
    assert document["joblog"] == ["Job 030127/USRX/EODJOB submitted to job queue QBATCH in library QGPL."]
    assert document["job"] == "030126/USRX/I2RESTS"


def test_every_submit_makes_a_job() -> None:
    """Namesakes differ by number; the default name is that of the job description."""
    bench = Bench()
    assert [bench.submitted(), bench.submitted()] == ["030127/USRX/MYJOB", "030128/USRX/MYJOB"]
    assert "/QDFTJOBD " in bench.command(f"SBMJOB {CMD}")[1]["joblog"][0]
    assert bench.command(f"sbmjob {CMD} job(low)")[1]["joblog"][0].startswith("Job 030130/USRX/LOW ")


def test_keywords_have_their_effect() -> None:
    """Held, of another priority, on another queue."""
    bench = Bench()
    _, document = bench.command(f"SBMJOB {CMD} JOB(A) HOLD(*YES) JOBPTY(2) JOBQ(QSYSNOMAX)")
    assert document["joblog"] == ["Job 030127/USRX/A submitted to job queue QSYSNOMAX in library QSYS."]
    bench.wait(60)
    found = bench.status("030127/USRX/A")
    assert (found["status"], found["actsts"], found["jobpty"]) == ("*JOBQ", "HLD", 2)


@pytest.mark.parametrize(
    ("keywords", "text"),
    [
        ("", "Parameter CMD required."),
        (f"{CMD} JOB(1BAD)", "Value 1BAD not valid for parameter JOB."),
        (f"{CMD} JOBB(A)", "Keyword JOBB not valid for this command."),
        (f"{CMD} JOBQ(NOLIB/NOQ)", "Job queue NOQ in library NOLIB not found."),
        (f"{CMD} USER(QSECOFR)", "Not authorized to object QSECOFR in QSYS."),
        ("CMD(NOSUCH)", "Command NOSUCH in library *LIBL not found."),
    ],
)
def test_a_refused_submit_makes_no_job(keywords: str, text: str) -> None:
    """The diagnostic comes first, then that errors occurred."""
    bench = Bench()
    status, document = bench.command(f"SBMJOB {keywords}")
    assert (status, document["joblog"][0]) == (400, text)
    assert document["joblog"][-1].startswith("Errors occurred ")
    assert bench.emulator.application.count(0) == 0


def test_a_full_system_takes_no_more() -> None:
    """As a real one does at its maximum number of jobs."""
    bench = Bench()
    bench.emulator = build(EmulatorSettings(capacity=1, clock="logical"))
    bench.submitted()
    assert bench.command(f"SBMJOB {CMD}")[0] == 400
