"""Views of orders: live ones, which read the Master's memory, and those of the inventory."""

from __future__ import annotations

from collections.abc import Iterator

from harness.exchange import Response
from harness.vendors.joc.emulator.messages import json_response
from harness.vendors.joc.emulator.order import Order
from harness.vendors.joc.emulator.order_documents import bucket, order_p, order_v, state_of, summary
from harness.vendors.joc.emulator.plant import ORDERS
from harness.vendors.joc.emulator.refusals import Refusal, not_in_inventory
from harness.vendors.joc.emulator.selecting import fits, pattern, selected
from harness.vendors.joc.emulator.server import Ask


def list_orders(ask: Ask) -> Response:
    """List orders; what is not there is no error."""
    pattern(ask.body.get("regex"))
    found = sorted(_chosen(ask), key=lambda order: (order.chain, order.id))
    return json_response({"deliveryDate": ask.at, "orders": [order_v(ask, order) for order in found]})


def get_order(ask: Ask) -> Response:
    """Show one order; of one that is not there an empty shell, unless the caller wants an error."""
    chain, name = ask.body["jobChain"], ask.body["orderId"]
    order = ask.master.orders.get(f"{chain},{name}")
    if order is not None:
        return json_response({"deliveryDate": ask.at, "order": order_v(ask, order)})
    if not ask.body.get("suppressNotExistException", True):
        text = f'SCHEDULER-162  There is no order {name} in job chain "{chain}"'
        raise Refusal("JOC-161", f"JobSchedulerObjectNotExistException: {text}")
    return json_response({"deliveryDate": ask.at, "order": {"surveyDate": ask.at}})


def list_orders_p(ask: Ask) -> Response:
    """List the orders that have a file."""
    body = ask.body
    pattern(body.get("regex"))
    found = [
        order
        for order in ORDERS
        if selected(body.get("orders"), order.chain, order.id)
        and fits(body.get("regex"), f"{order.chain},{order.id}")
        and ask.shows(order.chain)
        and (not body.get("types") or "PERMANENT" in body["types"])
        and _still_there(ask, f"{order.chain},{order.id}")
    ]
    return json_response({"deliveryDate": ask.at, "orders": [order_p(ask, order) for order in found]})


def get_order_p(ask: Ask) -> Response:
    """Show an order that has a file; any other is not in the inventory."""
    wanted = (ask.body["jobChain"], ask.body["orderId"])
    for order in ORDERS:
        if (order.chain, order.id) == wanted and _still_there(ask, f"{order.chain},{order.id}"):
            return json_response({"deliveryDate": ask.at, "order": order_p(ask, order)})
    raise not_in_inventory(",".join(wanted), "INVENTORY_ORDERS")


def snapshot(ask: Ask) -> Response:
    """Count the orders there are, by state."""
    body = ask.body
    pattern(body.get("regex"))
    named = {each["jobChain"] for each in body.get("jobChains", ())}
    orders = [
        order
        for order in ask.master.orders.values()
        if (not named or order.chain in named)
        and fits(body.get("regex"), order.chain)
        and ask.shows(order.chain)
    ]
    counted = summary(ask, orders)
    return json_response({"deliveryDate": ask.at, "surveyDate": ask.at, "orders": counted})


def _chosen(ask: Ask) -> Iterator[Order]:
    body = ask.body
    entries = body.get("orders", ())
    concrete = bool(entries) and all(entry.get("orderId") for entry in entries)
    regex = None if concrete else body.get("regex")
    states = None if concrete else body.get("processingStates")
    for order in _candidates(ask):
        if body.get("types") and order.type not in body["types"]:
            continue
        if not ask.shows(order.chain) or not fits(regex, order.key):
            continue
        if not states or bucket(state_of(ask, order)) in states:
            yield order


def _candidates(ask: Ask) -> Iterator[Order]:
    """Yield the orders that the list of order paths names, each once; without a list all."""
    entries = ask.body.get("orders")
    if not entries:
        yield from ask.master.orders.values()
        return
    seen = set()
    for entry in entries:
        if entry.get("orderId"):
            found = ask.master.orders.get(f"{entry['jobChain']},{entry['orderId']}")
            named = [found] if found is not None else []
        else:
            named = list(ask.master.of_chain(entry["jobChain"]))
        for order in named:
            if order.key not in seen:
                seen.add(order.key)
                yield order


def _still_there(ask: Ask, key: str) -> bool:
    """Tell whether the order's file is there: deleting a permanent order deletes it."""
    order = ask.master.orders.get(key)
    return order is not None and order.type == "PERMANENT"
