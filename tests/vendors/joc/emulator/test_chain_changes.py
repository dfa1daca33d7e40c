from __future__ import annotations

from tests.vendors.joc.emulator.desk import CHAIN, Desk


def test_a_stopped_chain_lets_no_step_begin(desk: Desk) -> None:
    """Orders say that they wait for it; any Content-Type will do for these calls."""
    stop = {"jobChains": [{"jobChain": CHAIN}]}
    assert desk.ask("job_chains/stop", stop, Content_Type="text/plain").status == 200
    desk.add("x")
    assert desk.state("x") == "JOB_CHAIN_STOPPED"
    desk.get("job_chains/unstop", **stop)
    desk.wait(5)
    assert desk.state("x") is None


def test_a_node_is_stopped_skipped_and_activated(desk: Desk) -> None:
    """Orders wait at it, pass it by, or run again."""
    nodes = [{"jobChain": CHAIN, "node": "100"}]
    desk.get("job_chain_nodes/stop", nodes=nodes)
    desk.add("x")
    assert desk.state("x") == "NODE_STOPPED"
    desk.get("job_chain_nodes/skip", nodes=nodes)
    desk.wait(5)
    (step,) = desk.get("order/history", jobChain=CHAIN, orderId="x")["history"]["steps"]
    assert step["node"] == "200"
    shown = desk.get("job_chain", jobChain=CHAIN)["jobChain"]["nodes"][0]["state"]
    assert shown == {"severity": 5, "_text": "SKIPPED"}
    desk.get("job_chain_nodes/activate", nodes=nodes)
    assert desk.get("job_chain", jobChain=CHAIN)["jobChain"]["nodes"][0]["state"]["_text"] == "ACTIVE"


def test_items_fail_by_themselves(desk: Desk) -> None:
    """Unknown chains and nodes."""
    assert desk.failed("job_chains/stop", jobChains=[{"jobChain": "/no"}]) == [("/no", "SCHEDULER-161")]
    node = {"jobChain": CHAIN, "node": "success"}
    assert desk.failed("job_chain_nodes/stop", nodes=[node]) == [(f"{CHAIN},success", "SCHEDULER-149")]
