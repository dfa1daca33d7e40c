"""The order engine: what becomes of an order by itself, as a pure function of (order, ground, instant).

``due`` says when something happens next, ``advance`` makes it happen. The rules are those of the 1.x
Master (sos-berlin/scheduler-engine, Order.cxx).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from harness.emulation.clock import SECOND
from harness.seed import stream
from harness.vendors.joc.emulator.order import Order, Run, Step, Task
from harness.vendors.joc.emulator.plant import (
    CHAINS,
    JOBS,
    SETBACK_SECONDS,
    SETBACKS,
    SLEEPER,
    NodeDefinition,
)

TASK_START: Final = 20_000_000
"""Nanoseconds from the moment a task picks an order to the beginning of its step."""
_LONGEST: Final = 7 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Ground:
    """What decides, besides the order itself, whether it moves: what somebody has stopped."""

    seed: int = 0
    chains: frozenset[str] = frozenset()
    """Chains that are stopped."""
    jobs: frozenset[str] = frozenset()
    """Jobs that are stopped, or stopping."""
    nodes: frozenset[tuple[str, str]] = frozenset()
    """Nodes (chain, name) that are stopped."""
    skipped: frozenset[tuple[str, str]] = frozenset()
    """Nodes that orders pass by."""

    def closed(self, order: Order) -> str | None:
        """Return why no step of the order may begin, in JOC's words; None when one may."""
        if order.chain in self.chains:
            return "JOB_CHAIN_STOPPED"
        if (order.chain, order.node) in self.nodes:
            return "NODE_STOPPED"
        node = CHAINS[order.chain].by_name.get(order.node)
        return "JOB_STOPPED" if node is not None and node.job in self.jobs else None


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers that the next task and the next record of the history get."""

    task: int
    history: int


def due(order: Order, ground: Ground) -> int | None:
    """Return the instant at which something happens to the order by itself; None: nothing ever does."""
    if order.gone:
        return None
    if order.task is not None:
        return order.task.ends
    if order.suspended or order.blacklisted or ground.closed(order) is not None:
        return None
    if order.setback is not None:
        return order.setback
    return order.start


def advance(order: Order, ground: Ground, numbers: Numbers, at: int) -> Order:
    """Return the order after what happens to it at ``at``: its step ends, or a task picks it."""
    if order.task is not None:
        return _end_step(order, order.task, ground)
    return _pick(order, ground, numbers, at)


def arrive(order: Order, node: str, ground: Ground, at: int) -> Order:
    """Return the order come to ``node``, having passed by skipped nodes; at an end node it has ended."""
    chain = CHAINS[order.chain]
    seen: set[str] = set()
    while (order.chain, node) in ground.skipped and node in chain.by_name and node not in seen:
        seen.add(node)
        node = chain.by_name[node].next
    run = None if order.run is None else replace(order.run, node=node)
    moved = replace(order, node=node, run=run, start=at, setback=None, setbacks=0)
    if node in chain.ends or node == order.end_state:
        return _end(moved, at)
    return moved


def closed_run(order: Order, at: int) -> Order:
    """Return the order with its record of the history closed at ``at``, if it has an open one."""
    if order.run is None or order.run.ended is not None:
        return order
    return replace(order, run=replace(order.run, ended=at))


def _pick(order: Order, ground: Ground, numbers: Numbers, at: int) -> Order:
    run = order.run
    if not order.touched or run is None:
        # The record of an earlier way is closed and stays in the history; this is the next one.
        run = Run(numbers.history, order.chain, order.id, at, order.node)
    order = replace(order, run=run, touched=True, setback=None)
    chain = CHAINS[order.chain]
    if (order.chain, order.node) in ground.skipped or order.node not in chain.by_name:
        return arrive(order, order.node, ground, at)
    job = JOBS[chain.by_name[order.node].job]
    lasts = round(_seconds(order, job.path, job.seconds, ground.seed, numbers.task) * SECOND)
    begins = at + TASK_START
    return replace(order, task=Task(numbers.task, at, begins, begins + lasts, job.exit_code))


def _seconds(order: Order, job: str, usual: float, seed: int, task: int) -> float:
    asked = dict(order.params).get("seconds", "")
    if job == SLEEPER and asked.isascii() and asked.replace(".", "", 1).isdigit():
        return min(float(asked), _LONGEST)
    return usual * stream(seed, "step", task).uniform(0.8, 1.2)


def _end_step(order: Order, task: Task, ground: Ground) -> Order:
    chain = CHAINS[order.chain]
    node = chain.by_name[order.node]
    failed = task.exit_code != 0
    run = order.run
    if run is not None:
        run = replace(run, steps=(*run.steps, Step(node.name, node.job, task)), failed=failed)
    ended = replace(order, task=None, run=run)
    if not failed:
        return arrive(ended, node.next, ground, task.ends)
    return _ON_ERROR.get(node.on_error, _to_error_node)(ended, node, ground, task.ends)


def _to_error_node(order: Order, node: NodeDefinition, ground: Ground, at: int) -> Order:
    return arrive(order, node.error, ground, at)


def _suspend(order: Order, node: NodeDefinition, ground: Ground, at: int) -> Order:
    del node, ground
    return replace(order, suspended=True, manually=False, start=at)


def _set_back(order: Order, node: NodeDefinition, ground: Ground, at: int) -> Order:
    if order.setbacks >= SETBACKS:
        return arrive(order, node.error, ground, at)
    until = at + round(SETBACK_SECONDS * SECOND)
    return replace(order, setback=until, setbacks=order.setbacks + 1, start=at)


_ON_ERROR: Final[dict[str, Callable[[Order, NodeDefinition, Ground, int], Order]]] = {
    "suspend": _suspend,
    "setback": _set_back,
}


def _end(order: Order, at: int) -> Order:
    """Return an order at its end: a permanent one begins again, another leaves its chain.

    One that is suspended stays: a permanent one at its first node, another as if it were blacklisted, with
    its record of the history open.
    """
    if order.type == "PERMANENT":
        return replace(closed_run(order, at), node=order.initial, touched=False, start=None)
    if order.suspended:
        return replace(order, blacklisted=True)
    return replace(closed_run(order, at), gone=True)


def processing_state(order: Order, ground: Ground, now: int) -> str:
    """Return what JOC shows: the first that holds (scheduler-engine's order queries, JOC's mapper)."""
    if order.suspended:
        return "SUSPENDED"
    if order.blacklisted:
        return "BLACKLIST"
    if order.task is not None:
        return "RUNNING" if now >= order.task.begins else "WAITING_FOR_TASK"
    if order.setback is not None and order.setback > now:
        return "SETBACK"
    if not order.touched and (order.start is None or order.start > now):
        return "PENDING"
    return ground.closed(order) or ("NODE_DELAY" if (order.start or 0) > now else "WAITING_FOR_TASK")
