from __future__ import annotations

from harness.emulation import EmulatorSettings, parse_laws
from tests.vendors.zosmf.emulator.desk import LONG, Desk


def test_the_truth_about_a_job_is_told_to_the_control_api() -> None:
    """Instants that callers cannot see are there in seconds: submit, visibility on each path, start, end."""
    desk = Desk(EmulatorSettings(lag=parse_laws("read=constant:1s,modify=constant:2s")))
    desk.wait(10)
    desk.submit(LONG)
    (job,) = desk.emulator.application.jobs(desk.emulator.clock.now())
    assert (job["key"], job["submitted"], job["readable"], job["modifiable"]) == ("LONG/JOB00100", 10, 11, 12)
    assert job["ended"] - job["started"] > 60
    assert (job["state"], job["held"], job["result"]) == ("INPUT", False, None)


def test_a_purged_job_is_not_described(desk: Desk) -> None:
    """What is gone is neither described nor counted."""
    path = desk.path(LONG)
    desk.ask("DELETE", path)
    assert desk.emulator.application.jobs(desk.emulator.clock.now()) == []
    assert desk.emulator.describe()["jobs"] == 0
