from __future__ import annotations

import json

import pytest

from harness.vendors.joc.emulator.order_changes import path_of
from tests.vendors.joc.emulator.desk import CHAIN, SLEEP, Desk


def test_an_id_is_told_only_where_the_master_made_it(desk: Desk) -> None:
    """Who chose it must remember it."""
    told = desk.get("orders/add", orders=[{"jobChain": SLEEP}, {"jobChain": SLEEP, "orderId": "x"}])["orders"]
    assert [each.get("orderId") for each in told] == ["1", None]


def test_good_items_are_carried_out_beside_bad_ones(desk: Desk) -> None:
    """Bulk calls are not transactional; a 419 says what failed and no more."""
    desk.add("x", at="now + 60")
    items = [
        {"jobChain": CHAIN, "orderId": "nobody"},
        {"jobChain": CHAIN, "orderId": "x"},
        {"jobChain": CHAIN},
    ]
    answer = desk.ask("orders/suspend", {"orders": items})
    assert answer.status == 419
    document = json.loads(answer.body)
    assert list(document) == ["errors"]
    assert [(e["path"], e["code"], "surveyDate" in e) for e in document["errors"]] == [
        (f"{CHAIN},nobody", "SCHEDULER-162", True),
        (CHAIN, "JOC-406", False),
    ]
    assert desk.state("x") == "SUSPENDED"


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"jobChain": "/no"}, "SCHEDULER-161"),
        ({"jobChain": CHAIN, "state": "success"}, "SCHEDULER-438"),
        ({"jobChain": CHAIN, "at": "2026-02-30 01:02"}, "JOC-400"),
        ({"jobChain": CHAIN, "at": "now", "timeZone": "No/Where"}, None),
        ({"jobChain": CHAIN, "at": "now + 5", "timeZone": "No/Where"}, "JOC-405"),
    ],
)
def test_what_cannot_be_added_says_why(desk: Desk, entry: dict[str, str], code: str | None) -> None:
    """Each item by itself."""
    answer = desk.ask("orders/add", {"orders": [entry]})
    assert answer.status == (200 if code is None else 419)
    assert code is None or json.loads(answer.body)["errors"][0]["code"] == code


def test_an_order_that_is_added_starts_at_once_or_when_told(desk: Desk) -> None:
    """Without `at` it is on its way before the answer is read; with a run time it waits for it."""
    desk.add("x")
    desk.add("y", at="now + 60")
    desk.add("w", runTime={"timeZone": "Etc/UTC"})
    assert [desk.state(name) for name in "xyw"] == ["WAITING_FOR_TASK", "PENDING", "PENDING"]
    desk.wait(65)
    assert [desk.state(name) for name in "xyw"] == [None, None, "PENDING"]


def test_an_order_whose_id_is_taken_is_replaced(desk: Desk) -> None:
    """Without an error."""
    desk.add("x", at="now + 60", title="first")
    desk.add("x", at="now + 60", title="second")
    assert desk.get("order", orderId="x", jobChain=CHAIN)["order"]["title"] == "second"


@pytest.mark.parametrize(
    ("drift", "verb", "entry", "node"),
    [
        (None, "resume", {"state": "200"}, "200"),
        ("D13", "resume", {"state": "200"}, "100"),
        (None, "set_state", {"state": "200"}, "200"),
    ],
)
def test_where_a_change_moves_an_order(
    drift: str | None, verb: str, entry: dict[str, str], node: str
) -> None:
    """Resume and start name a node since 1.12.0."""
    desk = Desk(frozenset({drift} if drift else ()))
    desk.change("suspend", "order1")
    desk.change(verb, "order1", **entry)
    assert desk.get("order", orderId="order1", jobChain=CHAIN)["order"]["state"] == node


@pytest.mark.parametrize("drift", ["D10", "D11", "D14", "D16"])
def test_older_releases_add_and_change_otherwise(drift: str) -> None:
    """No list, a slash before the id, no parameters with set_state, none for the caller."""
    desk = Desk(frozenset({drift}))
    told = desk.get("orders/add", orders=[{"orderId": "x", "jobChain": CHAIN, "at": "now + 60"}])
    assert ("orders" in told) is (drift != "D10")
    name = "/x" if drift == "D11" else "x"
    desk.change("set_state", name, state="200", params=[{"name": "a", "value": "1"}])
    shown = desk.get("order", orderId=name, jobChain=CHAIN)["order"]
    names = [each["name"] for each in shown.get("params", [])]
    assert ("a" in names) is (drift != "D14")
    assert ("SCHEDULER_JOC_USER_ACCOUNT" in names) is (drift != "D16")


def test_an_item_is_told_by_chain_and_id() -> None:
    """Or by its chain alone."""
    assert path_of({"jobChain": "/a", "orderId": "x"}) == "/a,x"
    assert path_of({"jobChain": "/a"}) == "/a"


def test_a_run_time_was_xml_until_1_12() -> None:
    """Each release refuses the form of the other."""
    item = {"orderId": "order1", "jobChain": CHAIN}
    assert Desk().get("orders/set_run_time", orders=[{**item, "runTime": {}}])["ok"] is True
    assert Desk().failed("orders/set_run_time", orders=[{**item, "runTime": "<run_time/>"}])
    older = Desk(frozenset({"D49"}))
    assert older.get("orders/set_run_time", orders=[{**item, "runTime": "<run_time/>"}])["ok"] is True
    assert older.failed("orders/add", orders=[{**item, "runTime": {}}])


def test_run_times_could_be_reset_for_a_while() -> None:
    """Of orders and of jobs."""
    older = Desk(frozenset({"D32"}))
    assert older.get("orders/reset_run_time", orders=[{"orderId": "order1", "jobChain": CHAIN}])["ok"] is True
    assert older.get("jobs/reset_run_time", jobs=[{"job": "/agent/job1"}])["ok"] is True
