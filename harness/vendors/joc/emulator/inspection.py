"""The truth about an order, for the control API: what callers cannot see is measured against it."""

from __future__ import annotations

from typing import Any

from harness.vendors.joc.emulator.engine import due, processing_state
from harness.vendors.joc.emulator.order import Order
from harness.vendors.joc.emulator.server import Server


def describe_order(server: Server, order: Order, now: int) -> dict[str, Any]:
    """Return an order with its instants in seconds since the epoch."""
    ground = server.master.ground
    following = due(order, ground)
    return {
        "key": order.key,
        "type": order.type,
        "state": processing_state(order, ground, now),
        "node": order.node,
        "history": None if order.run is None else order.run.history,
        "next": None if following is None else following / 1e9,
    }
