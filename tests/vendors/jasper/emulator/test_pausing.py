from __future__ import annotations

import pytest

from tests.vendors.jasper.emulator.desk import JSON, XML, Desk, at_once, ok, refused


def values(desk: Desk) -> list[str]:
    """Return the states of all jobs, the oldest first."""
    jobs = desk.emulator.application.jobs(desk.emulator.clock.now())
    return [str(job["state"]) for job in jobs]


@pytest.fixture
def desk() -> Desk:
    """Return a desk with a job of each of two users."""
    return filled()


def filled(*drifts: str) -> Desk:
    """Return a desk with the two jobs, at which joeuser stands."""
    desk = Desk.playing(*drifts)
    desk.job()
    desk.user = "joeuser"
    desk.job(baseOutputFilename="other")
    return desk


def test_some_are_paused_and_resumed(desk: Desk) -> None:
    """The answer echoes the ids, in either format; who asks is not checked."""
    assert ok(desk.ask("POST", "/pause", {"jobId": [5484, 5484]})) == {"jobId": [5484, 5484]}
    assert values(desk) == ["PAUSED", "NORMAL"]
    body = "<jobIdList><jobId>5484</jobId></jobIdList>"
    answer = desk.ask("POST", "/resume/", body, Content_Type=XML, Accept=XML)
    assert (answer.status, body in answer.body.decode()) == (200, True)
    assert values(desk) == ["NORMAL", "NORMAL"]


@pytest.mark.parametrize("body", [b"", b"{}", b'{"jobId":[]}', b'{"jobId":null}'])
def test_an_empty_list_is_all_jobs_of_everybody(desk: Desk, body: bytes) -> None:
    """As is an empty body, with or without a type."""
    assert ok(desk.ask("POST", "/pause", body, Content_Type=JSON)) == {"jobId": []}
    assert values(desk) == ["PAUSED", "PAUSED"]
    assert desk.ask("POST", "/resume", b"").status == 200
    assert values(desk) == ["NORMAL", "NORMAL"]
    assert desk.ask("POST", "/pause", b"", Accept=XML).headers.get("content-type") == XML


def test_an_empty_body_is_refused_by_the_code() -> None:
    """It cannot be read; without a type it is not even looked at."""
    desk = filled("D80")
    assert refused(desk.ask("POST", "/pause", b"", Content_Type=JSON)) == (400, "serialization.error")
    assert desk.ask("POST", "/pause", b"").status == 415
    assert values(desk) == ["NORMAL", "NORMAL"]


def test_an_empty_list_pauses_none_in_8() -> None:
    """It still resumes all."""
    desk = filled("D51")
    desk.ask("POST", "/pause", {"jobId": []})
    assert values(desk) == ["NORMAL", "NORMAL"]
    desk.ask("POST", "/pause", {"jobId": [5484]})
    desk.ask("POST", "/resume", {"jobId": []})
    assert values(desk) == ["NORMAL", "NORMAL"]


def test_unknown_ids_are_echoed_refused_or_dropped() -> None:
    """6.4 refuses what it has already done."""
    found = []
    for drift in ((), ("D23",), ("D52",)):
        desk = filled(*drift)
        answer = desk.ask("POST", "/pause", {"jobId": [5487, 5487, 1]})
        found.append((answer.status, answer.body if answer.status == 200 else b"", values(desk)[1]))
    assert found == [
        (200, b'{"jobId":[5487,5487,1]}', "PAUSED"),
        (404, b"", "PAUSED"),
        (200, b'{"jobId":[5487]}', "PAUSED"),
    ]


def test_jobs_of_others_are_denied_after_or_before() -> None:
    """6.4 looks when it is done, 8.x before a pause and after a resume."""
    found = []
    for drift in ("D23", "D53"):
        desk = filled(drift)
        for verb in ("pause", "resume"):
            if verb == "resume" and drift == "D53":
                desk.user = "jasperadmin"
                desk.ask("POST", "/pause", {"jobId": [5484]})
                desk.user = "joeuser"
            answer = desk.ask("POST", f"/{verb}", {"jobId": [5484]})
            found.append((refused(answer), values(desk)[0]))
    denied = (403, "access.denied")
    assert found == [(denied, "PAUSED"), (denied, "NORMAL"), (denied, "NORMAL"), (denied, "NORMAL")]


def test_missed_fire_times_never_run_or_run_late() -> None:
    """The manual says the one, Quartz does the other."""
    found = []
    for drifts in ((), ("D78",)):
        desk = Desk.playing(*drifts)
        number = desk.job(trigger=at_once(5, 10))
        desk.wait(60)
        desk.ask("POST", "/pause", {"jobId": [number]})
        desk.wait(600)
        desk.ask("POST", "/resume", {"jobId": [number]})
        found.append(desk.state(number)["previousFireTime"][11:16])
    assert found == ["08:00", "08:10"]


def test_a_running_job_runs_on_when_it_is_paused(desk: Desk) -> None:
    """It is PAUSED all the while, and goes with its last run."""
    number = desk.job(trigger=at_once())
    desk.ask("POST", "/pause", {"jobId": [number]})
    assert desk.value(number) == "PAUSED"
    desk.wait(1)
    assert desk.ask("GET", f"/{number}").status == 404
