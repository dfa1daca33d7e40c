from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.emulation import EmulatorSettings
from harness.vendors.zosmf.emulator.errors import Refusal
from harness.vendors.zosmf.emulator.listing import read_filter
from tests.vendors.zosmf.emulator.desk import HELD, LONG, SHORT, Desk, numbers


def _names(desk: Desk, query: str = "") -> list[str]:
    return sorted(job["jobname"] for job in desk.get(query))


def _submit(desk: Desk, *names: str) -> None:
    for name in names:
        desk.submit(f"//{name:<8} JOB (A),'X'\n//S EXEC PGM=IEFBR14\n")


def test_a_list_shows_the_callers_own_jobs(desk: Desk) -> None:
    """Without an owner only the caller's jobs are listed, with a star everybody's."""
    _submit(desk, "MINE")
    desk.user = "OTHER"
    _submit(desk, "YOURS")
    assert _names(desk) == ["YOURS"]
    assert _names(desk, "?owner=ibmuser") == ["MINE"]
    assert _names(desk, "?owner=*") == _names(desk, "?owner=*&prefix=*")
    assert [job["jobname"] for job in desk.everyone()] == ["MINE", "YOURS"]
    assert _names(desk, "?owner=?THER") == ["YOURS"]


def test_nothing_found_is_an_empty_list(desk: Desk) -> None:
    """No match is no error, for a well-formed unknown id as little as for a name."""
    for query in ("", "?prefix=NONE", "?jobid=JOB00000", "?jobid=J999999", "?jobid=j0", "?user-correlator=X"):
        assert desk.get(query) == []


@pytest.mark.parametrize(
    ("prefix", "found"),
    [
        ("A*", ["A", "AB", "ABC"]),
        ("a?", ["AB"]),
        ("*B*", ["AB", "ABC", "B#"]),
        ("?", ["A"]),
        ("B#", ["B#"]),
        ("B%23", ["B#"]),
        ("**", ["A", "AB", "ABC", "B#"]),
        ("Z*", []),
    ],
)
def test_wildcards_stand_for_any_text_and_one_character(desk: Desk, prefix: str, found: list[str]) -> None:
    """A star is any text, a question mark one character, and letters are folded."""
    _submit(desk, "A", "AB", "ABC", "B#")
    assert _names(desk, f"?prefix={prefix}") == found


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("?owner=TOOLONGNAME", "owner"),
        ("?owner=", "owner"),
        ("?prefix=~~~~~", "prefix"),
        ("?prefix=A%20B", "prefix"),
        ("?jobid=abcd", "jobid"),
        ("?jobid=JOB*", "jobid"),
        ("?jobid=JOB123456", "jobid"),
        ("?user-correlator=9A", "user-correlator"),
        ("?jobid=JOB00001&user-correlator=A", "user-correlator"),
    ],
)
def test_a_value_that_is_not_valid_is_refused(desk: Desk, query: str, name: str) -> None:
    """What no owner, prefix, id or correlator can be is refused by the parameter's name (6/4/4)."""
    document = desk.refused("GET", query)
    assert numbers(document) == (400, 6, 4, 4)
    assert document["message"] == f"Value of {name} query parameter is not valid"


@pytest.mark.parametrize(
    ("value", "limit"),
    [("1", 1), ("1000", 1000), ("0", 1000), ("1001", 1000), ("-1", 1000), ("x", 1000), ("", 1000)],
)
def test_a_wrong_limit_is_silently_a_thousand(value: str, limit: int) -> None:
    """A missing or incorrect max-jobs is no error."""
    assert read_filter({"max-jobs": value}, "ME").limit == limit


def test_a_list_is_cut_without_a_word() -> None:
    """No more than max-jobs are listed, and never more than a thousand."""
    desk = Desk(EmulatorSettings(prefill=1003))
    assert len(desk.everyone()) == 1000
    assert len(desk.get("?owner=*&max-jobs=7")) == 7


def test_filters_narrow_together(desk: Desk) -> None:
    """Every filter given must let a job through."""
    _submit(desk, "A", "B")
    assert _names(desk, "?prefix=A&jobid=JOB00100") == ["A"]
    assert _names(desk, "?prefix=B&jobid=JOB00100") == []
    assert _names(desk, "?owner=OTHER&jobid=JOB00100") == []


def test_only_active_is_a_status_to_filter_by(desk: Desk) -> None:
    """The value active narrows in either case, any other value is passed over."""
    for jcl in (LONG, SHORT, HELD):
        desk.submit(jcl)
    desk.wait(5)
    assert _names(desk, "?status=active") == _names(desk, "?status=ACTIVE") == ["LONG"]
    assert _names(desk, "?status=OUTPUT") == ["HELD", "LONG", "SHORT"]


def test_a_user_correlator_finds_its_job(desk: Desk) -> None:
    """The user's part of the correlator finds exactly the job submitted with it."""
    desk.submit(SHORT, X_IBM_User_Correlator="MINE")
    desk.submit(SHORT, X_IBM_User_Correlator="MINE2")
    (job,) = desk.get("?user-correlator=MINE")
    assert job["job-correlator"].endswith(":MINE")


def test_execution_data_comes_with_lists_too(desk: Desk) -> None:
    """A list adds execution data on request, step data never."""
    desk.submit(SHORT)
    desk.wait(1)
    (job,) = desk.get("?exec-data=Y&step-data=Y")
    assert job["exec-started"] is not None
    assert "step-data" not in job


def test_a_listed_job_equals_the_job_itself(desk: Desk) -> None:
    """List and status tell the same of a job at one instant."""
    desk.submit(LONG)
    for seconds in (0, 0.02, 0.5, 100):
        desk.wait(seconds)
        assert desk.get("") == [desk.get("/LONG/JOB00100")]


NAMES = st.text(alphabet="AB1", min_size=1, max_size=4).filter(lambda name: not name[0].isdigit())


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES, max_size=8), st.text(alphabet="AB*?", min_size=1, max_size=5))
def test_a_prefix_finds_what_a_scan_finds(names: list[str], prefix: str) -> None:
    """Whatever way the store is searched, the jobs are those whose names fit the pattern."""
    desk = Desk()
    _submit(desk, *names)
    expected = sorted(name for name in names if fnmatchcase(name, prefix))
    query = "?prefix=" + prefix.replace("?", "%3F")
    assert _names(desk, query) == _names(desk, query + "&owner=IBMUSE%3F") == expected


@given(
    st.dictionaries(
        st.sampled_from(["owner", "prefix", "jobid", "user-correlator", "max-jobs"]), st.text(max_size=10)
    )
)
def test_no_filter_is_too_strange(query: dict[str, str]) -> None:
    """Any values make a filter or a refusal of one of the parameters."""
    try:
        found = read_filter(query, "ME")
    except Refusal as refusal:
        refused = refusal.message
        assert refused.startswith("Value of ")
    else:
        assert 1 <= found.limit <= 1000
