from __future__ import annotations

import pytest

from tests.vendors.jasper.emulator.desk import JOB_JSON, JSON, XML, Desk, at_once, calendar, refused


@pytest.mark.parametrize("target", ["/7", "/7/", "/7/state"])
def test_an_unknown_job_is_not_found(desk: Desk, target: str) -> None:
    """The descriptor names it."""
    answer = desk.ask("GET", target, Accept=JSON if "state" in target else JOB_JSON)
    assert refused(answer) == (404, "resource.not.found")
    assert b'"parameters":["7"]' in answer.body


def test_the_state_is_told_in_both_formats(desk: Desk) -> None:
    """XML leaves out what is null."""
    number = desk.job()
    assert desk.state(number) == {
        "previousFireTime": None,
        "nextFireTime": "2099-01-01T00:00:00+00:00",
        "value": "NORMAL",
    }
    body = desk.ask("GET", f"/{number}/state", Accept=XML).body.decode()
    assert (
        "<state><nextFireTime>2099-01-01T00:00:00+00:00</nextFireTime><value>NORMAL</value></state>" in body
    )


def test_times_are_of_the_triggers_zone(desk: Desk) -> None:
    """With its offset at that time."""
    number = desk.job(trigger=calendar(timezone="Europe/Helsinki"))
    assert desk.state(number)["nextFireTime"] == "2026-01-06T03:00:00+02:00"


def test_a_job_runs_and_is_no_more(desk: Desk) -> None:
    """As long as its last run lasts it can be read."""
    number = desk.job(trigger=at_once(), source={"reportUnitURI": "/reports/samples/SlowReport"})
    assert desk.value(number) == "EXECUTING"
    desk.wait(59.9)
    assert desk.value(number) == "EXECUTING"
    desk.wait(0.2)
    assert desk.ask("GET", f"/{number}/state").status == 404
