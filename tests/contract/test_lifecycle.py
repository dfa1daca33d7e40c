from __future__ import annotations

from harness.contract import Lifecycle
from harness.finding import Source

HERE = Source("here")


def test_states_are_reached_along_edges_only_forward() -> None:
    """Over any number of edges, and every state from itself."""
    edges = (("A", "B"), ("B", "C"), ("B", "B"))
    cycle = Lifecycle(("A", "B", "C"), ("A",), ("C",), edges, {}, (), (), True, HERE)
    reached = {(start, end) for start in "ABC" for end in "ABC" if cycle.reachable(start, end)}
    assert reached == {("A", "A"), ("A", "B"), ("A", "C"), ("B", "B"), ("B", "C"), ("C", "C")}
