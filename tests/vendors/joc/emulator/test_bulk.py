from __future__ import annotations

from typing import Any

from tests.vendors.joc.emulator.desk import CHAIN, Desk


def test_an_empty_list_is_a_wrong_request(desk: Desk) -> None:
    """JOC-406 by code, whether the list is empty or not there."""
    cases: tuple[dict[str, Any], ...] = ({}, {"orders": []})
    for asked in cases:
        code, message = desk.error("orders/suspend", **asked)
        assert (code, message.endswith("undefined 'orders'")) == ("JOC-406", True)


def test_success_tells_two_dates_and_ok(desk: Desk) -> None:
    """The Master's clock and JOC's."""
    assert desk.get("orders/suspend", orders=[{"orderId": "order1", "jobChain": CHAIN}]).keys() == {
        *("surveyDate", "deliveryDate", "ok"),
    }


def test_items_are_carried_out_in_their_order(desk: Desk) -> None:
    """Deleting twice fails the second time."""
    item = {"orderId": desk.add("x", at="now + 60"), "jobChain": CHAIN}
    assert desk.failed("orders/delete", orders=[item, item]) == [(f"{CHAIN},x", "SCHEDULER-162")]


def test_a_role_may_be_kept_to_folders() -> None:
    """Items outside of them fail by themselves since 1.13.5; views leave such orders out."""
    desk = Desk(user="api_user")
    spare = {"jobChain": "/spare/chain", "orderId": "x"}
    assert desk.failed("orders/add", orders=[spare]) == [("/spare/chain,x", "JOC-419")]
    assert [each["orderId"] for each in desk.get("orders")["orders"]] == ["order1"]
    older = Desk(frozenset({"D20"}), user="api_user")
    assert older.get("orders/add", orders=[spare])["ok"] is True
