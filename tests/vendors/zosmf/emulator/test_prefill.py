from __future__ import annotations

from harness.emulation import EmulatorSettings
from tests.vendors.zosmf.emulator.desk import SHORT, Desk


def test_a_prefilled_system_has_ended_jobs_of_somebody_else() -> None:
    """The jobs are there from the start, have ended, and are like any others; numbers go on after them."""
    desk = Desk(EmulatorSettings(prefill=3))
    jobs = desk.get("?owner=BATCH")
    assert [job["jobname"] for job in jobs] == ["F0000000", "F0000001", "F0000002"]
    assert {job["retcode"] for job in jobs} == {"CC 0000"}
    assert desk.get("/F0000001/JOB00101") == jobs[1]
    assert "IEFBR14" in desk.text("/F0000001/JOB00101/files/JCL/records")
    assert desk.submit(SHORT)["jobid"] == "JOB00103"


def test_a_reset_prefills_again() -> None:
    """A full system is as full after a reset."""
    desk = Desk(EmulatorSettings(prefill=3))
    desk.ask("DELETE", "/F0000001/JOB00101")
    desk.emulator.reset()
    assert len(desk.everyone()) == 3
