from __future__ import annotations

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.exchange import Headers, Request
from harness.vendor import Generation
from harness.vendors.joc import VENDOR
from harness.vendors.joc.orders import strict_json
from tests.vendors.joc.bench import CONTRACT

FREE = VENDOR.bodies(Generation(VENDOR.work, only_work=False))
OWN = VENDOR.bodies(Generation(VENDOR.work, only_work=True))


@pytest.mark.parametrize("place", FREE, ids=lambda place: place[0])
def test_drawn_bodies_keep_the_contract(place: tuple[str, str]) -> None:
    """Whatever is drawn, the server reads it."""
    operation = CONTRACT.operations[place[0]]

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.data())
    def keeps(data: st.DataObject) -> None:
        body = data.draw(FREE[place]).replace(b"{jobChain}", b"/agent/job_chain1")
        request = Request("POST", operation.template, Headers.of(Content_Type=place[1]), body)
        match = CONTRACT.match(request)
        assert match is not None
        assert [each for each in CONTRACT.judge_request(match, request) if each.tolerated is None] == []

    keeps()


@settings(max_examples=20, deadline=None, database=None)
@given(st.data())
def test_in_owned_only_work_of_ours_is_added_and_changed(data: st.DataObject) -> None:
    """Ids are marks, which whoever sends the body replaces."""
    name = data.draw(st.sampled_from(["addOrders", "suspendOrders", "deleteOrders"]))
    document = strict_json(data.draw(OWN[name, "application/json"]))
    mark = "{tag}" if name == "addOrders" else "{orderId}"
    assert [each["orderId"] for each in document["orders"]] == [mark]


def test_the_spare_order_is_never_deleted() -> None:
    """Nothing would bring its file back."""

    @settings(max_examples=40, deadline=None, database=None)
    @given(FREE["deleteOrders", "application/json"])
    def spared(body: bytes) -> None:
        assert "spare1" not in [each.get("orderId") for each in orjson.loads(body)["orders"]]

    spared()
