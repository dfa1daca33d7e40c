from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.vendors.joc.script import CHAIN, DATE, Script


def troubles(script: Script) -> set[str]:
    """Return the rules that fire above info."""
    return {each.rule for each in script.findings() if each.severity != "info"}


def refused(script: Script, verb: str) -> None:
    """Write down a change that was refused."""
    failed = {"path": f"{CHAIN},x", "code": "SCHEDULER-217", "message": "SCHEDULER-217  In a task"}
    script.say(f"orders/{verb}", {"orders": [{"jobChain": CHAIN, "orderId": "x"}]}, {"errors": [failed]}, 419)


@pytest.mark.parametrize(
    "between",
    [
        lambda script: script.changed("resume"),
        lambda script: script.added(),
        lambda script: refused(script, "set_state"),
        lambda script: script.say("orders/resume", {"orders": [{"jobChain": CHAIN, "orderId": "x"}]}, None),
    ],
)
def test_what_else_was_asked_of_an_order_excuses_its_state(between: Callable[[Script], None]) -> None:
    """Also what was refused, as it may have been done in part, and what had no answer."""
    script = Script()
    script.changed("suspend")
    between(script)
    script.shown("RUNNING")
    assert troubles(script) == set()


def test_a_change_before_the_suspend_is_no_excuse() -> None:
    """It was over."""
    script = Script()
    script.changed("resume")
    script.changed("suspend")
    script.shown("RUNNING")
    assert troubles(script) == {"joc.suspend-holds"}


def test_a_list_shows_a_suspended_order_too() -> None:
    """Of an order that has started, and of one that has not."""
    script = Script()
    script.changed("suspend")
    script.say("orders", {}, {"deliveryDate": DATE, "orders": []})
    assert troubles(script) == set()


def test_an_order_may_be_gone_once_its_time_has_come() -> None:
    """By the server's own clock; and where no time can be read nothing is claimed."""
    script = Script()
    script.added(at="now + 60")
    script.shown(None, at="2026-01-05T08:01:01.000Z")
    script.added("y", at="2026-01-05 09:00")
    script.shown(None, "y")
    script.added("z")
    script.shown(None, "z")
    assert troubles(script) == set()


def test_as_many_orders_are_listed_as_were_added() -> None:
    """In the order of the request."""
    script = Script()
    told = {"deliveryDate": DATE, "ok": True, "orders": []}
    script.say("orders/add", {"orders": [{"jobChain": CHAIN, "orderId": "x"}]}, told)
    assert troubles(script) == {"joc.added-told"}
