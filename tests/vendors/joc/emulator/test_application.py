from __future__ import annotations

import json

import pytest

from harness.exchange import Request
from tests.vendors.joc.emulator.desk import CHAIN, Desk

IDLE = 15 * 60
ITEM = {"orders": [{"orderId": "order1", "jobChain": CHAIN}]}


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("orders", "GET", 405), ("nothing", "POST", 404), ("touch", "GET", 405), ("version", "PUT", 405)],
)
def test_unknown_paths_and_methods_are_the_frameworks(
    desk: Desk, path: str, method: str, status: int
) -> None:
    """Before anything else is looked at."""
    assert desk.send(method, path).status == status
    assert desk.emulator.receive(Request("POST", "/elsewhere"), "").response.status == 404


def test_checks_come_in_their_order() -> None:
    """Media type, body, session, permission, Master, list, item."""
    desk = Desk(user="api_user")
    assert desk.ask("orders/suspend", b"{", Content_Type="text/plain", X_Access_Token="").status == 415
    assert desk.ask("orders/suspend", b"{", X_Access_Token="").status == 420
    assert desk.ask("orders/suspend", ITEM, X_Access_Token="").status == 440
    assert desk.ask("orders/suspend", {"jobschedulerId": "no", **ITEM}).status == 403
    root = Desk()
    assert root.error("orders/suspend", jobschedulerId="no", orders=[])[0] == "JOC-408"
    assert root.error("orders/suspend", orders=[])[0] == "JOC-406"


def test_an_empty_master_means_all_to_histories_only(desk: Desk) -> None:
    """To others it is missing."""
    assert desk.error("orders", jobschedulerId="")[0] == "JOC-406"
    assert desk.get("orders/history", jobschedulerId="")["history"] == []
    assert desk.error("orders", jobschedulerId="no")[0] == "JOC-408"


def test_a_session_is_idle_for_fifteen_minutes_at_most(desk: Desk) -> None:
    """Every call begins them anew, as the page says; exactly as long is still good."""
    for _ in range(3):
        desk.wait(IDLE)
        assert desk.ask("orders", {}).status == 200
    desk.wait(IDLE + 0.001)
    answer = desk.ask("orders", {})
    assert (answer.status, json.loads(answer.body)["isAuthenticated"]) == (401, True)
    assert desk.ask("orders", {"jobschedulerId": ""}).status == 440
    assert desk.ask("touch").status == 440
    desk.login("root")
    assert desk.ask("orders", {}).status == 440


def test_a_touch_begins_the_idle_time_anew(desk: Desk) -> None:
    """An unknown token is a 401 there."""
    desk.wait(IDLE)
    assert desk.ask("touch").status == 200
    assert desk.ask("touch", X_Access_Token="?").status == 401
    assert desk.ask("touch", Accept="image/png").status == 406


def test_by_the_sources_only_some_calls_touch() -> None:
    """An ordinary call leaves the idle time running."""
    desk = Desk(frozenset({"D81"}))
    desk.wait(IDLE - 60)
    assert desk.ask("orders", {}).status == 200
    desk.wait(61)
    assert desk.ask("orders", {}).status == 401


@pytest.mark.parametrize(
    ("drift", "header", "status"),
    [
        (None, "access_token", 440),
        ("D02", "access_token", 200),
        ("D02", "X_Access_Token", 200),
        ("D01", "X_Access_Token", 440),
        ("D01", "access_token", 200),
    ],
)
def test_the_tokens_header_has_changed_its_name(drift: str | None, header: str, status: int) -> None:
    """Both were read for a time."""
    desk = Desk(frozenset({drift} if drift else ()))
    token = {"X_Access_Token": "", header: desk.token}
    assert desk.ask("orders", {}, **token).status == status


def test_releases_without_validation_look_at_the_token_first() -> None:
    """And then repair what they can."""
    desk = Desk(frozenset({"D04", "D06", "D07"}))
    assert desk.ask("orders", b"{", X_Access_Token="").status == 440
    assert desk.ask("orders", {"processingStates": ["SLEEPING"]}).status == 200
    assert desk.get("job_chain", jobChain="agent/job_chain1")["jobChain"]["path"] == CHAIN


def test_releases_that_bind_bodies_refuse_other_media_types() -> None:
    """The page's own application/xml among them."""
    desk = Desk(frozenset({"D05"}))
    assert desk.ask("orders", {}, Content_Type="application/xml").status == 415


def test_a_time_out_may_go_unnoticed() -> None:
    """In releases that did not look."""
    desk = Desk(frozenset({"D26"}))
    desk.wait(IDLE + 1)
    assert desk.ask("orders", {}).status == 200


def test_sessions_can_be_made_to_run_out(desk: Desk) -> None:
    """As a condition, without waiting."""
    desk.emulator.impose(["sessions-timed-out"])
    assert desk.ask("orders", {}).status == 401
    assert desk.ask("touch").status == 440
    desk.emulator.impose([])
    assert desk.ask("orders", {}).status == 200


def test_snapshots_hold_the_whole_state(desk: Desk) -> None:
    """Orders, sessions and counters."""
    name = desk.emulator.snapshot()
    desk.add("x", at="now + 60")
    assert desk.application.count(desk.emulator.clock.now()) == 3
    desk.emulator.restore(name)
    assert desk.application.count(desk.emulator.clock.now()) == 2
    desk.application.reset(1)
    assert desk.ask("orders", {}).status == 440
    assert desk.application.notices(0) == ()
