from __future__ import annotations

import pytest

from tests.vendors.joc.emulator.desk import CHAIN, SLEEP, Desk, paths


def test_the_pages_job_chain(desk: Desk) -> None:
    """Compact: no nodes; under application/xml."""
    asked = {"compact": True, "jobChain": CHAIN}
    assert desk.ask("job_chain", asked, Content_Type="application/xml").status == 200
    chain = desk.get("job_chain", **asked)["jobChain"]
    assert (chain["state"], chain["numOfNodes"]) == ({"severity": 4, "_text": "ACTIVE"}, 2)
    assert "nodes" not in chain


def test_a_whole_chain_has_its_nodes_with_their_orders(desk: Desk) -> None:
    """As many as are asked for; a job shows as pending where no order of this node runs."""
    desk.add("x", at="now + 60")
    first, second = desk.get("job_chain", jobChain=CHAIN, maxOrders=1)["jobChain"]["nodes"]
    assert (first["numOfOrders"], len(first["orders"]), second["numOfOrders"]) == (2, 1, 0)
    desk.sleeper()
    (node,) = desk.get("job_chain", jobChain=SLEEP)["jobChain"]["nodes"]
    assert node["job"]["state"]["_text"] == "RUNNING"
    assert "ordersSummary" not in desk.get("job_chain", jobChain=CHAIN, compactView=True)["jobChain"]


def test_an_unknown_chain_is_an_error_by_itself_and_missing_in_a_list(desk: Desk) -> None:
    """One of the Master by its word, one of the inventory by that of the database."""
    assert desk.error("job_chain", jobChain="/no")[0] == "JOC-161"
    assert desk.error("job_chain/p", jobChain="/no")[0] == "JOC-408"
    listed = desk.get("job_chains", jobChains=[{"jobChain": "/no"}, {"jobChain": CHAIN}])
    assert paths(listed["jobChains"]) == [CHAIN]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"states": ["STOPPED"]}, 1),
        ({"states": ["ACTIVE"]}, 5),
        ({"regex": "sleep$"}, 1),
        ({"folders": [{"folder": "/batch"}]}, 4),
        ({"job": {"regex": "fail"}}, 3),
        ({"job": {"folders": [{"folder": "/spare"}]}}, 1),
    ],
)
def test_chains_are_narrowed(desk: Desk, asked: dict[str, object], count: int) -> None:
    """By state, pattern, folder, and by the jobs in them."""
    desk.get("job_chains/stop", jobChains=[{"jobChain": "/spare/chain"}])
    assert len(desk.get("job_chains", **asked)["jobChains"]) == count


def test_the_inventory_tells_how_a_chain_is_built(desk: Desk) -> None:
    """Nodes, where they lead, and the end nodes; not in the compact form."""
    chain = desk.get("job_chain/p", jobChain="/batch/setback")["jobChain"]
    assert chain["nodes"][0]["onError"] == "setback"
    assert [each["name"] for each in chain["endNodes"]] == ["success", "error"]
    assert "nodes" not in desk.get("job_chains/p", compact=True)["jobChains"][0]
