from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.report.fields import Answers, read_answers
from harness.report.shifts import (
    NOT_SHOWN,
    field_shifts,
    hardly_chance,
    latency_shifts,
    safe_delays,
    status_shifts,
)
from tests.report import sample


def answers(*documents: Any, status: int = 200) -> Answers:
    """Return the answers of a run in which listJobs answered these documents."""
    return read_answers(
        sample.exchange(n, "GET", "/", sample.answer(status, document), operation="listJobs")
        for n, document in enumerate(documents)
    )


def changes(before: Answers, after: Answers) -> list[tuple[str, str, bool]]:
    """Return the pointer, the change and whether it is telling, of each field that changed."""
    return [(shift.pointer, shift.change, shift.telling) for shift in field_shifts(before, after)]


def test_a_field_that_came_or_went_is_told() -> None:
    """A field that one run always saw and the other never is a change for certain."""
    old, new = answers(*[{"a": 1}] * 20), answers(*[{"b": 1}] * 20)
    assert changes(old, new) == [("/a", "gone", True), ("/b", "new", True)]


def test_a_rare_field_that_was_not_seen_again_may_be_chance() -> None:
    """A field seen once in fifty would often not be seen in twenty tries."""
    old = answers({"a": 1}, *[{}] * 49)
    assert changes(old, answers(*[{}] * 20)) == [("/a", "gone", False)]


def test_a_field_that_is_no_longer_always_there_breaks_its_readers() -> None:
    """One document without a field that was always there is enough."""
    assert changes(answers({"a": 1}, {"a": 2}), answers({"a": 1}, {})) == [("/a", "optional", True)]
    assert changes(answers({"a": 1}, {}), answers({"a": 1}, {}, {})) == []


def test_a_type_that_never_was_is_told() -> None:
    """A field that is suddenly null breaks its readers, one that no longer is does not."""
    text, null = answers({"a": "x"}), answers({"a": None})
    both = answers({"a": "x"}, {"a": None})
    assert changes(text, both) == [("/a", "type", True)]
    assert changes(both, text) == changes(both, null) == []


def test_what_had_no_place_to_be_is_not_missed() -> None:
    """Without any object that could hold a field nothing is known of it."""
    assert changes(answers([{"a": 1}]), answers([])) == []
    assert changes(answers({"a": 1}), answers({"a": 1}, status=500)) == []


def test_statuses_of_one_run_only_are_told() -> None:
    """A status that only one of the runs saw is told with its share in both."""
    mixed = read_answers(
        sample.exchange(n, "GET", "/", sample.answer(200 if n % 2 else 404, {}), operation="listJobs")
        for n in range(20)
    )
    (shift,) = status_shifts(answers(*([{}] * 20)), mixed)
    assert (shift.status, shift.baseline, shift.candidate, shift.telling) == (404, (0, 20), (10, 20), True)


def test_operations_of_one_run_only_are_no_shift() -> None:
    """An operation that one of the runs never asked for has no statuses to compare."""
    assert list(status_shifts(answers({}), read_answers([]))) == []


@given(st.integers(1, 50), st.integers(1, 50), st.integers(1, 50))
def test_the_two_runs_are_treated_alike(count: int, more: int, others: int) -> None:
    """Whether something is hardly chance does not depend on which run saw it."""
    seen, unseen = (count, count + more), (0, others)
    assert hardly_chance(seen, unseen) == hardly_chance(unseen, seen)


def test_what_is_always_there_cannot_vanish_by_chance() -> None:
    """One look is enough to miss what was always there, and no look is never enough."""
    assert hardly_chance((5, 5), (0, 1))
    assert not hardly_chance((5, 5), (0, 0))


def metrics(p50: float, low: float | None, high: float | None, *, ok: bool = True) -> dict[str, Any]:
    """Return figures of one series."""
    series = {"due": {"p50": p50}, "service": {"p50": None}, "bounds": {"due": {"p50": [low, high]}}}
    return {"series": {"submit-to-ack": series}, "validity": {"ok": ok}}


@pytest.mark.parametrize(
    ("candidate", "verdict"),
    [
        (metrics(200, 150, 250), "slower"),
        (metrics(5, 4, 7), "faster"),
        (metrics(12, 9, 13), NOT_SHOWN),
        (metrics(900, None, None), NOT_SHOWN),
        (metrics(200, 150, 250, ok=False), NOT_SHOWN),
    ],
)
def test_a_shift_is_shown_when_bounds_do_not_overlap(candidate: dict[str, Any], verdict: str) -> None:
    """Two figures differ only when their bounds do, and when both generators kept to their plans."""
    (shift,) = latency_shifts(metrics(10, 8, 12), candidate)
    assert (shift.baseline, shift.verdict) == (10, verdict)


def test_safe_delays_are_compared_for_one_verb() -> None:
    """A race for hold says nothing of a race for cancel."""
    hold, cancel = {"verb": "hold", "safe_delay_ms": 450.0}, {"verb": "cancel", "safe_delay_ms": None}
    assert safe_delays(hold, {**hold, "safe_delay_ms": None}) == (450.0, None)
    assert safe_delays(hold, cancel) is None
    assert safe_delays(hold, None) is None
