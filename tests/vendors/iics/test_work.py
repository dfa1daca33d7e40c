from __future__ import annotations

import jsonschema
import pytest

from harness.contract import Match
from harness.exchange import Headers, Request, Response
from harness.run.tags import tag_prefix
from harness.target import Length, WorkItem
from harness.vendors.iics import VENDOR
from harness.vendors.iics.work import WORK, WORK_SCHEMA, exclusive, run_tag, running, task_of
from tests.vendors.iics.bench import contract

JSON = Headers.of(Content_Type="application/json")


def test_the_items_keep_their_own_schema() -> None:
    """A site writes its tasks as the embedded ones are written."""
    for item in WORK:
        jsonschema.validate(dict(item.fields), WORK_SCHEMA)


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "MTT"},
        {"task_id": "a"},
        {"type": "AVS", "task_id": "a"},
        {"type": "MTT", "task_id": "a", "task_name": "b"},
    ],
)
def test_a_task_has_a_type_and_one_name(fields: dict[str, str]) -> None:
    """As the resource wants it."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(fields, WORK_SCHEMA)


def test_tasks_are_taken_in_turn() -> None:
    """A stop ends all runs of a task, so that the next start takes another task."""
    item = WorkItem("w", Length.LONG, {"type": "MTT", "task_names": ["a", "b"]})
    named = [task_of(item, run_tag("k3x9", number))["taskName"] for number in range(4)]
    assert named == ["a", "b", "a", "b"]
    assert task_of(item, "another's")["taskName"] == "a"


def test_an_address_ends_with_the_tag() -> None:
    """By which the run is found in the monitor."""
    item = WorkItem("w", Length.SHORT, {"type": "DSS", "task_federated_id": "f", "callback": "http://r"})
    assert task_of(item, "h1") == {"taskFederatedId": "f", "taskType": "DSS", "callbackURL": "http://r/h1"}


def test_what_is_exclusively_ours_is_named_as_requests_name_it() -> None:
    """And marked as the monitor shows it, which knows no federated ids."""
    items = (
        WorkItem("a", Length.SHORT, {"type": "MTT", "task_names": ["x", "y"], "exclusive": True}),
        WorkItem("b", Length.SHORT, {"type": "DSS", "task_federated_id": "f", "exclusive": True}),
        WorkItem("c", Length.SHORT, {"type": "DRS", "task_id": "i", "exclusive": True}),
        WorkItem("d", Length.SHORT, {"type": "DRS", "task_id": "theirs"}),
    )
    found = [(set(each.names), set(each.marks)) for each in exclusive(items)]
    assert found == [
        ({"MTT taskName x"}, {"taskName x"}),
        ({"MTT taskName y"}, {"taskName y"}),
        ({"DSS taskFederatedId f"}, set()),
        ({"DRS taskId i"}, {"taskId i"}),
    ]


def test_only_the_monitor_tells_of_all_that_runs() -> None:
    """A run in another format, or without a name of its own, is told of as well."""
    body = b'[{"taskId":"a","taskName":"x","runId":1},{"taskName":"y"}]'
    entry = b"<activityMonitorEntry><taskId>a</taskId></activityMonitorEntry>"
    xml = b"<activityMonitorEntries>" + entry + b"</activityMonitorEntries>"
    told = running(matched("/activity/activityMonitor"), Response(200, JSON, body))
    assert told is not None
    assert [(each.job.key, set(each.marks)) for each in told] == [
        ("a/1", {"taskId a", "taskName x"}),
        ("", {"taskName y"}),
    ]
    in_xml = running(
        matched("/activity/activityMonitor"), Response(200, Headers.of(Content_Type="text/xml"), xml)
    )
    assert in_xml is not None
    assert [set(each.marks) for each in in_xml] == [{"taskId a"}]
    for response in (Response(401, JSON, body), Response(200, JSON, b"{}"), Response(200, JSON, b"[")):
        assert running(matched("/activity/activityMonitor"), response) is None
    assert running(matched("/activity/activityLog"), Response(200, JSON, body)) is None


def matched(path: str) -> Match:
    """Return what a request is read as."""
    match = contract().match(Request("GET", f"/saas/api/v2{path}"))
    assert match is not None
    return match


def test_tags_of_a_run_begin_alike() -> None:
    """So that a run tells its own."""
    assert tag_prefix(VENDOR, "k3x9").startswith("hk3x9")
