"""Modify calls on orders: one command an item, in the order of the list; what fails is collected (419)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from harness.exchange import Response
from harness.vendors.joc.emulator import verbs
from harness.vendors.joc.emulator.audit import noted
from harness.vendors.joc.emulator.bulk import Item, carry_out, chain_of, start_of
from harness.vendors.joc.emulator.order import Order, Params
from harness.vendors.joc.emulator.plant import CHAINS
from harness.vendors.joc.emulator.refusals import ItemRefusal, refuse
from harness.vendors.joc.emulator.server import Ask, Resource


def changer(verb: str) -> Resource:
    """Return the resource that applies ``verb`` to the orders of a request."""
    return partial(carry_out, name="orders", path_of=path_of, act=partial(_change, verb))


def add_orders(ask: Ask) -> Response:
    """Add orders; one whose id is taken is replaced, after its step if it is in one."""
    listed = "orders" if ask.release.added_list else None
    return carry_out(ask, "orders", path_of, _add, listed)


def path_of(item: Item) -> str:
    """Return an order's name in an error: its chain, and its id where there is one."""
    name = item.get("orderId")
    return f"{item['jobChain']},{name}" if name else str(item["jobChain"])


def _change(verb: str, ask: Ask, item: Item) -> None:
    if not item.get("orderId"):
        message = "JocMissingRequiredParameterException: undefined 'orderId'"
        raise ItemRefusal("JOC-406", message, master=False)
    noted(ask, f"./orders/{verb}", item)
    _check_run_time(ask, item)
    command = _command(verb, ask, item)
    order = _known(ask, item)
    try:
        ask.master.put(verbs.apply(order, command))
    except ItemRefusal:
        ask.master.put(verbs.partial(order, command))
        raise


def _known(ask: Ask, item: Item) -> Order:
    chain, name = chain_of(item), item["orderId"]
    order = ask.master.orders.get(f"{chain},{name}")
    if order is None:
        refuse(162, f'There is no order {name} in job chain "{chain}"')
    return order


def _command(verb: str, ask: Ask, item: Item) -> verbs.Command:
    release = ask.release
    placed = verb == "set_state" or (verb in ("start", "resume") and release.start_state)
    given = _params(item)
    if verb not in ("start", "resume", "set_state") or (verb == "set_state" and not release.state_params):
        given = ()
    elif release.caller_param:
        given = verbs.caller_params(given, ask.account.user)
    return verbs.Command(
        verb=verb,
        now=ask.now,
        ground=ask.master.ground,
        state=item.get("state", "") if placed else "",
        end_state=item.get("endState", "") if placed else "",
        params=given,
        at=start_of(ask, item) if verb == "start" else None,
        resume=item.get("resume", False),
        # Since 1.12.0 it is false that lifts the setback, by mistake.
        lifts_setback=item.get("removeSetback") is (not release.state_params),
    )


def _params(item: Item) -> Params:
    return tuple((each["name"], each["value"]) for each in item.get("params", ()))


def _add(ask: Ask, item: Item) -> dict[str, Any]:
    noted(ask, "./orders/add", item)
    chain, given = chain_of(item), item.get("orderId", "")
    _check_run_time(ask, item)
    if item.get("state"):
        _check_start(chain, item["state"])
    name = given or ask.master.take_order_id(chain)
    if given and ask.release.slashed_ids and not given.startswith("/"):
        name = f"/{given}"
    _place(ask, _new(ask, item, name))
    told = {"surveyDate": ask.at, "jobChain": chain}
    # Who chose the id is not told it again (OrdersResourceCommandAddOrderImpl).
    return told if given else {**told, "orderId": name}


def _check_run_time(ask: Ask, item: Item) -> None:
    """Refuse a run time in the form of another release: it was XML in a string until 1.12."""
    given = item.get("runTime")
    if given is not None and isinstance(given, str) is not ask.release.run_time_xml:
        message = "com.fasterxml.jackson.databind.exc.MismatchedInputException: runTime"
        raise ItemRefusal("JOC-419", message, master=False)


def _check_start(chain: str, state: str) -> None:
    if state not in CHAINS[chain].by_name:
        refuse(438, f'{state} is no node of job chain "{chain}" that an order can start at')


def _new(ask: Ask, item: Item, name: str) -> Order:
    chain = CHAINS[item["jobChain"]]
    first = item.get("state") or chain.nodes[0].name
    start = start_of(ask, item)
    # A run time without start has the order wait; so does none but for `at`, whose default is now.
    idle = start is None and _has_run_time(item) and not item.get("at")
    params = _params(item)
    if ask.release.caller_param:
        params = verbs.caller_params(params, ask.account.user)
    return Order(
        chain=chain.path,
        id=name,
        type="AD_HOC",
        initial=first,
        node=first,
        start=None if idle else (ask.now if start is None else start),
        title=item.get("title", ""),
        priority=item.get("priority", 0),
        params=params,
        end_state=item.get("endState", ""),
    )


def _has_run_time(item: Mapping[str, Any]) -> bool:
    return bool(item.get("runTime") or item.get("runTimeXml"))


def _place(ask: Ask, order: Order) -> None:
    old = ask.master.orders.get(order.key)
    if old is not None and old.task is not None:
        ask.master.put(replace(old, successor=order))
        return
    if old is not None:
        ask.master.put(verbs.apply(old, verbs.Command("delete", ask.now, ask.master.ground)))
    ask.master.put(order)
    ask.master.settle(ask.now)
