from __future__ import annotations

import pytest

from tests.vendors.joc.script import CHAIN, DATE, Script, document_of


@pytest.mark.parametrize(
    "asked",
    [
        {"orders": []},
        {"orders": [{"jobChain": CHAIN}]},
        {"orders": [{"jobChain": CHAIN, "orderId": ""}]},
        {"orders": [{"jobChain": CHAIN, "orderId": "x"}], "processingStates": ["SUSPENDED"]},
        {"processingStates": []},
        {"types": []},
    ],
)
def test_filters_that_do_not_narrow_here_say_nothing(asked: dict[str, object]) -> None:
    """Empty lists, whole chains, states beside orders that are named one by one."""
    script = Script()
    script.say("orders", asked, {"deliveryDate": DATE, "orders": [document_of()]})
    assert [each for each in script.findings() if each.rule.startswith("joc.")] == []
