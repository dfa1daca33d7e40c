"""Completeness: a job is missing only from a list that must have shown it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from harness.vendors.zosmf.rules import completeness
from tests.oracles.planting import reported, troubles
from tests.oracles.script import Script, job


def missing(query: str = "?owner=IBM*", others: int = 0, **placed: Any) -> list[str]:
    """Return what is found when a list between two sightings does not show the job."""
    script = Script()
    script.status(job(), at=(0, 5))
    shown = [job(number=number) for number in range(1, others + 1)]
    script.list(shown, query, **{"at": (10, 15), **placed})
    script.status(job(), at=(20, 25))
    return [finding.rule for finding in troubles(script)]


@pytest.mark.parametrize(
    "query",
    [
        "?owner=IBM*",
        "?owner=IBM*&prefix=MY*",
        "?owner=*&prefix=myjob",
        "?owner=*&max-jobs=1",
        "?owner=IBMUSER&exec-data=N",
    ],
)
def test_a_whole_list_between_two_sightings_must_show_the_job(query: str) -> None:
    """By owner, by prefix, and with room for more."""
    assert missing(query) == ["zosmf.list-complete"]


@pytest.mark.parametrize(
    ("query", "others", "placed"),
    [
        ("?owner=OTHER", 0, {}),
        ("?owner=*&prefix=X*", 0, {}),
        ("?owner=*&prefix=M?JOB", 0, {}),
        ("?owner=*&status=active", 0, {}),
        ("?owner=*&max-jobs=1", 1, {}),
        ("?owner=*&max-jobs=many", 0, {}),
        ("?owner=*&owner=*", 0, {}),
        ("", 0, {}),
        ("?owner=IBM*", 0, {"session": "other"}),
        ("?owner=IBM*", 0, {"at": (3, 15)}),
        ("?owner=IBM*", 0, {"at": (10, 21)}),
    ],
)
def test_a_list_that_may_leave_the_job_out_is_no_finding(
    query: str, others: int, placed: dict[str, Any]
) -> None:
    """Other filters, a cut list, another user, and lists that overlap a sighting."""
    assert missing(query, others, **placed) == []


@pytest.mark.parametrize("query", ["?owner=*", "?owner=*&prefix=MYJOB"])
def test_lists_of_everything_are_left_to_the_suite(query: str) -> None:
    """One gap is one finding."""
    assert missing(query) == ["lifecycle.list-complete"]


def test_a_job_that_was_not_shown_before_may_not_be_listed_yet() -> None:
    """The lag after a submit holds for lists as well."""
    script = Script()
    script.submit()
    script.list([], "?owner=IBM*")
    script.status(job())
    assert troubles(script) == []


def test_the_witness_is_the_list_and_the_nearest_sightings() -> None:
    """Before, list, after: the smallest proof."""
    script = Script()
    script.status(job())
    names = (script.status(job()), script.list([], "?owner=IBM*"), script.status(job()))
    script.status(job())
    (found,) = reported(script, completeness.complete)
    assert found.witness == names


@settings(max_examples=100, deadline=None, database=None)
@example([(1, 0, 5), (1, 0, 0), (1, 30, 0)], [(3, 0, False)])
@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 30), st.integers(0, 5)), max_size=10),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.booleans()), max_size=4),
)
def test_every_gap_is_found_whatever_the_order(
    sightings: list[tuple[int, int, int]], lists: list[tuple[int, int, bool]]
) -> None:
    """Keeping only the jobs that are still told of loses none: comparing all with all finds as many."""
    script = Script()
    for number, begun, length in sightings:
        script.status(job(number=number), at=(begun, begun + length))
    for begun, length, named in lists:
        script.list([], "?owner=IBM*&prefix=MYJOB" if named else "?owner=IBM*", at=(begun, begun + length))
    gaps = [
        (begun, number)
        for begun, length, _ in lists
        for number in (1, 2, 3)
        if any(n == number and b + d < begun for n, b, d in sightings)
        and any(n == number and b > begun + length for n, b, _ in sightings)
    ]
    assert len(list(completeness.complete.judge(script.evidence()))) == len(gaps)
