from __future__ import annotations

import pytest

from tests.vendors.jasper.emulator.desk import XML, Desk, at_once, refused

SLOW = {"reportUnitURI": "/reports/samples/SlowReport"}


@pytest.fixture
def three(desk: Desk) -> tuple[Desk, int, int, int]:
    """Return a desk with three jobs: b (of joeuser), C (running), a (paused)."""
    desk.user = "joeuser"
    first = desk.job(label="b")
    desk.user = "jasperadmin"
    second = desk.job(label="C", trigger=at_once(2, 10), source=SLOW)
    third = desk.job(label="a")
    desk.ask("POST", "/pause", {"jobId": [third]})
    return desk, first, second, third


def test_an_empty_list_is_told_by_its_status() -> None:
    """The manual says 404, the code 204."""
    for desk, status in ((Desk(), 404), (Desk.playing("D71"), 204)):
        answer = desk.ask("GET", "")
        assert (answer.status, answer.body) == (status, b"")


def test_a_summary_tells_what_a_job_is_about(desk: Desk) -> None:
    """In the order of the manual's sample, in XML less what is null."""
    number = desk.job(description="d")
    summary = {
        "id": number,
        "version": 0,
        "reportUnitURI": "/reports/AllAccounts",
        "label": "Nightly",
        "description": "d",
        "owner": "jasperadmin|organization_1",
        "reportLabel": "Accounts Report",
        "state": {"previousFireTime": None, "nextFireTime": "2099-01-01T00:00:00+00:00", "value": "NORMAL"},
    }
    assert desk.get("") == {"jobsummary": [summary]}
    body = desk.ask("GET", "/", Accept=XML).body
    assert b"<jobs><jobsummary><id>5484</id>" in body
    assert b"previousFireTime" not in body


def test_users_see_their_jobs_and_administrators_all(three: tuple[Desk, int, int, int]) -> None:
    """Of the organisation; the superuser those of every one."""
    desk, first, second, third = three
    seen = {}
    for user in ("joeuser", "jasperadmin", "tenant2admin", "superuser"):
        desk.user = user
        seen[user] = sorted(desk.ids())
    everything = sorted([first, second, third])
    assert list(seen.values()) == [[first], everything, [], everything]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("NONE", [0, 1, 2]),
        ("SORTBY_JOBID", [0, 1, 2]),
        ("SORTBY_JOBNAME", [1, 2, 0]),
        ("SORTBY_REPORTURI", [0, 2, 1]),
        ("SORTBY_REPORTNAME", [0, 2, 1]),
        ("SORTBY_REPORTFOLDER", [0, 2, 1]),
        ("SORTBY_OWNER", [1, 2, 0]),
        ("SORTBY_STATUS", [1, 0, 2]),
        ("SORTBY_LASTRUN", [0, 2, 1]),
        ("SORTBY_NEXTRUN", [1, 0, 2]),
    ],
)
def test_each_order_sorts_both_ways(
    three: tuple[Desk, int, int, int], order: str, expected: list[int]
) -> None:
    """Equal jobs by number; descending unless ascending is asked for."""
    desk, *numbers = three
    found = [numbers[position] for position in expected]
    assert desk.ids(f"?sortType={order}&isAscending=true") == found
    assert desk.ids(f"?sortType={order}&isAscending=FALSE") == desk.ids(f"?sortType={order}") == found[::-1]


def test_ascending_is_the_codes_default() -> None:
    """The manual says descending."""
    desk = Desk.playing("D77")
    numbers = [desk.job(), desk.job()]
    assert desk.ids() == numbers


def test_newer_releases_sort_without_case_and_by_resource() -> None:
    """SORTBY_RESOURCELABEL is unknown before."""
    desk = Desk.playing("D43")
    numbers = [desk.job(label=label) for label in ("b", "C", "a")]
    assert desk.ids("?sortType=SORTBY_JOBNAME&isAscending=true") == [numbers[2], numbers[0], numbers[1]]
    assert desk.ids("?sortType=SORTBY_RESOURCELABEL&isAscending=true") == numbers
    answer = Desk().ask("GET", "?sortType=SORTBY_RESOURCELABEL")
    assert refused(answer) == (400, "illegal.parameter.value.error")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("limit=2", [0, 1]),
        ("limit=-1", [0, 1, 2]),
        ("offset=1", [1, 2]),
        ("offset=1&limit=1", [1]),
        ("offset=3", []),
        ("limit=0", []),
        ("offset=-5", [0, 1, 2]),
        ("numberOfRows=1&startIndex=2", [2]),
        ("numberOfRows=1&limit=2", [0, 1]),
    ],
)
def test_pages_are_rows_from_an_offset(
    three: tuple[Desk, int, int, int], query: str, expected: list[int]
) -> None:
    """Older names serve as well, newer ones win."""
    desk, *numbers = three
    assert desk.ids(f"?isAscending=true&{query}") == [numbers[position] for position in expected]


def test_older_releases_know_the_older_names_only() -> None:
    """Limit and offset came with 6.2.1."""
    desk = Desk.playing("D12")
    desk.job()
    desk.job()
    assert [len(desk.ids(f"?{name}=1")) for name in ("limit", "offset", "numberOfRows", "startIndex")] == [
        2,
        2,
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [("limit", "x"), ("limit", "99999999999"), ("offset", "1.5"), ("sortType", "X"), ("isAscending", "1")],
)
def test_a_wrong_value_is_refused(desk: Desk, name: str, value: str) -> None:
    """The refusal names the parameter and the value."""
    answer = desk.ask("GET", f"?{name}={value}")
    assert refused(answer) == (400, "illegal.parameter.value.error")
    assert f'"parameters":["{name}","{value}"]' in answer.body.decode()


def test_an_older_name_must_be_readable_even_where_the_newer_one_counts(desk: Desk) -> None:
    """Every parameter is read before the search begins."""
    desk.job()
    assert refused(desk.ask("GET", "?limit=1&numberOfRows=x")) == (400, "illegal.parameter.value.error")
