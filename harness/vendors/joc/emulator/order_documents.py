"""Documents of orders: order_v of the live views, order_p of the inventory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from harness.vendors.joc.emulator.engine import processing_state
from harness.vendors.joc.emulator.order import Order
from harness.vendors.joc.emulator.plant import CHAINS, OrderDefinition
from harness.vendors.joc.emulator.server import Ask

SEVERITIES: Final[Mapping[str, int]] = {
    "PENDING": 1,
    "RUNNING": 0,
    "SUSPENDED": 5,
    "SETBACK": 5,
    "BLACKLIST": 3,
    "JOB_NOT_IN_PERIOD": 3,
    "NODE_DELAY": 3,
    "WAITING_FOR_LOCK": 3,
    "WAITING_FOR_PROCESS": 3,
    "WAITING_FOR_TASK": 3,
    "WAITING_FOR_AGENT": 2,
    "JOB_CHAIN_STOPPED": 2,
    "NODE_STOPPED": 2,
    "JOB_STOPPED": 2,
}
_BUCKETS: Final = ("PENDING", "RUNNING", "SUSPENDED", "SETBACK", "BLACKLIST")
_COUNTERS: Final = {
    "PENDING": "pending",
    "RUNNING": "running",
    "SUSPENDED": "suspended",
    "SETBACK": "setback",
    "WAITINGFORRESOURCE": "waitingForResource",
    "BLACKLIST": "blacklist",
}


def state_of(ask: Ask, order: Order) -> str:
    """Return the processing state."""
    return processing_state(order, ask.master.ground, ask.now)


def bucket(state: str) -> str:
    """Return what a processing state is filtered and counted as."""
    return state if state in _BUCKETS else "WAITINGFORRESOURCE"


def order_v(ask: Ask, order: Order) -> dict[str, Any]:
    """Return an order as the live views show it."""
    state = state_of(ask, order)
    document = {
        "path": order.key,
        "orderId": order.id,
        "jobChain": order.chain,
        "surveyDate": ask.at,
        "_type": order.type,
        "state": order.node,
        "processingState": _processing(ask, order, state),
        "runTimeIsTemporary": False,
    }
    node = CHAINS[order.chain].by_name.get(order.node)
    if node is not None and state != "BLACKLIST":
        document["job"] = node.job
    _tell_times(document, ask, order, state)
    if order.title:
        document["title"] = order.title
    if not ask.compact:
        _tell_details(document, order)
    return document


def order_p(ask: Ask, order: OrderDefinition) -> dict[str, Any]:
    """Return an order that has a file, as the inventory shows it."""
    return {
        "surveyDate": ask.at,
        "path": f"{order.chain},{order.id}",
        "orderId": order.id,
        "jobChain": order.chain,
        "priority": 0,
        "_type": "PERMANENT",
        "title": order.title,
        "initialState": order.initial,
        "estimatedDuration": 0,
        "configurationDate": ask.server.written(0),
    }


def summary(ask: Ask, orders: Iterable[Order], *, blacklist: bool = True) -> dict[str, int]:
    """Count orders by bucket; blacklisted ones are counted for chains only."""
    counted = Counter(bucket(state_of(ask, order)) for order in orders)
    names = [name for name in _COUNTERS if blacklist or name != "BLACKLIST"]
    return {_COUNTERS[name]: counted[name] for name in names}


def _processing(ask: Ask, order: Order, state: str) -> dict[str, Any]:
    document: dict[str, Any] = {"severity": SEVERITIES[state], "_text": state}
    if state == "SUSPENDED" and ask.release.manually:
        document["manually"] = order.manually
    elif state == "JOB_STOPPED" and ask.release.manually:
        job = CHAINS[order.chain].by_name[order.node].job
        document["manually"] = job in ask.master.stopped_by_hand
    return document


def _tell_times(document: dict[str, Any], ask: Ask, order: Order, state: str) -> None:
    written, now = ask.server.written, ask.now
    if order.run is not None and order.touched:
        document["historyId"] = str(order.run.history)
        document["startedAt"] = written(order.run.started)
    if order.task is not None:
        document["taskId"] = str(order.task.id)
        if now >= order.task.begins:
            document["inProcessSince"] = written(order.task.begins)
    if state == "SETBACK" and order.setback is not None:
        document["setback"] = written(order.setback)
    if order.start is not None and order.start > now and state in ("PENDING", "NODE_DELAY"):
        document["nextStartTime"] = written(order.start)
    elif not order.touched and ask.release.never:
        document["nextStartNever"] = True


def _tell_details(document: dict[str, Any], order: Order) -> None:
    document["priority"] = order.priority
    if order.params:
        document["params"] = [{"name": name, "value": value} for name, value in order.params]
    if order.end_state:
        document["endState"] = order.end_state
