"""What the Master does to one order when asked: commands add_order, modify_order and remove_order.

Attributes of one command are applied one after the other: parameters are merged even when the node is
then refused (scheduler-engine, spooler_order.cxx).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from harness.vendors.joc.emulator.engine import Ground, arrive, closed_run
from harness.vendors.joc.emulator.order import Order, Params, merged
from harness.vendors.joc.emulator.plant import CHAINS
from harness.vendors.joc.emulator.refusals import refuse

IN_A_TASK: Final = 217
_CALLER: Final = "SCHEDULER_JOC_USER_ACCOUNT"


@dataclass(frozen=True, slots=True)
class Command:
    """What is asked of one order at instant ``now``; empty texts are not given."""

    verb: str
    now: int
    ground: Ground
    state: str = ""
    end_state: str = ""
    params: Params = ()
    at: int | None = None
    """When it is to start; None: now."""
    resume: bool = False
    lifts_setback: bool = False
    """Whether moving an order (set_state) lets one that is set back try now."""


def apply(order: Order, command: Command) -> Order:
    """Return the order after ``command``; raise ``ItemRefusal``, whose partial effect ``partial`` tells."""
    return _VERBS[command.verb](order, command)


def partial(order: Order, command: Command) -> Order:
    """Return what a refused command has changed all the same: parameters come before the node."""
    return _with_params(order, command) if command.verb in _MERGING else order


def caller_params(params: Params, caller: str) -> Params:
    """Return parameters with the calling account among them, and nobody else's word for it (1.12.3)."""
    own = tuple(pair for pair in params if pair[0].upper() != _CALLER)
    return (*own, (_CALLER, caller))


def check_node(chain: str, node: str, code: int) -> None:
    """Refuse a node that the chain does not have."""
    definition = CHAINS[chain]
    if node not in definition.by_name and node not in definition.ends:
        refuse(code, f'There is no node {node} in job chain "{chain}"')


def _with_params(order: Order, command: Command) -> Order:
    return replace(order, params=merged(order.params, command.params))


def _free(order: Order) -> None:
    if order.task is not None:
        refuse(IN_A_TASK, f"Order {order.id} is being processed by task {order.task.id}")


def _to_node(order: Order, command: Command) -> Order:
    """Return the order at the node that the command names, if it names one."""
    ended = replace(order, end_state=command.end_state or order.end_state)
    if not command.state:
        return ended
    _free(order)
    check_node(order.chain, command.state, 149)
    if not order.touched:
        return replace(ended, node=command.state)
    return arrive(ended, command.state, command.ground, command.now)


def _start(order: Order, command: Command) -> Order:
    order = _with_params(order, command)
    _free(order)
    if order.blacklisted:
        return order
    start = command.now if command.at is None else command.at
    return replace(_to_node(order, command), start=start)


def _suspend(order: Order, command: Command) -> Order:
    del command
    return replace(order, suspended=True, manually=True)


def _resume(order: Order, command: Command) -> Order:
    order = _with_params(order, command)
    if order.blacklisted:
        return replace(closed_run(order, command.now), gone=True)
    if order.suspended:
        start = command.now if order.touched else order.start
        order = replace(order, suspended=False, manually=False, start=start)
    return _to_node(order, command)


def _reset(order: Order, command: Command) -> Order:
    _free(order)
    order = closed_run(order, command.now)
    begun = replace(order, node=order.initial, touched=False, start=None, setback=None, setbacks=0)
    return replace(begun, suspended=False, manually=False, blacklisted=False)


def _set_state(order: Order, command: Command) -> Order:
    order = _with_params(order, command)
    if order.blacklisted:
        refuse(405, f"The state of order {order.id} cannot be set")
    ending = bool(command.state) and command.state in CHAINS[order.chain].ends
    if command.resume or ending:
        order = replace(order, suspended=False, manually=False)
    if command.lifts_setback:
        order = _remove_setback(order, command)
    return _to_node(order, command)


def _remove_setback(order: Order, command: Command) -> Order:
    _free(order)
    if order.setback is None:
        return order
    return replace(order, setback=None, start=command.now)


def _set_run_time(order: Order, command: Command) -> Order:
    del command
    return order


def _delete(order: Order, command: Command) -> Order:
    return replace(closed_run(order, command.now), gone=True)


_VERBS: Final[Mapping[str, Callable[[Order, Command], Order]]] = {
    "start": _start,
    "suspend": _suspend,
    "resume": _resume,
    "reset": _reset,
    "set_state": _set_state,
    "remove_setback": _remove_setback,
    "set_run_time": _set_run_time,
    "reset_run_time": _set_run_time,
    "delete": _delete,
}
_MERGING: Final = frozenset({"start", "resume", "set_state"})
VERBS: Final = tuple(_VERBS)
