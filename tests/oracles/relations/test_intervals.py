"""Which answers of another kind stand nearest, and what must agree with them."""

from __future__ import annotations

from typing import Any

from harness.flow import JobRef
from harness.oracles import Act, Observation
from harness.oracles.history import History
from harness.oracles.relations.intervals import after_end, between, nearest

JOB = JobRef("1")


def seen(begun: int, ended: int, state: str = "END", **document: Any) -> Observation:
    """Return what an answer said within an interval."""
    return Observation(f"e{begun}", Act.STATUS, JOB, True, begun, ended, state=state, document=document)


def test_the_nearest_answers_do_not_overlap() -> None:
    """One that was still under way may have been worked out later, or earlier."""
    outer = [seen(0, 1), seen(2, 6), seen(8, 9), seen(10, 11)]
    assert nearest(outer, seen(5, 7)) == (outer[0], outer[2])
    assert nearest(outer, seen(0, 20)) == (None, None)


def test_between_two_that_agree_a_third_agrees() -> None:
    """Of fields that the two have alike, and only of those."""
    outer = [seen(0, 1, a=1, b=2, c=3), seen(8, 9, a=1, b=5, c=3)]
    odd = seen(4, 5, a=7, b=7)
    (found,) = between(History(JOB, ()), outer, odd)
    assert (found.name, found.value, found.got, found.odd) == ("a", 1, 7, odd)
    assert list(between(History(JOB, ()), outer[:1], odd)) == []


def test_after_the_end_one_is_enough() -> None:
    """An ended job does not change, so that a single answer of the other kind tells."""
    item, other = seen(0, 1, a=1), seen(4, 5, a=2)
    (found,) = after_end(History(JOB, ()), [other], item)
    assert (found.value, found.got, found.seen) == (1, 2, (item, other))
    assert list(after_end(History(JOB, ()), [seen(4, 5, "RUN", a=2)], item)) == []
