from __future__ import annotations

from typing import Any

import pytest

from harness.vendors.joc.emulator.engine import Ground
from harness.vendors.joc.emulator.order import Order
from harness.vendors.joc.emulator.refusals import ItemRefusal
from harness.vendors.joc.emulator.verbs import VERBS, Command, apply, caller_params, check_node, partial
from tests.vendors.joc.emulator.desk import CHAIN, SLEEP, Desk

ASKED = [verb for verb in VERBS if verb != "reset_run_time"]
RUNNING = ("start", "reset", "set_state", "remove_setback")


@pytest.mark.parametrize("verb", ASKED)
def test_every_verb_may_be_asked_of_a_pending_order(desk: Desk, verb: str) -> None:
    """Nothing but a task keeps an order from being changed."""
    desk.add("x", at="now + 3600")
    assert desk.change(verb, "x").status == 200


@pytest.mark.parametrize("verb", ASKED)
def test_a_task_keeps_some_verbs_off(desk: Desk, verb: str) -> None:
    """SCHEDULER-217 for what would move the order; suspend, resume and delete are taken."""
    desk.sleeper()
    more: dict[str, Any] = {"state": "100"} if verb == "set_state" else {}
    answer = desk.change(verb, "z", SLEEP, **more)
    assert (answer.status == 419) is (verb in RUNNING)
    assert (b"SCHEDULER-217" in answer.body) is (verb in RUNNING)


@pytest.mark.parametrize("verb", ASKED)
def test_what_has_ended_is_not_in_its_chain(desk: Desk, verb: str) -> None:
    """SCHEDULER-162, whatever is asked."""
    desk.add("x")
    desk.wait(5)
    item = {"jobChain": CHAIN, "orderId": "x"}
    assert desk.failed(f"orders/{verb}", orders=[item]) == [(f"{CHAIN},x", "SCHEDULER-162")]


def test_suspension_is_shown_at_once_while_the_step_goes_on(desk: Desk) -> None:
    """A client that waits for SUSPENDED and believes that nothing runs is wrong."""
    desk.sleeper()
    desk.change("suspend", "z", SLEEP)
    shown = desk.get("order", orderId="z", jobChain=SLEEP)["order"]
    assert shown["processingState"] == {"severity": 5, "_text": "SUSPENDED", "manually": True}
    assert "taskId" in shown


def test_a_start_does_not_lift_a_suspension(desk: Desk) -> None:
    """Resume does; start only says when."""
    desk.add("x", at="now + 3600")
    desk.change("suspend", "x")
    desk.change("start", "x")
    desk.wait(5)
    assert desk.state("x") == "SUSPENDED"
    desk.change("resume", "x")
    desk.wait(5)
    assert desk.state("x") is None


def test_reset_puts_an_order_back(desk: Desk) -> None:
    """To its first node, not suspended, never to start by itself."""
    desk.add("x", "/batch/suspending")
    desk.wait(1)
    desk.change("reset", "x", "/batch/suspending")
    shown = desk.get("order", orderId="x", jobChain="/batch/suspending")["order"]
    assert (shown["processingState"]["_text"], shown["nextStartNever"]) == ("PENDING", True)


def test_a_setback_can_be_removed(desk: Desk) -> None:
    """The order tries now."""
    desk.add("x", "/batch/setback")
    desk.wait(0.5)
    desk.change("remove_setback", "x", "/batch/setback")
    assert desk.state("x", "/batch/setback") == "WAITING_FOR_TASK"


@pytest.mark.parametrize(("drift", "lifting"), [((), False), (("D14",), True)])
def test_set_state_removes_a_setback(drift: tuple[str, ...], lifting: bool) -> None:
    """Since 1.12.0 where it is asked not to."""
    desk = Desk(frozenset(drift))
    desk.add("x", "/batch/setback")
    desk.wait(1)
    desk.change("set_state", "x", "/batch/setback", removeSetback=not lifting)
    assert desk.state("x", "/batch/setback") == "SETBACK"
    desk.change("set_state", "x", "/batch/setback", removeSetback=lifting)
    assert desk.state("x", "/batch/setback") == "WAITING_FOR_TASK"


def test_parameters_are_merged_even_where_the_node_is_refused() -> None:
    """Attributes of one command are applied one after the other."""
    order = Order(CHAIN, "x", "AD_HOC", "100", "100", 5, params=(("a", "1"), ("b", "2")))
    command = Command("set_state", 9, Ground(), state="nowhere", params=(("b", "3"),))
    with pytest.raises(ItemRefusal, match="SCHEDULER-149"):
        apply(order, command)
    assert partial(order, command).params == (("a", "1"), ("b", "3"))
    assert partial(order, Command("suspend", 9, Ground(), params=(("b", "3"),))) is order


def test_set_state_to_an_end_node_ends_the_order(desk: Desk) -> None:
    """It also lifts a suspension."""
    desk.add("x", "/batch/suspending")
    desk.wait(1)
    desk.change("set_state", "x", "/batch/suspending", state="success")
    assert desk.state("x", "/batch/suspending") is None


def test_nobody_else_says_who_calls() -> None:
    """The calling account is among the parameters, and a sent one of that name is dropped."""
    assert caller_params((("scheduler_joc_user_account", "me"), ("a", "1")), "root") == (
        ("a", "1"),
        ("SCHEDULER_JOC_USER_ACCOUNT", "root"),
    )


def test_only_nodes_of_the_chain_can_be_named() -> None:
    """End nodes among them."""
    check_node(CHAIN, "success", 149)
    with pytest.raises(ItemRefusal, match="nowhere"):
        check_node(CHAIN, "nowhere", 149)
