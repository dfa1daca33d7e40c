"""Evidence: what is worked out once, and what order means."""

from __future__ import annotations

from harness.flow import JobRef
from harness.oracles import Act, Evidence, Observation
from tests.oracles.script import CONTRACT


def seen(begun: int, ended: int) -> Observation:
    """Return a sighting of a job in this interval."""
    return Observation("e1", Act.STATUS, JobRef("A/JOB00001"), present=True, begun_ns=begun, ended_ns=ended)


def test_only_what_ended_before_the_other_began_is_before() -> None:
    """Intervals that touch or overlap are concurrent."""
    assert seen(0, 5).before(seen(6, 9))
    assert not seen(0, 6).before(seen(6, 9))
    assert not seen(6, 9).before(seen(0, 7))


def test_a_fact_is_derived_once() -> None:
    """However many rules ask, the work is done once for each evidence."""
    asked: list[Evidence] = []

    def fact(evidence: Evidence) -> int:
        asked.append(evidence)
        return len(asked)

    evidence, other = Evidence(CONTRACT, (), {}), Evidence(CONTRACT, (), {})
    assert [evidence.fact(fact), evidence.fact(fact), other.fact(fact)] == [1, 1, 2]
