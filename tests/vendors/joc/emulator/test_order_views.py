from __future__ import annotations

import pytest

from tests.vendors.joc.emulator.desk import CHAIN, SLEEP, Desk, paths


def test_the_pages_list_of_suspended_orders(desk: Desk) -> None:
    """Suspend the sample order, and it is listed; JSON is read under application/xml."""
    asked = {"compact": True, "processingStates": ["SUSPENDED"]}
    assert desk.get("orders", **asked)["orders"] == []
    desk.change("suspend", "order1")
    answer = desk.ask("orders", asked, Content_Type="application/xml")
    assert answer.status == 200
    assert f'"{CHAIN},order1"'.encode() in answer.body


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [f"{CHAIN},order1", f"{SLEEP},z", "/spare/chain,spare1"]),
        ({"orders": [{"jobChain": CHAIN}]}, [f"{CHAIN},order1"]),
        ({"orders": [{"jobChain": SLEEP, "orderId": "z"}] * 2}, [f"{SLEEP},z"]),
        ({"orders": [{"jobChain": "/no"}]}, []),
        ({"processingStates": ["RUNNING", "SETBACK"]}, [f"{SLEEP},z"]),
        ({"types": ["AD_HOC"]}, [f"{SLEEP},z"]),
        ({"regex": ",spare"}, ["/spare/chain,spare1"]),
        ({"folders": [{"folder": "/spare"}]}, ["/spare/chain,spare1"]),
        ({"orders": [{"jobChain": SLEEP, "orderId": "z"}], "processingStates": ["PENDING"]}, [f"{SLEEP},z"]),
        ({"processingStates": []}, [f"{CHAIN},order1", f"{SLEEP},z", "/spare/chain,spare1"]),
    ],
)
def test_filters_narrow_together(desk: Desk, asked: dict[str, object], found: list[str]) -> None:
    """Of orders that are named one by one, states and patterns say nothing."""
    desk.sleeper()
    assert paths(desk.get("orders", **asked)["orders"]) == found


def test_an_unknown_order_is_an_empty_shell_or_an_error(desk: Desk) -> None:
    """As the caller wishes."""
    shown = desk.get("order", jobChain=CHAIN, orderId="nobody")["order"]
    assert list(shown) == ["surveyDate"]
    code, _ = desk.error("order", jobChain=CHAIN, orderId="nobody", suppressNotExistException=False)
    assert code == "JOC-161"


def test_the_inventory_has_orders_with_a_file_only(desk: Desk) -> None:
    """What was added never appears; deleting a permanent order deletes its file."""
    desk.sleeper()
    assert paths(desk.get("orders/p")["orders"]) == [f"{CHAIN},order1", "/spare/chain,spare1"]
    assert desk.error("order/p", jobChain=SLEEP, orderId="z")[0] == "JOC-408"
    assert desk.get("order/p", jobChain=CHAIN, orderId="order1")["order"]["initialState"] == "100"
    desk.change("delete", "order1")
    assert paths(desk.get("orders/p")["orders"]) == ["/spare/chain,spare1"]


def test_a_snapshot_counts_by_state(desk: Desk) -> None:
    """Of all chains, or of some."""
    desk.sleeper()
    assert desk.get("orders/overview/snapshot")["orders"]["running"] == 1
    assert desk.get("orders/overview/snapshot", jobChains=[{"jobChain": CHAIN}])["orders"]["running"] == 0


def test_a_pattern_that_cannot_be_used_is_an_error(desk: Desk) -> None:
    """Also where nothing is there to be compared."""
    assert desk.error("orders", regex="(")[0] == "JOC-405"


@pytest.mark.parametrize(
    ("path", "member"),
    [
        ("orders", "orders"),
        ("orders/p", "orders"),
        ("jobs", "jobs"),
        ("jobs/p", "jobs"),
        ("job_chains", "jobChains"),
        ("job_chains/p", "jobChains"),
    ],
)
def test_lists_omit_what_the_role_is_kept_out_of(path: str, member: str) -> None:
    """Silently."""
    assert any(each.startswith("/spare/") for each in paths(Desk().get(path)[member]))
    kept_in = paths(Desk(user="api_user").get(path)[member])
    assert kept_in
    assert not any(each.startswith("/spare/") for each in kept_in)
