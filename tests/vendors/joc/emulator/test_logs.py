from __future__ import annotations

import json

import pytest

from harness.vendors.joc.emulator.logs import filter_of
from tests.vendors.joc.emulator.desk import CHAIN, Desk


@pytest.fixture
def ran(desk: Desk) -> Desk:
    """Return a desk where an order has ended and another failed."""
    desk.add("x")
    desk.add("f", "/batch/failing")
    desk.wait(2)
    return desk


def test_a_log_is_text_of_a_told_length(ran: Desk) -> None:
    """Or a page."""
    answer = ran.ask("order/log", {"jobChain": CHAIN, "orderId": "x"})
    assert answer.headers.get("X-Uncompressed-Length") == str(len(answer.body))
    assert b"Order x starts" in answer.body
    page = ran.ask("order/log", {"jobChain": CHAIN, "orderId": "x", "mime": "HTML"})
    assert page.headers.get("Content-Type") == "text/html; charset=UTF-8"
    assert b"[ERROR]" in ran.ask("order/log", {"jobChain": "/batch/failing", "orderId": "f"}).body


def test_a_log_can_be_asked_about_and_downloaded(ran: Desk) -> None:
    """By POST, or by its address with the token in it."""
    asked = {"jobChain": CHAIN, "orderId": "x"}
    info = ran.get("order/log/info", **asked)["log"]
    file = ran.ask("order/log/download", asked)
    assert info["size"] == len(file.body)
    assert info["filename"] in (file.headers.get("Content-Disposition") or "")
    query = f"jobschedulerId=scheduler&jobChain={CHAIN}&orderId=x&accessToken={ran.token}"
    assert ran.send("GET", f"order/log/download?{query}").body == file.body
    assert ran.send("GET", f"order/log/html?{query}").body.startswith(b"<!DOCTYPE html>")


def test_a_task_has_a_log(ran: Desk) -> None:
    """If there was such a task."""
    for path in ("task/log", "task/log/download"):
        assert b"Task 100" in ran.ask(path, {"taskId": "100"}).body
    assert ran.get("task/log/info", taskId=100)["log"]["filename"] == "task.100.log"
    token = f"jobschedulerId=scheduler&taskId=100&accessToken={ran.token}"
    assert ran.send("GET", f"task/log/html?{token}").status == 200
    assert ran.send("GET", f"task/log/download?{token}").status == 200
    assert ran.error("task/log", taskId="9")[0] == "JOC-408"
    assert ran.error("task/log")[0] == "JOC-406"


def test_older_releases_wrap_logs_in_json() -> None:
    """And can neither be asked about them nor hand them over."""
    desk = Desk(frozenset({"D28", "D29"}))
    desk.add("x")
    desk.wait(2)
    answer = desk.ask("order/log", {"jobChain": CHAIN, "orderId": "x"})
    assert "Order x starts" in json.loads(answer.body)["log"]["plain"]
    assert desk.ask("order/log/info", {"jobChain": CHAIN, "orderId": "x"}).status == 404


def test_the_token_in_an_address_is_no_filter() -> None:
    """It is the session's."""
    assert filter_of({"taskId": "5", "accessToken": "t", "filename": ""}) == {"taskId": "5"}


def test_the_master_has_a_log() -> None:
    """Asked about, or in older releases shown."""
    assert Desk().ask("jobscheduler/log/info", {}).status == 200
    assert Desk().ask("jobscheduler/log", {}).status == 404
    assert b"has started" in Desk(frozenset({"D30"})).ask("jobscheduler/log", {}).body
