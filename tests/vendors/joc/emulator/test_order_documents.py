from __future__ import annotations

import pytest

from harness.vendors.joc.emulator.order_documents import SEVERITIES, bucket
from tests.vendors.joc.emulator.desk import CHAIN, SLEEP, Desk


def test_states_are_counted_by_bucket() -> None:
    """Every reason to wait is one of them."""
    assert {bucket(state) for state in SEVERITIES} == {
        *("PENDING", "RUNNING", "SUSPENDED", "SETBACK", "BLACKLIST", "WAITINGFORRESOURCE"),
    }


def test_the_compact_form_has_no_details(desk: Desk) -> None:
    """Priority and parameters are for who asks for all."""
    desk.add("x", at="now + 60", priority=5, endState="200", params=[{"name": "a", "value": "1"}])
    whole = desk.get("order", orderId="x", jobChain=CHAIN)["order"]
    short = desk.get("order", orderId="x", jobChain=CHAIN, compact=True)["order"]
    assert (whole["priority"], whole["endState"], whole["params"][0]["name"]) == (5, "200", "a")
    assert not {"priority", "endState", "params"} & short.keys()


def test_an_order_that_waits_tells_when_it_starts(desk: Desk) -> None:
    """Or that it never does by itself; only one that has started has a history."""
    desk.add("x", at="now + 60")
    shown = desk.get("order", orderId="x", jobChain=CHAIN)["order"]
    never = desk.get("order", orderId="order1", jobChain=CHAIN)["order"]
    assert "nextStartTime" in shown
    assert "historyId" not in shown
    assert never["nextStartNever"] is True
    assert never["processingState"] == {"severity": 1, "_text": "PENDING"}


def test_a_running_order_tells_its_task(desk: Desk) -> None:
    """Numbers are text."""
    desk.sleeper()
    shown = desk.get("order", orderId="z", jobChain=SLEEP)["order"]
    assert shown["taskId"].isdigit()
    assert shown["historyId"].isdigit()
    assert {"inProcessSince", "startedAt"} <= shown.keys()


def test_who_stopped_the_job_is_told(desk: Desk) -> None:
    """An order that waits for a stopped job says whether it was stopped by hand."""
    desk.get("jobs/stop", jobs=[{"job": "/agent/job1"}])
    desk.add("x")
    shown = desk.get("order", orderId="x", jobChain=CHAIN)["order"]
    assert shown["processingState"] == {"severity": 2, "_text": "JOB_STOPPED", "manually": True}


@pytest.mark.parametrize("drift", ["D17", "D45"])
def test_some_releases_tell_less(drift: str) -> None:
    """Neither by whose hand, nor that there is no next start."""
    desk = Desk(frozenset({drift}))
    desk.change("suspend", "order1")
    shown = desk.get("order", orderId="order1", jobChain=CHAIN)["order"]
    assert ("manually" in shown["processingState"]) is (drift != "D17")
    assert ("nextStartNever" in shown) is (drift != "D45")
