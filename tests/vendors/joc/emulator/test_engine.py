from __future__ import annotations

from dataclasses import replace

import pytest

from harness.vendors.joc.emulator.engine import (
    Ground,
    Numbers,
    advance,
    arrive,
    closed_run,
    due,
    processing_state,
)
from harness.vendors.joc.emulator.order import Order, Run
from tests.vendors.joc.emulator.desk import CHAIN, SLEEP, Desk

NUMBERS = Numbers(7, 70)
ORDER = Order(CHAIN, "x", "AD_HOC", "100", "100", 5)
GROUND = Ground()


def test_an_order_goes_through_its_nodes_by_itself() -> None:
    """Picked, executed, next node, end: each step follows from the order and the clock alone."""
    picked = advance(ORDER, GROUND, NUMBERS, 5)
    assert picked.task is not None
    assert picked.run is not None
    assert (picked.task.id, picked.run.history, picked.run.started) == (7, 70, 5)
    assert due(picked, GROUND) == picked.task.ends
    second = advance(picked, GROUND, NUMBERS, picked.task.ends)
    assert (second.node, second.task) == ("200", None)
    last = advance(second, GROUND, Numbers(8, 71), picked.task.ends)
    assert last.task is not None
    assert last.run is not None
    assert last.run.history == 70
    ended = advance(last, GROUND, Numbers(9, 71), last.task.ends)
    assert ended.gone
    assert ended.run is not None
    assert (ended.node, ended.run.ended) == ("success", last.task.ends)
    assert due(ended, GROUND) is None


def test_the_same_order_at_the_same_instant_is_the_same() -> None:
    """The engine is a function: it draws by seed and task alone."""
    assert advance(ORDER, GROUND, NUMBERS, 5) == advance(ORDER, GROUND, NUMBERS, 5)


@pytest.mark.parametrize(
    ("ground", "why"),
    [
        (Ground(chains=frozenset({CHAIN})), "JOB_CHAIN_STOPPED"),
        (Ground(nodes=frozenset({(CHAIN, "100")})), "NODE_STOPPED"),
        (Ground(jobs=frozenset({"/agent/job1"})), "JOB_STOPPED"),
    ],
)
def test_what_is_stopped_keeps_an_order_that_is_due(ground: Ground, why: str) -> None:
    """It waits, and says why; before its start it is merely pending."""
    assert due(ORDER, ground) is None
    assert processing_state(ORDER, ground, 5) == why
    assert processing_state(ORDER, ground, 4) == "PENDING"


def test_the_first_state_that_holds_is_shown() -> None:
    """Suspension goes before everything, also before a step that is being executed."""
    picked = advance(ORDER, GROUND, NUMBERS, 5)
    assert picked.task is not None
    assert processing_state(picked, GROUND, 5) == "WAITING_FOR_TASK"
    assert processing_state(picked, GROUND, picked.task.begins) == "RUNNING"
    assert processing_state(replace(picked, suspended=True), GROUND, picked.task.begins) == "SUSPENDED"
    assert processing_state(replace(ORDER, blacklisted=True), GROUND, 5) == "BLACKLIST"
    assert processing_state(replace(ORDER, setback=9), GROUND, 8) == "SETBACK"
    assert processing_state(replace(ORDER, start=None), GROUND, 8) == "PENDING"
    assert processing_state(replace(ORDER, touched=True), GROUND, 4) == "NODE_DELAY"


def test_skipped_nodes_are_passed_by() -> None:
    """Where every node is skipped an order ends at once."""
    ground = Ground(skipped=frozenset({(CHAIN, "100"), (CHAIN, "200")}))
    assert arrive(ORDER, "100", ground, 5).gone
    assert advance(ORDER, ground, NUMBERS, 5).gone


def test_an_end_state_ends_an_order_early() -> None:
    """An order may name another node to end at."""
    assert arrive(replace(ORDER, end_state="200"), "200", GROUND, 9).gone


def test_a_permanent_order_begins_again_at_its_end() -> None:
    """It goes back to its first node, with its record closed, and waits for its next start."""
    permanent = replace(ORDER, type="PERMANENT", touched=True, run=Run(1, CHAIN, "x", 5, "200"))
    ended = arrive(permanent, "success", GROUND, 9)
    assert (ended.gone, ended.node, ended.touched, ended.start) == (False, "100", False, None)
    assert ended.run is not None
    assert ended.run.ended == 9
    assert closed_run(ended, 10) is ended


def test_a_suspended_order_stays_at_its_end(desk: Desk) -> None:
    """Its last step finishes, and it is kept in its chain instead of leaving it."""
    desk.sleeper("z", 1)
    desk.change("suspend", "z", SLEEP)
    desk.wait(5)
    assert desk.state("z", SLEEP) == "SUSPENDED"
    desk.change("resume", "z", SLEEP)
    assert desk.state("z", SLEEP) is None


@pytest.mark.parametrize(
    ("chain", "seconds", "state"),
    [("/batch/failing", 1, None), ("/batch/suspending", 1, "SUSPENDED"), ("/batch/setback", 1, "SETBACK")],
)
def test_a_failed_step_goes_where_its_node_says(
    desk: Desk, chain: str, seconds: float, state: str | None
) -> None:
    """To the error node, to suspension, or to a setback that ends at the error node."""
    desk.add("x", chain)
    desk.wait(seconds)
    assert desk.state("x", chain) == state
    desk.wait(30)
    if state != "SUSPENDED":
        (run,) = desk.get("orders/history", orders=[{"jobChain": chain, "orderId": "x"}])["history"]
        assert run["state"] == {"severity": 2, "_text": "FAILED"}
