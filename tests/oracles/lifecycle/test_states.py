"""States: what order proves, what concurrency excuses, and what the witness is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.oracles.history import histories
from harness.oracles.lifecycle import states
from tests.oracles.planting import reported, troubles
from tests.oracles.script import Script, job

STATES = ("INPUT", "ACTIVE", "OUTPUT")


@pytest.mark.parametrize("second", [(0, 9), (4, 12), (9, 15), (10, 15)])
def test_concurrent_sightings_have_no_order(second: tuple[int, int]) -> None:
    """A read that began before the other ended may have seen the earlier state."""
    script = Script()
    script.status(job("OUTPUT"), at=(5, 10))
    script.status(job("ACTIVE"), at=second)
    assert troubles(script) == []


def test_a_sighting_after_the_other_ended_is_later() -> None:
    """One nanosecond of order is enough, and both sightings are the witness."""
    script = Script()
    first = script.status(job("OUTPUT"), at=(5, 10))
    second = script.status(job("ACTIVE"), at=(11, 15))
    found = troubles(script)
    assert [(finding.rule, finding.witness) for finding in found] == [
        ("lifecycle.monotonic", (first, second))
    ]


def test_a_submit_is_a_sighting_too() -> None:
    """A fast system answers a submit with ACTIVE; from then on the job waits no more."""
    script = Script()
    script.submit(job("ACTIVE"))
    script.list([job("INPUT")])
    assert [finding.rule for finding in troubles(script)] == ["lifecycle.monotonic"]


def test_a_state_that_could_not_be_determined_says_nothing() -> None:
    """A null status is documented."""
    script = Script()
    script.status(job("OUTPUT"))
    script.status(job("OUTPUT", status=None, retcode=None))
    assert troubles(script) == []


@settings(max_examples=100, deadline=None, database=None)
@given(st.lists(st.tuples(st.sampled_from(STATES), st.integers(0, 20), st.integers(0, 8)), max_size=8))
def test_order_is_found_whatever_the_intervals(taken: list[tuple[str, int, int]]) -> None:
    """The quick walk finds a broken order exactly when comparing every pair does."""
    script = Script()
    for state, begun, length in taken:
        script.status(job(state), at=(begun, begun + length))
    pairs = [(a, b) for a in taken for b in taken if a[1] + a[2] < b[1]]
    broken = any(STATES.index(a[0]) > STATES.index(b[0]) for a, b in pairs)
    assert bool(reported(script, states.monotonic)) == broken


def test_possible_states_are_bounded_from_both_sides() -> None:
    """Between a sighting of INPUT and one of ACTIVE the job was in one of the two."""
    script = Script()
    script.status(job("INPUT"))
    script.modify("hold")
    script.status(job("ACTIVE"))
    evidence = script.evidence()
    history = evidence.fact(histories)[0]
    assert states.possible_states(evidence, history, history.seen[1]) == {"INPUT", "ACTIVE"}


def test_results_are_compared_whatever_their_order() -> None:
    """Even concurrent readers of an ended job read one result."""
    script = Script()
    script.status(job(retcode="CC 0000"), at=(5, 10))
    script.status(job(retcode="JCL ERROR"), at=(5, 10))
    assert [finding.rule for finding in troubles(script)] == ["lifecycle.result-stable"]
