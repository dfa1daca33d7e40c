"""Lists: wildcards, folded letters, lags, other sessions and cut lists are no findings."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oracles.planting import troubles
from tests.oracles.script import BASE, Script, job
from tests.vendors.zosmf.planted.errors import error


def rules_of(script: Script) -> list[str]:
    """Return the rules that the script breaks."""
    return [finding.rule for finding in troubles(script)]


@pytest.mark.parametrize(
    "query",
    [
        "?owner=*",
        "?owner=ibmuser",
        "?owner=I*R",
        "?owner=?BMUSE?",
        "?owner=*&prefix=myj*",
        "?owner=*&prefix=M?JOB",
        "?owner=*&prefix=",
        "?owner=*&jobid=job00123",
        "?owner=*&jobid=J0000123",
        "?owner=*&jobid=JOB123",
        "?owner=*&status=OUTPUT",
        "?owner=*&max-jobs=1",
        "?owner=*&max-jobs=0",
        "?owner=*&max-jobs=many",
        "?owner=*&max-jobs=1&max-jobs=2",
        "?owner=A&owner=B",
        "?owner=*&jobid=JOB00999&user-correlator=X",
        "",
    ],
)
def test_a_list_that_admits_the_job_may_show_it(query: str) -> None:
    """Letter case, wildcards, both widths of a job id, and values that do not filter."""
    script = Script()
    script.list([job()], query)
    assert rules_of(script) == []


def test_an_owner_that_is_not_known_yet_fits_every_filter() -> None:
    """Directly after the submit the owner is empty."""
    script = Script()
    script.list([job("INPUT", owner="")], "?owner=OTHER")
    script.list([job("INPUT", owner=""), job(number=124)], "")
    assert rules_of(script) == []


@pytest.mark.parametrize(
    "query",
    [
        "?owner=IBM%20USER",
        "?prefix=~~~",
        "?owner=",
        "?owner=*&jobid=abcd",
        "?owner=A&owner=B",
        "?prefix=a*",
        "?prefix=A?",
    ],
)
def test_a_filter_that_is_not_plainly_right_may_be_refused(query: str) -> None:
    """Wrong letters, empty values, repetitions, and ? on levels without it."""
    script = Script()
    script.send("GET", f"{BASE}{query}", 400, error(6, 4, 4, "Value of owner query parameter is not valid"))
    assert rules_of(script) == []


def missing(query: str = "?owner=*", others: int = 0, **placed: Any) -> list[str]:
    """Return what is found when a list between two sightings does not show the job."""
    script = Script()
    script.status(job(), at=(0, 5))
    shown = [job(number=number) for number in range(1, others + 1)]
    script.list(shown, query, **{"at": (10, 15), **placed})
    script.status(job(), at=(20, 25))
    return rules_of(script)


def test_a_whole_list_between_two_sightings_must_show_the_job() -> None:
    """By owner, by prefix, and with room for more."""
    for query in ("?owner=*", "?owner=IBM*&prefix=MY*", "?owner=*&max-jobs=1", "?owner=*&exec-data=N"):
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
        ("", 0, {}),
        ("?owner=*", 0, {"session": "other"}),
        ("?owner=*", 0, {"at": (3, 15)}),
        ("?owner=*", 0, {"at": (10, 21)}),
    ],
)
def test_a_list_that_may_leave_the_job_out_is_no_finding(
    query: str, others: int, placed: dict[str, Any]
) -> None:
    """Other filters, a cut list, another user, and lists that overlap a sighting."""
    assert missing(query, others, **placed) == []


def test_a_job_that_was_not_shown_before_may_not_be_listed_yet() -> None:
    """The lag after a submit holds for lists as well."""
    script = Script()
    script.submit()
    script.list([])
    script.status(job())
    assert rules_of(script) == []
