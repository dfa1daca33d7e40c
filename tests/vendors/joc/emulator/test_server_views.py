from __future__ import annotations

import pytest

from tests.vendors.joc.emulator.desk import CHAIN, Desk


def test_the_master_is_shown_and_listed(desk: Desk) -> None:
    """The PowerShell module takes `selected` from the ids."""
    assert desk.get("jobscheduler")["jobscheduler"]["state"] == {"severity": 0, "_text": "RUNNING"}
    assert desk.get("jobscheduler/p")["jobscheduler"]["version"] == "1.13.22"
    answer = desk.ask("jobscheduler/ids")
    assert b'"selected":"scheduler"' in answer.body
    assert desk.error("jobscheduler", host="elsewhere", port=1)[0] == "JOC-404"


def test_a_master_that_is_down_is_no_error_of_its_own_view(desk: Desk) -> None:
    """Of others it is JOC-402; what the databases know is still told."""
    desk.emulator.impose(["master-unreachable"])
    assert desk.get("jobscheduler")["jobscheduler"]["state"]["_text"] == "UNREACHABLE"
    assert desk.error("orders")[0] == "JOC-402"
    assert desk.error("orders/suspend", orders=[])[0] == "JOC-402"
    assert desk.get("orders/history")["history"] == []


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("orders/overview/snapshot", 434),
        ("jobs/overview/snapshot", 434),
        ("orders", 420),
        ("orders/add", 420),
    ],
)
def test_a_master_that_resets_connections_is_passed_over(desk: Desk, path: str, status: int) -> None:
    """By what the GUI asks again and again; everywhere else it is an error like others."""
    desk.emulator.impose(["master-resets"])
    answer = desk.ask(path, {})
    assert (answer.status, b"JobSchedulerConnectionResetException" in answer.body) == (status, True)


def test_a_register_of_events_is_passed_over_too(desk: Desk) -> None:
    """It is a long poll."""
    desk.emulator.impose(["master-resets"])
    assert desk.ask("events", {"jobscheduler": [{"jobschedulerId": "scheduler"}]}).status == 434


@pytest.mark.parametrize(("method", "path"), [("GET", "version"), ("POST", "version"), ("GET", "about")])
def test_the_version_needs_no_token(desk: Desk, method: str, path: str) -> None:
    """Three lines, or JSON for who takes nothing else."""
    assert desk.send(method, path).body.startswith(b"1.13.22\n")
    answer = desk.send(method, path, Accept="application/json")
    assert answer.headers.get("Content-Type") == "application/json"
    assert desk.send(method, path, Accept="image/png").status == 406


def test_folders_make_a_tree(desk: Desk) -> None:
    """Of the types that are asked for."""
    (root,) = desk.get("tree", types=["JOBCHAIN"], folders=[{"folder": "/agent"}])["folders"]
    assert [each["path"] for each in root["folders"]] == ["/agent"]
    (root,) = desk.get("tree", types=["LOCK"])["folders"]
    assert root["folders"] == []


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 2),
        ({"states": ["PLANNED"]}, 1),
        ({"orderId": "x"}, 1),
        ({"jobChain": CHAIN}, 2),
        ({"job": "/agent/job1"}, 0),
        ({"regex": "nobody"}, 0),
        ({"dateFrom": "0d", "dateTo": "0d"}, 2),
        ({"dateTo": "2001-01-01T00:00:00Z"}, 0),
    ],
)
def test_the_plan_lists_what_ran_and_what_is_to_run(desk: Desk, asked: dict[str, object], count: int) -> None:
    """Of today, unless another span is asked for."""
    desk.add("x")
    desk.add("y", at="now + 1")
    desk.wait(0.5)
    assert len(desk.get("plan", **asked)["planItems"]) == count


def test_properties_tell_how_the_site_is_set_up(desk: Desk) -> None:
    """Whether comments are demanded, for one."""
    assert desk.get("properties")["forceCommentsForAuditLog"] is False


def test_a_register_of_events_is_answered_at_once(desk: Desk) -> None:
    """With the number of the latest event, and none: no time passes while a request is answered."""
    told = desk.ask("events", {"jobscheduler": [{"jobschedulerId": "scheduler"}]})
    assert told.status == 200
    assert b'"eventId":"' in told.body


def test_older_releases_have_other_views() -> None:
    """Statistics are gone after 1.12.0; overviews of jobs came with 1.11.7; events named the last one."""
    assert Desk().ask("jobscheduler/statistics", {}).status == 404
    assert Desk(frozenset({"D33"})).get("jobscheduler/statistics")["jobs"] == 6
    assert Desk(frozenset({"D31"})).get("orders/overview/snapshot/event")["orders"]["pending"] == 2
    assert Desk(frozenset({"D36"})).ask("jobs/overview/snapshot", {}).status == 404
    register = {"jobscheduler": [{"jobschedulerId": "scheduler"}]}
    assert Desk(frozenset({"D43"})).ask("events", register).status == 420


@pytest.mark.parametrize(("drift", "code"), [(None, "JOC-411"), ("D21", "JOC-401")])
def test_an_empty_answer_of_the_master_has_a_code(drift: str | None, code: str) -> None:
    """Another one in older releases."""
    desk = Desk(frozenset({drift} if drift else ()))
    desk.emulator.impose(["master-silent"])
    assert desk.error("orders")[0] == code
