"""A list of everything that leaves a job out is found, at every vendor that lists its work."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from harness.exchange import Headers, Request
from harness.flow import JobRef
from harness.oracles.lifecycle.listing import list_complete
from harness.target import Length
from harness.vendor import vendors
from tests.oracles.planting import reported
from tests.oracles.script import BASE, Script, job
from tests.oracles.visitor import Visitor

JSON = Headers((("Content-Type", "application/json"), ("Accept", "application/json")))
LISTS = {
    "zosmf": Request("GET", "/zosmf/restjobs/jobs?owner=*", Headers((("X-CSRF-ZOSMF-HEADER", "true"),))),
    "joc": Request("POST", "/joc/api/orders", JSON, json.dumps({"jobschedulerId": "scheduler"}).encode()),
    "jasper": Request("GET", "/jasperserver-pro/rest_v2/jobs", JSON),
    "i2rest": Request("POST", "/run_program/harness/joblst", JSON, b"{}"),
    "iics": Request("GET", "/saas/api/v2/activity/activityLog", JSON),
}
"""By vendor, how everything is listed."""


def look(visitor: Visitor, *, faults: str = "") -> None:
    """Submit five jobs, see all of them, list everything, and see them again."""
    ended = visitor.vendor.name == "iics"
    length = Length.SHORT if ended else Length.LONG
    work = next(item for item in visitor.vendor.work if item.length is length)
    found: list[JobRef] = []
    for number in range(5):
        done = visitor.run(visitor.vendor.flows.submit(work, visitor.vendor.tag("abc", number)))
        assert done.job is not None
        found.append(done.job)
        visitor.wait(30 if ended else 1)
    for each in found:
        visitor.run(visitor.vendor.flows.status(each))
    if faults:
        visitor.play(faults)
    visitor.send(LISTS[visitor.vendor.name])
    visitor.emulator.play(())
    for each in found:
        visitor.run(visitor.vendor.flows.status(each))


def test_every_vendor_that_lists_work_says_what_its_lists_hold() -> None:
    """Those are the ones below; a vendor without a word on it is not judged."""
    told = {
        vendor.name
        for vendor in vendors().values()
        if any(each.listing for each in Visitor(vendor).contract.operations.values())
    }
    assert told == set(LISTS)


@pytest.mark.parametrize("vendor", LISTS)
def test_a_truncated_list_is_found(vendor: str) -> None:
    """Half of the jobs are missing from it, and answers before and after it show them."""
    visitor = Visitor(vendors()[vendor])
    look(visitor, faults="truncated-list")
    found = visitor.findings(list_complete)
    assert [(each.subject, len(each.witness)) for each in found] == [("missing", 3)]


@pytest.mark.parametrize("vendor", LISTS)
def test_a_whole_list_is_none_of_this(vendor: str) -> None:
    """All of the jobs are in it, and each was looked for."""
    visitor = Visitor(vendors()[vendor])
    look(visitor)
    assert visitor.findings(list_complete) == []


def missing_from(query: str = "?owner=*", *, session: str = "primary") -> bool:
    """Tell whether a job that is shown before and after an empty list is reported missing from it."""
    script = Script()
    script.status(job())
    script.list([], query, session=session)
    script.status(job())
    return bool(reported(script, list_complete))


def test_lists_that_leave_something_out_on_purpose_are_not_judged() -> None:
    """Another name, another owner, a filter, a bound, or another user's view."""
    assert missing_from()
    assert missing_from("?owner=*&prefix=MYJOB&exec-data=Y")
    for query in ("", "?owner=ME", "?owner=*&prefix=OTHER", "?owner=*&prefix=M*", "?owner=*&max-jobs=1"):
        assert not missing_from(query)
    assert not missing_from("?owner=*&status=active")
    assert not missing_from(session="other")


def test_a_removal_excuses_what_is_missing_from_then_on() -> None:
    """Even one whose outcome is not known; one after the list excuses nothing."""
    script = Script()
    script.status(job())
    script.delete(status=500)
    script.list([])
    script.status(job())
    assert reported(script, list_complete) == []
    script = Script()
    script.status(job())
    script.list([])
    script.status(job())
    script.delete()
    assert len(reported(script, list_complete)) == 1


def test_answers_that_overlap_the_list_prove_nothing() -> None:
    """The job may have come after the list was made, and gone before it."""
    for before, after in (((0, 20), (40, 50)), ((0, 5), (25, 50))):
        script = Script()
        script.status(job(), at=before)
        script.list([], at=(10, 30))
        script.status(job(), at=after)
        assert reported(script, list_complete) == []


def test_what_is_no_list_holds_no_job() -> None:
    """An answer that cannot be read, or has another form, is for other rules."""
    for answer in ("[", {"error": "no list"}):
        script = Script()
        script.status(job())
        script.send("GET", f"{BASE}?owner=*", 200, answer)
        script.status(job())
        assert reported(script, list_complete) == []


def test_a_list_that_is_full_may_have_left_out_any_job() -> None:
    """Nothing tells that it was cut."""
    script = Script()
    script.status(job())
    script.list([job(number=1000 + number) for number in range(1000)])
    script.status(job())
    assert reported(script, list_complete) == []


@settings(max_examples=100, deadline=None, database=None)
@example([(1, 0, 5), (1, 0, 0), (1, 30, 0)], [(3, 0, False)])
@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 30), st.integers(0, 5)), max_size=10),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.booleans()), max_size=4),
)
def test_every_gap_is_found_whatever_the_order(
    sightings: list[tuple[int, int, int]], lists: list[tuple[int, int, bool]]
) -> None:
    """Looking only where a job was shown around loses none: comparing all with all finds as many."""
    script = Script()
    for number, begun, length in sightings:
        script.status(job(number=number), at=(begun, begun + length))
    for begun, length, named in lists:
        script.list([], "?owner=*&prefix=MYJOB" if named else "?owner=*", at=(begun, begun + length))
    gaps = [
        (begun, number)
        for begun, length, _ in lists
        for number in (1, 2, 3)
        if any(n == number and b + d < begun for n, b, d in sightings)
        and any(n == number and b > begun + length for n, b, _ in sightings)
    ]
    assert len(list(list_complete.judge(script.evidence()))) == len(gaps)
