"""Views of job chains."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from harness.exchange import Response
from harness.vendors.joc.emulator.job_views import state_document
from harness.vendors.joc.emulator.messages import json_response
from harness.vendors.joc.emulator.order import Order
from harness.vendors.joc.emulator.order_documents import order_v, summary
from harness.vendors.joc.emulator.plant import CHAINS, ChainDefinition, NodeDefinition
from harness.vendors.joc.emulator.refusals import not_in_inventory, not_there
from harness.vendors.joc.emulator.selecting import fits, in_folders, pattern
from harness.vendors.joc.emulator.server import Ask

_NODE_SEVERITIES = {"ACTIVE": 4, "SKIPPED": 5, "STOPPED": 2}


def list_chains(ask: Ask) -> Response:
    """List chains as the Master has them; one that is not there is missing from the list."""
    wanted = ask.body.get("states")
    chains = [chain for chain in _chosen(ask) if not wanted or state_of(ask, chain.path) in wanted]
    return json_response({"deliveryDate": ask.at, "jobChains": [chain_v(ask, chain) for chain in chains]})


def get_chain(ask: Ask) -> Response:
    """Show one chain; one that is not there is an error."""
    found = CHAINS.get(ask.body["jobChain"])
    if found is None:
        raise not_there("JobChain", ask.body["jobChain"])
    return json_response({"deliveryDate": ask.at, "jobChain": chain_v(ask, found)})


def list_chains_p(ask: Ask) -> Response:
    """List chains as the inventory has them."""
    return json_response({"deliveryDate": ask.at, "jobChains": [chain_p(ask, each) for each in _chosen(ask)]})


def get_chain_p(ask: Ask) -> Response:
    """Show one chain of the inventory."""
    found = CHAINS.get(ask.body["jobChain"])
    if found is None:
        raise not_in_inventory(ask.body["jobChain"], "INVENTORY_JOB_CHAINS")
    return json_response({"deliveryDate": ask.at, "jobChain": chain_p(ask, found)})


def state_of(ask: Ask, path: str) -> str:
    """Return a chain's state."""
    return "STOPPED" if path in ask.master.ground.chains else "ACTIVE"


def chain_v(ask: Ask, chain: ChainDefinition) -> dict[str, Any]:
    """Return a chain as the live views show it; the short form has no nodes."""
    orders = list(ask.master.of_chain(chain.path))
    state = state_of(ask, chain.path)
    document: dict[str, Any] = {
        "surveyDate": ask.at,
        "path": chain.path,
        "name": chain.name,
        "state": {"severity": 2 if state == "STOPPED" else 4, "_text": state},
        "numOfNodes": len(chain.nodes),
        "numOfOrders": len(orders),
    }
    if not (ask.body.get("compactView") and ask.release.compact_view):
        document["ordersSummary"] = summary(ask, orders)
    if ask.compact:
        return document
    nodes = [_node_v(ask, chain, node, orders) for node in chain.nodes]
    black = [order_v(ask, order) for order in orders if order.blacklisted]
    return {**document, "nodes": nodes, "blacklist": black, "fileOrderSources": []}


def chain_p(ask: Ask, chain: ChainDefinition) -> dict[str, Any]:
    """Return a chain as the inventory shows it."""
    document: dict[str, Any] = {
        "surveyDate": ask.at,
        "path": chain.path,
        "name": chain.name,
        "title": chain.title,
        "distributed": False,
        "numOfNodes": len(chain.nodes),
        "configurationDate": ask.server.written(0),
    }
    if ask.compact:
        return document
    nodes = [
        {
            "name": node.name,
            "nextNode": node.next,
            "errorNode": node.error,
            "job": {"path": node.job},
            "level": 0,
            **({"onError": node.on_error} if node.on_error else {}),
        }
        for node in chain.nodes
    ]
    return {**document, "nodes": nodes, "fileOrderSources": [], "endNodes": [{"name": n} for n in chain.ends]}


def _node_v(ask: Ask, chain: ChainDefinition, node: NodeDefinition, orders: list[Order]) -> dict[str, Any]:
    ground, place = ask.master.ground, (chain.path, node.name)
    state = "STOPPED" if place in ground.nodes else "SKIPPED" if place in ground.skipped else "ACTIVE"
    here = [order for order in orders if order.node == node.name]
    most = ask.body.get("maxOrders", -1)
    shown = here if most < 0 else here[:most]
    return {
        "name": node.name,
        "state": {"severity": _NODE_SEVERITIES[state], "_text": state},
        "job": {"path": node.job, "state": _job_state(ask, node, here)},
        "level": 0,
        "numOfOrders": len(here),
        "orders": [order_v(ask, order) for order in shown],
    }


def _job_state(ask: Ask, node: NodeDefinition, here: list[Order]) -> dict[str, Any]:
    """Return the job's state; PENDING where no order of this very node runs (SOS ticket JOC-89)."""
    document = state_document(ask, node.job)
    busy = any(order.task is not None for order in here)
    return {"severity": 1, "_text": "PENDING"} if document["_text"] == "RUNNING" and not busy else document


def _chosen(ask: Ask) -> Iterator[ChainDefinition]:
    body = ask.body
    pattern(body.get("regex"))
    named = {each["jobChain"] for each in body.get("jobChains", ())}
    of_job = body.get("job", {})
    pattern(of_job.get("regex"))
    for chain in CHAINS.values():
        if named and chain.path not in named:
            continue
        if not fits(body.get("regex"), chain.path) or not ask.shows(chain.path):
            continue
        jobs = [node.job for node in chain.nodes]
        if any(fits(of_job.get("regex"), job) and in_folders(of_job.get("folders"), job) for job in jobs):
            yield chain
