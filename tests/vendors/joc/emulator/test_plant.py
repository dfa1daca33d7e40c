from __future__ import annotations

from harness.vendors.joc.emulator.plant import CHAINS, JOBS, ORDERS, chains_of


def test_every_node_runs_a_job_and_leads_somewhere() -> None:
    """The live folder is complete."""
    for chain in CHAINS.values():
        for node in chain.nodes:
            assert node.job in JOBS
            assert {node.next, node.error} <= {*chain.by_name, *chain.ends}
            assert chain in chains_of(node.job)
    assert all(order.initial in CHAINS[order.chain].by_name for order in ORDERS)


def test_names_are_the_last_parts_of_paths() -> None:
    """As documents show them."""
    assert CHAINS["/agent/job_chain1"].name == "job_chain1"
    assert JOBS["/agent/job1"].name == "job1"
