from __future__ import annotations

from dataclasses import replace

from harness.vendors.joc.emulator.engine import Ground
from harness.vendors.joc.emulator.master import Master
from harness.vendors.joc.emulator.order import Order
from tests.vendors.joc.emulator.desk import CHAIN, SLEEP, Desk

LATE = 10**12


def order(name: str, start: int | None = 5) -> Order:
    """Return an order that is due."""
    return Order(CHAIN, name, "AD_HOC", "100", "100", start)


def test_settling_twice_changes_nothing() -> None:
    """Reading changes nothing: what is due has happened, once."""
    master = Master.new(0)
    master.put(order("x"))
    master.settle(LATE)
    once = master.copy()
    master.settle(LATE)
    assert (master.orders, master.runs) == (once.orders, once.runs)
    (run,) = master.runs.values()
    assert [step.node for step in run.steps] == ["100", "200"]


def test_a_copy_is_left_alone() -> None:
    """Snapshots hold whatever comes later."""
    master = Master.new(0)
    master.put(order("x"))
    copy = master.copy()
    master.settle(LATE)
    assert f"{CHAIN},x" in copy.orders
    assert copy.runs == {}


def test_orders_go_on_when_their_chain_does() -> None:
    """What could not move is planned anew, and begins when it may."""
    master = Master.new(0)
    master.regroup(replace(master.ground, chains=frozenset({CHAIN})))
    master.put(order("x"))
    master.settle(LATE)
    assert f"{CHAIN},x" in master.orders
    master.regroup(Ground(0))
    master.settle(2 * LATE)
    (run,) = master.runs.values()
    assert run.started == LATE


def test_generated_ids_are_free_in_their_chain() -> None:
    """The counter passes by what somebody has chosen."""
    master = Master.new(0)
    master.put(order("1", None))
    assert [master.take_order_id(CHAIN), master.take_order_id(SLEEP)] == ["2", "3"]
    assert [each.id for each in master.of_chain(CHAIN)] == ["order1", "1"]


def test_an_order_in_a_task_is_replaced_after_its_step(desk: Desk) -> None:
    """The old one finishes what it is at; the new one then takes its place."""
    desk.sleeper("z", 10)
    desk.add("z", SLEEP, title="second")
    assert "title" not in desk.get("order", orderId="z", jobChain=SLEEP)["order"]
    desk.wait(10.5)
    assert desk.get("order", orderId="z", jobChain=SLEEP)["order"]["title"] == "second"


def test_a_task_of_a_stopped_job_waits() -> None:
    """Until the job is not stopped any more."""
    master = Master.new(0)
    job = "/spare/standalone"
    master.regroup(replace(master.ground, jobs=frozenset({job})))
    task = master.start_task(job, 5, 5)
    assert (task.begins, task.phase(LATE)) == (None, "queued")
    master.settle(9)
    master.regroup(Ground(0))
    assert master.tasks[task.id].begins == 9
