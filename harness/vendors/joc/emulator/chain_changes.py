"""Modify calls on job chains and their nodes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from harness.vendors.joc.emulator.audit import noted
from harness.vendors.joc.emulator.bulk import Item, carry_out, chain_of
from harness.vendors.joc.emulator.plant import CHAINS
from harness.vendors.joc.emulator.refusals import refuse
from harness.vendors.joc.emulator.server import Ask, Resource


def chain_changer(verb: str) -> Resource:
    """Return the resource that stops or unstops the chains of a request."""
    return partial(carry_out, name="jobChains", path_of=_chain_path, act=partial(_change_chain, verb))


def node_changer(verb: str) -> Resource:
    """Return the resource that stops, skips or activates the nodes of a request."""
    return partial(carry_out, name="nodes", path_of=_node_path, act=partial(_change_node, verb))


def _chain_path(item: Item) -> str:
    return str(item["jobChain"])


def _node_path(item: Item) -> str:
    return f"{item['jobChain']},{item['node']}"


def _change_chain(verb: str, ask: Ask, item: Item) -> None:
    noted(ask, f"./job_chains/{verb}", item)
    chain, ground = chain_of(item), ask.master.ground
    stopped = ground.chains | {chain} if verb == "stop" else ground.chains - {chain}
    ask.master.regroup(replace(ground, chains=stopped))


def _change_node(verb: str, ask: Ask, item: Item) -> None:
    noted(ask, f"./job_chain_nodes/{verb}", item)
    chain, node, ground = chain_of(item), str(item["node"]), ask.master.ground
    if node not in CHAINS[chain].by_name:
        refuse(149, f'There is no job at node {node} of job chain "{chain}"')
    place = {(chain, node)}
    stopped, skipped = ground.nodes - place, ground.skipped - place
    if verb == "stop":
        stopped |= place
    elif verb == "skip":
        skipped |= place
    ask.master.regroup(replace(ground, nodes=stopped, skipped=skipped))
