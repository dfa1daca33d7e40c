from __future__ import annotations

from harness.vendors.joc.rules.facts import answered, orders_shown, runs_shown
from tests.vendors.joc.bench import Bench
from tests.vendors.joc.script import CHAIN


def test_answers_are_read_once_with_what_was_asked() -> None:
    """Orders of views and records of histories among them."""
    bench = Bench()
    bench.ask("orders/add", {"orders": [{"jobChain": CHAIN, "orderId": "x"}]})
    bench.ask("orders", {"compact": True})
    bench.ask("order", {"jobChain": CHAIN, "orderId": "nobody"})
    bench.ask("orders/history", {})
    evidence = bench.evidence()
    added, listed, *_ = evidence.fact(answered)
    assert (added.operation, added.tells("ok"), listed.asks("compact")) == ("addOrders", True, True)
    assert len(evidence.fact(orders_shown)) == 3
    assert len(evidence.fact(runs_shown)) == 1
