"""Requests for another system."""

from __future__ import annotations

import pytest

from harness.emulation import EmulatorSettings
from tests.vendors.zosmf.emulator.desk import LONG, SHORT, Desk, numbers

ELSEWHERE = {"X_IBM_Target_System": "SY2"}
AS_OTHER = {**ELSEWHERE, "X_IBM_Target_System_User": "other", "X_IBM_Target_System_Password": "SYS1"}


def test_a_routed_job_is_on_the_other_system_only(desk: Desk) -> None:
    """It bears that system's name, is found there, and not here."""
    document = desk.submit(SHORT, **ELSEWHERE)
    path = f"/{document['jobname']}/{document['jobid']}"
    desk.wait(60)
    assert document["job-correlator"][8:16] == "SY2....."
    assert desk.get(f"{path}?exec-data=Y", **ELSEWHERE)["exec-system"] == "SY2"
    assert "S Y S T E M  S Y 2" in desk.text(f"{path}/files/2/records", **ELSEWHERE)
    assert desk.refused("GET", path)["reason"] == 10


@pytest.mark.parametrize("local", ["SY1", "sy1", ""])
def test_the_local_system_needs_no_name(desk: Desk, local: str) -> None:
    """Its own nickname is ignored."""
    path = desk.path(SHORT, X_IBM_Target_System=local)
    assert desk.get(path)["jobname"] == "SHORT"


def test_user_and_password_count_together_only(desk: Desk) -> None:
    """With both the request is that user's, and so are later ones; one alone is passed over."""
    assert desk.submit(LONG, **ELSEWHERE, X_IBM_Target_System_User="OTHER")["jobname"] == "LONG"
    desk.submit(LONG, **AS_OTHER)
    desk.submit(LONG, **ELSEWHERE)
    desk.wait(1)
    owners = [job["owner"] for job in desk.everyone(**ELSEWHERE)]
    assert sorted(owners) == ["IBMUSER", "OTHER", "OTHER"]


def test_a_system_or_password_that_is_wrong_is_refused(desk: Desk) -> None:
    """Nothing is done here in place of it."""
    assert numbers(desk.refused("GET", "", X_IBM_Target_System="NOSUCHSY")) == (400, 6, 4, 4)
    wrong = {**AS_OTHER, "X_IBM_Target_System_Password": "WRONG"}
    assert numbers(desk.refused("PUT", "", SHORT, **wrong)) == (400, 6, 4, 4)


def test_older_levels_pass_over_the_header() -> None:
    """Before z/OS V2R4 every request is for the local system."""
    desk = Desk(EmulatorSettings(drifts=frozenset({"D10"})))
    assert desk.get("", X_IBM_Target_System="NOSUCHSY") == []


def test_a_snapshot_holds_every_system(desk: Desk) -> None:
    """What is submitted elsewhere after it is gone when it is restored."""
    before = desk.emulator.snapshot()
    desk.submit(LONG, **AS_OTHER)
    desk.emulator.restore(before)
    assert desk.everyone(**ELSEWHERE) == []


def test_a_job_elsewhere_notifies_too(desk: Desk) -> None:
    """The notice comes from the system that ran the job."""
    desk.submit(SHORT, **ELSEWHERE, X_IBM_Notification_URL="http://127.0.0.1:9/ended")
    desk.wait(60)
    now = desk.emulator.clock.now()
    assert len(desk.emulator.application.notices(now)) == 1
