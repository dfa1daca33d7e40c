from __future__ import annotations

import json
from typing import Any

import pytest

from tests.vendors.zosmf.emulator.desk import FAILING, HELD, LONG, SHORT, Desk

URL = "http://127.0.0.1:9/told"


def _told(desk: Desk) -> list[dict[str, Any]]:
    notices = desk.emulator.application.notices(desk.emulator.clock.now())
    assert {notice.url for notice in notices} <= {URL}
    return [json.loads(notice.body) for notice in notices]


@pytest.mark.parametrize(
    ("jcl", "expected"),
    [
        (SHORT, ("CC 0000", 1, 0, "")),
        (SHORT.replace("IEFBR14", "BPXBATCH,PARM='SH exit 1'"), ("CC 0256", 2, 256, "")),
        (FAILING, ("ABEND S806", 5, 0, "S806")),
        ("//A JOB (A),'X'\n// EXEC NOSUCH", ("JCL ERROR", 3, 0, "")),
    ],
)
def test_the_end_of_a_job_is_told_once(desk: Desk, jcl: str, expected: tuple[str, int, int, str]) -> None:
    """When a job has ended, and not before, its completion is told, and never again."""
    job = desk.submit(jcl, X_IBM_Notification_URL=URL)
    assert _told(desk) == []
    desk.wait(5)
    (document,) = _told(desk)
    end = (
        document["retcode"],
        document["completion-type"],
        document["completion-code"],
        document["abend-code"],
    )
    assert end == expected
    assert (document["jobid"], document["owner"]) == (job["jobid"], "IBMUSER")
    assert _told(desk) == []


def test_a_cancel_is_an_end(desk: Desk) -> None:
    """A cancelled job is told as cancelled."""
    path = desk.path(HELD, X_IBM_Notification_URL=URL)
    desk.modify(path, request="cancel")
    (document,) = _told(desk)
    assert (document["retcode"], document["completion-type"]) == ("CANCELED", 4)


def test_a_purge_is_an_end(desk: Desk) -> None:
    """A job that is deleted before it ends is told too, even after others were submitted."""
    path = desk.path(LONG, X_IBM_Notification_URL=URL)
    desk.ask("DELETE", path)
    desk.submit(SHORT)
    assert [document["retcode"] for document in _told(desk)] == ["CANCELED"]


def test_nobody_is_told_who_did_not_ask(desk: Desk) -> None:
    """Without an address nothing is told."""
    desk.submit(SHORT)
    desk.wait(5)
    assert _told(desk) == []


def test_a_secondary_jes_tells_nobody(desk: Desk) -> None:
    """Only jobs of the primary JES are told of."""
    assert desk.ask("PUT", "/-JESB", SHORT, X_IBM_Notification_URL=URL).status == 201
    desk.wait(5)
    assert _told(desk) == []


def _events(*names: str) -> dict[str, str]:
    return {"X_IBM_Notification_URL": URL, "X_IBM_Notification_Options": json.dumps({"events": names})}


def test_earlier_events_name_the_job_and_tell_no_result(desk: Desk) -> None:
    """A job is told of when it can run, when it runs and when it has ended, each once and in that order."""
    desk.submit(LONG, **_events("ready", "active", "complete"))
    assert _told(desk) == []
    desk.wait(5)
    ready, active = _told(desk)
    assert ready == active
    assert (ready["jobname"], "retcode" in ready) == ("LONG", False)
    desk.wait(100)
    assert [document["retcode"] for document in _told(desk)] == ["CC 0000"]
    assert _told(desk) == []


def test_a_held_job_is_not_ready(desk: Desk) -> None:
    """It is when it is released."""
    path = desk.path(HELD, **_events("Ready"))
    desk.wait(5)
    assert _told(desk) == []
    desk.modify(path, request="release")
    desk.wait(0.02)
    assert len(_told(desk)) == 1


def test_what_never_came_is_never_told(desk: Desk) -> None:
    """A job with a JCL error is never ready and never runs; nobody asked for its end."""
    desk.submit("//A JOB (A),'X'\n// EXEC NOSUCH", **_events("ready", "active"))
    desk.wait(5)
    assert _told(desk) == []
