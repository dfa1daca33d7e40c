"""Histories, which JOC reads from the reporting database: what ended is there a little later."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harness.exchange import Response
from harness.vendors.joc.emulator.messages import json_response
from harness.vendors.joc.emulator.order import Run, Step
from harness.vendors.joc.emulator.plant import CHAINS, MASTER
from harness.vendors.joc.emulator.refusals import Refusal, missing, not_there
from harness.vendors.joc.emulator.selecting import fits, pattern, selected
from harness.vendors.joc.emulator.server import Ask

DEFAULT_LIMIT = 10000
STATES: Mapping[str, int] = {"SUCCESSFUL": 0, "INCOMPLETE": 1, "FAILED": 2}
"""States of the history, with their severities."""


def orders_history(ask: Ask) -> Response:
    """List the ways of orders through their chains, newest first.

    ``limit`` cuts first and ``regex`` narrows then, so a pattern may leave fewer than there are.
    """
    regex = ask.body.get("regex")
    pattern(regex)
    limit = ask.body.get("limit", DEFAULT_LIMIT)
    found = list(_limited(_runs(ask), limit))
    items = [_item(ask, run) for run in found if fits(regex, f"{run.chain},{run.order}")]
    return json_response({"deliveryDate": ask.at, "history": items})


def chain_history(ask: Ask) -> Response:
    """List the ways of orders through one chain, newest first."""
    if ask.body["jobChain"] not in CHAINS:
        raise not_there("JobChain", ask.body["jobChain"])
    most = ask.body.get("maxLastHistoryItems", -1)
    found = (run for run in _known(ask) if run.chain == ask.body["jobChain"])
    items = [_item(ask, run) for run in _limited(found, most)]
    return json_response({"deliveryDate": ask.at, "history": items})


def orders_summary(ask: Ask) -> Response:
    """Count the ways that have ended, by how."""
    pattern(ask.body.get("regex"))
    states = [state_of(ask, run) for run in _runs(ask)]
    counted = {"successful": states.count("SUCCESSFUL"), "failed": states.count("FAILED")}
    return json_response({"deliveryDate": ask.at, "surveyDate": ask.at, "orders": counted})


def order_history(ask: Ask) -> Response:
    """List the steps of one way of an order: the latest, unless a historyId names another."""
    run = wanted_run(ask)
    ended = [step for step in run.steps if ask.server.known(step.task.ends, "task", step.task.id) <= ask.now]
    steps = [_step(ask, number, step) for number, step in enumerate(ended, start=1)]
    history = {"historyId": str(run.history), "steps": steps}
    return json_response({"deliveryDate": ask.at, "history": history})


def wanted_run(ask: Ask) -> Run:
    """Return the way that ``jobChain``, ``orderId`` and ``historyId`` mean; raise ``Refusal`` for none."""
    body = ask.body
    for name in ("jobChain", "orderId"):
        if not body.get(name):
            raise missing(name)
    numbers = ask.master.ways.get(f"{body['jobChain']},{body['orderId']}", ())
    ways = [number for number in numbers if _is_known(ask, ask.master.runs[number])]
    asked = int(body["historyId"]) if body.get("historyId") else None
    number = (asked if asked in ways else None) if asked is not None else (ways[-1] if ways else None)
    if number is None:
        what = f"{body['jobChain']},{body['orderId']}"
        raise Refusal("JOC-408", f"DBMissingDataException: {what} not found in table REPORTING_TRIGGERS")
    return ask.master.runs[number]


def state_of(ask: Ask, run: Run) -> str:
    """Return the state of a way, as far as the database knows."""
    if _ended(ask, run) is None:
        return "INCOMPLETE"
    return "FAILED" if run.failed and "success" not in run.node else "SUCCESSFUL"


def _limited(runs: Iterator[Run], limit: int) -> Iterator[Run]:
    for number, run in enumerate(runs):
        if 0 <= limit <= number:
            return
        yield run


def _known(ask: Ask) -> Iterator[Run]:
    """Yield the ways that the database knows, newest first."""
    for number in reversed(ask.master.runs):
        run = ask.master.runs[number]
        if _is_known(ask, run):
            yield run


def _is_known(ask: Ask, run: Run) -> bool:
    return ask.server.known(run.started, "begun", run.history) <= ask.now


def _candidates(ask: Ask) -> Iterator[Run]:
    """Yield, newest first, the ways that may be meant: of named orders those alone."""
    entries = ask.body.get("orders")
    if not entries or not all(each.get("orderId") for each in entries):
        yield from _known(ask)
        return
    keys = {f"{each['jobChain']},{each['orderId']}" for each in entries}
    numbers = sorted({number for key in keys for number in ask.master.ways.get(key, ())}, reverse=True)
    yield from (run for run in (ask.master.runs[number] for number in numbers) if _is_known(ask, run))


def _runs(ask: Ask) -> Iterator[Run]:
    body = ask.body
    span = ask.span()
    excluded = body.get("excludeOrders")
    for run in _candidates(ask):
        if not span.holds(run.started):
            continue
        if not selected(body.get("orders"), run.chain, run.order):
            continue
        if excluded and selected(excluded, run.chain, run.order):
            continue
        if not ask.shows(run.chain):
            continue
        if body.get("historyIds") and run.history not in body["historyIds"]:
            continue
        if not body.get("historyStates") or state_of(ask, run) in body["historyStates"]:
            yield run


def _ended(ask: Ask, run: Run) -> int | None:
    if run.ended is None or ask.server.known(run.ended, "ended", run.history) > ask.now:
        return None
    return run.ended


def _node(ask: Ask, run: Run) -> str:
    """Return the node of the first step that the database does not know to have ended, else where it is."""
    steps = () if _ended(ask, run) is not None else run.steps
    late = (step for step in steps if ask.server.known(step.task.ends, "task", step.task.id) > ask.now)
    return next((step.node for step in late), run.node)


def _item(ask: Ask, run: Run) -> dict[str, Any]:
    state, ended = state_of(ask, run), _ended(ask, run)
    item = {
        "surveyDate": ask.at,
        "jobschedulerId": MASTER,
        "path": f"{run.chain},{run.order}",
        "orderId": run.order,
        "jobChain": run.chain,
        "startTime": ask.server.written(run.started),
        "node": _node(ask, run),
        "state": {"severity": STATES[state], "_text": state},
        "historyId": str(run.history),
    }
    return item if ended is None else {**item, "endTime": ask.server.written(ended)}


def _step(ask: Ask, number: int, step: Step) -> dict[str, Any]:
    told: dict[str, Any] = {
        "node": step.node,
        "job": step.job,
        "step": number,
        "startTime": ask.server.written(step.task.begins),
        "endTime": ask.server.written(step.task.ends),
        "taskId": str(step.task.id),
        "exitCode": step.task.exit_code,
    }
    if step.task.exit_code:
        told["error"] = {"code": "SCHEDULER-280", "message": _words(step)}
    return told


def _words(step: Step) -> str:
    return (
        f"SCHEDULER-280  Process terminated with exit code {step.task.exit_code} (0x{step.task.exit_code:X})"
    )
