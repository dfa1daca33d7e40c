from __future__ import annotations

import pytest

from harness.emulation import EmulatorSettings, parse_laws
from harness.vendors.zosmf.emulator.addressing import Part, Route
from harness.vendors.zosmf.emulator.application import ZosmfApplication
from harness.vendors.zosmf.emulator.ask import Ask
from harness.vendors.zosmf.emulator.documents import Frame
from harness.vendors.zosmf.emulator.errors import Refusal
from tests.vendors.zosmf.emulator.desk import BASE, LONG, Desk

ROUTE = Route(Part.JOB, name="LONG", job_id="JOB00100")


def _ask(desk: Desk, route: Route = ROUTE) -> Ask:
    application = desk.emulator.application
    assert isinstance(application, ZosmfApplication)
    system = application.snapshot()
    frame = Frame(desk.emulator.clock.now(), BASE, system.wall)
    return Ask("IBMUSER", route, {}, {}, b"", system, system.primary, frame)


def test_each_path_gets_to_know_a_job_by_itself() -> None:
    """Reading and modifying find a job from their own instants on."""
    desk = Desk(EmulatorSettings(lag=parse_laws("read=constant:1s,modify=constant:2s")))
    desk.path(LONG)
    ask = _ask(desk)
    for instant, read, modify in ((0, False, False), (1, True, False), (2, True, True)):
        then = ask.at(instant * 1_000_000_000)
        for find, known in ((then.job_to_read, read), (then.job_to_modify, modify)):
            if known:
                assert find()[0].key == "JOB00100"
            else:
                with pytest.raises(Refusal, match=r"No job found for reference: 'LONG\(JOB00100\)'"):
                    find()


def test_a_purged_job_is_known_to_nobody(desk: Desk) -> None:
    """From its purge on neither path finds a job, also while it is still in memory."""
    desk.ask("DELETE", desk.path(LONG))
    ask = _ask(desk)
    assert ask.subsystem.jobs.get("JOB00100") is not None
    for find in (ask.job_to_read, ask.job_to_modify):
        with pytest.raises(Refusal, match="No job found"):
            find()


def test_another_instant_changes_nothing_else(desk: Desk) -> None:
    """The same request at another instant is the same but for its time."""
    desk.path(LONG)
    ask = _ask(desk)
    assert ask.at(5).now == 5
    assert ask.at(5).at(ask.now) == ask


def test_a_job_is_found_in_any_letter_case_and_missed_as_it_was_spelled(desk: Desk) -> None:
    """Names are folded where a job is looked for; messages repeat the path (zowe/jobs, captured)."""
    desk.submit(LONG)
    assert desk.get("/long/job00100")["jobid"] == "JOB00100"
    assert desk.refused("GET", "/Long/job99999")["message"] == "No job found for reference: 'Long(job99999)'"
    malformed = desk.refused("GET", "/LONG/JOBhjh4")
    assert (malformed["category"], malformed["message"]) == (8, "Failed to lookup job LONG(JOBhjh4)")
