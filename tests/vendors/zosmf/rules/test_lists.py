"""Lists: wildcards, folded letters, lags, other sessions and cut lists are no findings."""

from __future__ import annotations

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
    ],
)
def test_a_filter_that_is_not_plainly_right_may_be_refused(query: str) -> None:
    """Wrong letters, empty values and repetitions."""
    script = Script()
    script.send("GET", f"{BASE}{query}", 400, error(6, 4, 4, "Value of owner query parameter is not valid"))
    assert rules_of(script) == []
