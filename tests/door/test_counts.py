"""Counting, and using up budgets."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from harness.door.counts import Counts, Tally
from harness.guard import Allowed, Blocked, Decision, Usage


def test_only_what_is_let_through_uses_budgets_up() -> None:
    """A decision sees what earlier ones let through, and a block costs nothing."""
    tally, seen = Tally(), []

    def decide(usage: Usage) -> Decision:
        seen.append(usage)
        return Blocked("r", "why") if usage.creations >= 2 else Allowed()

    for _ in range(3):
        tally.decided(decide, 2)
    tally.add(under_way=-1)
    tally.decided(decide, 0)
    assert seen == [Usage(0, 0, 0), Usage(1, 2, 1), Usage(1, 2, 1), Usage(1, 2, 0)]
    assert tally.counts == Counts(forwarded=1)


def test_a_budget_is_not_overrun_by_threads() -> None:
    """Deciding and using up are one step, however many ask at once."""
    tally = Tally()

    def ask(_number: int) -> Decision:
        return tally.decided(lambda usage: Allowed() if usage.requests < 10 else Blocked("r", ""), 0)

    with ThreadPoolExecutor(8) as pool:
        decisions = list(pool.map(ask, range(200)))
    assert sum(isinstance(decision, Allowed) for decision in decisions) == 10
    assert tally.counts.forwarded == 10
