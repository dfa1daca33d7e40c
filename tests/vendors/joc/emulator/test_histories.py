from __future__ import annotations

from typing import Any

import pytest

from harness.emulation import EmulatorSettings, parse_laws
from tests.vendors.joc.emulator.desk import CHAIN, SLEEP, Desk


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Return a desk where one order has ended well, one badly, and one runs."""
    desk.add("x")
    desk.add("f", "/batch/failing")
    desk.sleeper()
    desk.wait(2)
    return desk


def test_ways_are_listed_newest_first(busy: Desk) -> None:
    """With their state; what runs has no end."""
    found = busy.get("orders/history")["history"]
    assert [(each["orderId"], each["state"]["_text"], "endTime" in each) for each in found] == [
        ("z", "INCOMPLETE", False),
        ("f", "FAILED", True),
        ("x", "SUCCESSFUL", True),
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"historyStates": ["FAILED"]}, ["f"]),
        ({"orders": [{"jobChain": CHAIN, "orderId": "x"}]}, ["x"]),
        ({"orders": [{"jobChain": CHAIN}]}, ["x"]),
        ({"excludeOrders": [{"jobChain": CHAIN}]}, ["z", "f"]),
        ({"folders": [{"folder": "/batch"}]}, ["z", "f"]),
        ({"historyIds": [1000]}, ["x"]),
        ({"limit": 1}, ["z"]),
        ({"limit": 1, "regex": ",x"}, []),
        ({"limit": 0}, []),
        ({"dateFrom": "0d"}, ["z", "f", "x"]),
        ({"dateTo": "2001-01-01T00:00:00Z"}, []),
        ({"dateFrom": "2030-01-01T00:00:00Z"}, []),
        ({"jobschedulerId": "", "limit": -1}, ["z", "f", "x"]),
    ],
)
def test_histories_are_narrowed(busy: Desk, asked: dict[str, Any], found: list[str]) -> None:
    """The limit cuts first, the pattern narrows then."""
    assert [each["orderId"] for each in busy.get("orders/history", **asked)["history"]] == found


def test_summaries_count_what_has_ended(busy: Desk) -> None:
    """What still runs is in neither count."""
    assert busy.get("orders/overview/summary")["orders"] == {"successful": 1, "failed": 1}


def test_a_chain_has_its_own_history(busy: Desk) -> None:
    """Of a chain that there is."""
    found = busy.get("job_chain/history", jobChain=SLEEP, maxLastHistoryItems=5)["history"]
    assert [each["orderId"] for each in found] == ["z"]
    assert busy.error("job_chain/history", jobChain="/no")[0] == "JOC-161"


def test_steps_of_the_latest_way_are_listed(busy: Desk) -> None:
    """Or of the one that is named."""
    history = busy.get("order/history", jobChain=CHAIN, orderId="x")["history"]
    assert [(step["node"], step["step"], step["exitCode"]) for step in history["steps"]] == [
        ("100", 1, 0),
        ("200", 2, 0),
    ]
    (failed,) = busy.get("order/history", jobChain="/batch/failing", orderId="f")["history"]["steps"]
    assert failed["error"]["code"] == "SCHEDULER-280"
    assert busy.error("order/history", jobChain=CHAIN, orderId="x", historyId="7")[0] == "JOC-408"
    assert busy.error("order/history", jobChain=CHAIN, orderId="nobody")[0] == "JOC-408"
    assert busy.error("order/history", jobChain=CHAIN)[0] == "JOC-406"


def test_steps_are_known_as_late_as_all_else_of_the_history() -> None:
    """Neither a way nor a step is in the database as soon as the Master knows it."""
    desk = Desk(settings=EmulatorSettings(lag=parse_laws("read=constant:5s")))
    desk.add("x")
    desk.wait(2)
    assert desk.error("order/history", jobChain=CHAIN, orderId="x")[0] == "JOC-408"
    desk.wait(10)
    assert len(desk.get("order/history", jobChain=CHAIN, orderId="x")["history"]["steps"]) == 2


def test_a_way_is_where_the_database_knows_it_to_be() -> None:
    """It is at its node until the end of the step is known, and has not come to an end before."""
    desk = Desk(settings=EmulatorSettings(lag=parse_laws("read=constant:5s")))
    desk.sleeper(seconds=60)
    for wait, told in ((62, ("INCOMPLETE", "100")), (10, ("SUCCESSFUL", "success"))):
        desk.wait(wait)
        (way,) = desk.get("orders/history")["history"]
        assert (way["state"]["_text"], way["node"]) == told
