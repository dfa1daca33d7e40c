from __future__ import annotations

from typing import Any

import pytest

from harness.exchange import Response
from tests.vendors.jasper.emulator.desk import JOB_JSON, JSON, XML, Desk, at_once, ok, refused, simple

CALENDAR = {
    "calendarTriggerModel": {
        "startType": 1, "minutes": "0", "hours": "3", "daysType": "ALL", "months": {"month": ["1"]},
    }
}  # fmt: skip


def bulk(desk: Desk, numbers: list[int], model: Any, **headers: str) -> Response:
    """Edit jobs."""
    query = "&".join(f"id={number}" for number in numbers)
    return desk.ask("POST", f"?{query}", model, **headers)


def test_the_manuals_example(desk: Desk) -> None:
    """Label and file name change, the description goes, the trigger takes another zone; the rest stays."""
    numbers = [desk.job(description="d"), desk.job(description="e")]
    model = {
        "label": "Modified label",
        "isDescriptionModified": True,
        "triggerModel": {"simpleTriggerModel": {"timezone": "Europe/Helsinki"}},
        "baseOutputFilename": "NewOutputName",
    }
    assert ok(bulk(desk, numbers, model)) == {"jobId": numbers}
    for number in numbers:
        job = desk.get(f"/{number}")
        assert (job["label"], job["description"], job["baseOutputFilename"]) == (
            "Modified label",
            None,
            "NewOutputName",
        )
        trigger = job["trigger"]["simpleTrigger"]
        assert (trigger["timezone"], trigger["startDate"], trigger["version"]) == (
            "Europe/Helsinki", "2099-01-01 00:00", 1,
        )  # fmt: skip
        assert job["creationDate"] is not None


def test_the_manuals_example_in_xml(desk: Desk) -> None:
    """Trigger models stand directly in the root."""
    number = desk.job(description="d")
    model = (
        "<jobModel><label>Modified label</label><isDescriptionModified>true</isDescriptionModified>"
        "<simpleTriggerModel><timezone>Europe/Helsinki</timezone></simpleTriggerModel></jobModel>"
    )
    answer = bulk(desk, [number], model, Content_Type=XML, Accept=XML)
    assert f"<jobIdList><jobId>{number}</jobId></jobIdList>" in answer.body.decode()
    job = desk.get(f"/{number}")
    assert (job["label"], job["description"]) == ("Modified label", None)
    assert job["trigger"]["simpleTrigger"]["timezone"] == "Europe/Helsinki"


def test_flags_count_nowhere_where_they_have_no_setter() -> None:
    """An explicit null clears in any release."""
    desk = Desk.playing("D54")
    number = desk.job(description="d", trigger=simple(endDate="2099-02-01 00:00"))
    nested = {"simpleTriggerModel": {"isEndDateModified": True}}
    bulk(desk, [number], {"isDescriptionModified": True, "triggerModel": nested})
    job = desk.get(f"/{number}")
    assert (job["description"], job["trigger"]["simpleTrigger"]["endDate"]) == ("d", "2099-02-01 00:00")
    bulk(desk, [number], {"description": None})
    assert desk.get(f"/{number}")["description"] is None


def test_flags_count_in_xml_and_below_the_top_where_json_has_no_setter() -> None:
    """Up to 6.3 it is only the JSON form of the model itself that has none."""
    desk = Desk.playing("D24")
    number = desk.job(description="d", trigger=simple(endDate="2099-02-01 00:00"))
    nested = {"simpleTriggerModel": {"isEndDateModified": True}}
    bulk(desk, [number], {"isDescriptionModified": True, "triggerModel": nested})
    job = desk.get(f"/{number}")
    assert (job["description"], job["trigger"]["simpleTrigger"]["endDate"]) == ("d", None)
    model = "<jobModel><isDescriptionModified>true</isDescriptionModified></jobModel>"
    bulk(desk, [number], model, Content_Type=XML, Accept=XML)
    assert desk.get(f"/{number}")["description"] is None


def test_nested_parts_change_in_part(desk: Desk) -> None:
    """Nested nulls change nothing, nested flags clear; a part that is not there is made, a null one goes."""
    topic = {
        "reportUnitURI": "/adhoc/topics/Cascading_multi_select_topic",
        "parameters": {"parameterValues": {"Country_multi_select": ["a"]}},
    }
    number = desk.job(source=topic, alert={"subject": "s"}, trigger=simple(endDate="2099-02-01 00:00"))
    values = {"Cascading_name_single_select": ["b"]}
    model = {
        "sourceModel": {"parameters": {"parameterValues": values}},
        "alertModel": None,
        "mailNotificationModel": {"subject": "m"},
        "repositoryDestinationModel": {"folderURI": None, "outputFTPInfoModel": {"serverName": "h"}},
        "triggerModel": {"simpleTriggerModel": {"isEndDateModified": True}},
        "label": None,
        "username": "nobody",
    }
    assert bulk(desk, [number], model).status == 200
    job = desk.get(f"/{number}")
    found = job["source"]["parameters"]["parameterValues"]
    assert (found["Country_multi_select"], found["Cascading_name_single_select"]) == (["a"], ["b"])
    assert (job["alert"], job["mailNotification"]["subject"], job["label"]) == (None, "m", "Nightly")
    destination = job["repositoryDestination"]
    assert (destination["folderURI"], destination["outputFTPInfo"]["serverName"]) == ("/temp", "h")
    assert job["trigger"]["simpleTrigger"]["endDate"] is None
    assert job["username"] == "jasperadmin|organization_1"


def test_an_unchanged_trigger_goes_on(desk: Desk) -> None:
    """A label alone leaves a pause alone."""
    number = desk.job(trigger=at_once(5, 10))
    desk.ask("POST", "/pause", {"jobId": [number]})
    bulk(desk, [number], {"label": "a"})
    assert desk.value(number) == "PAUSED"
    bulk(desk, [number], {"triggerModel": {"simpleTriggerModel": {"occurrenceCount": 9}}})
    assert desk.value(number) == "EXECUTING"


@pytest.mark.parametrize(
    ("drift", "expected"), [(None, (400, None)), ("D28", (500, "unexpected.error")), ("D48", (403, None))]
)
def test_a_trigger_of_another_kind_must_be_wanted(
    drift: str | None, expected: tuple[int, str | None]
) -> None:
    """Each release has its own refusal; replaceTriggerIgnoreType=true replaces the trigger."""
    desk = Desk.playing(*([drift] if drift else []))
    number = desk.job()
    assert refused(bulk(desk, [number], {"triggerModel": CALENDAR})) == expected
    target = f"?id={number}&replaceTriggerIgnoreType=true"
    assert desk.ask("POST", target, {"triggerModel": CALENDAR}).status == 200
    assert desk.state(number)["nextFireTime"] == "2026-01-06T03:00:00+00:00"


def test_unknown_ids_are_refused_or_skipped() -> None:
    """Up to 6.4 nothing is changed then."""
    older, newer = Desk(), Desk.playing("D45")
    for desk, expected in ((older, 404), (newer, 200)):
        number = desk.job()
        assert bulk(desk, [number, 1], {"label": "a"}).status == expected
    assert (older.get("/5484")["label"], newer.get("/5484")["label"]) == ("Nightly", "a")


def test_the_answer_echoes_or_tells_the_effect() -> None:
    """In 8.x each job that was updated, once; the job+json variant still echoes."""
    older, newer = Desk(), Desk.playing("D04", "D45", "D46")
    found = []
    for desk, media_type in ((older, JSON), (newer, JSON), (newer, JOB_JSON)):
        number = desk.ids()[0] if desk.emulator.describe()["jobs"] else desk.job()
        ids = [number, number] if desk is older else [number, number, 1]
        found.append(ok(bulk(desk, ids, {"label": "a"}, Content_Type=media_type, Accept=media_type))["jobId"])
    assert found == [[5484, 5484], [5484], [5484, 5484, 1]]


def test_results_are_validated_in_8_only() -> None:
    """One that cannot be leaves all as they were, and two may not write the same file."""
    desk = Desk.playing("D47")
    folder = {"folderURI": "/temp", "overwriteFiles": False}
    numbers = [desk.job(baseOutputFilename=f"n{each}", repositoryDestination=folder) for each in "ab"]
    assert b"error.length" in bulk(desk, numbers, {"label": "x" * 101}).body
    assert b"error.duplicate" in bulk(desk, numbers, {"baseOutputFilename": "same"}).body
    assert bulk(desk, numbers, {"label": "fine"}).status == 200
    older = Desk()
    assert bulk(older, [older.job()], {"label": "x" * 101}).status == 200


def test_a_result_that_never_fires_is_refused(desk: Desk) -> None:
    """What no trigger can be has no fire time."""
    number = desk.job()
    for fields in ({"occurrenceCount": 0}, {"occurrenceCount": 5}, {"endDate": "2098-01-01 00:00"}):
        answer = bulk(desk, [number], {"triggerModel": {"simpleTriggerModel": fields}})
        assert b"will never fire" in answer.body


def test_a_report_that_is_not_there_is_not_noticed(desk: Desk) -> None:
    """Without validation the job is kept, its summary without a report label."""
    number = desk.job()
    assert bulk(desk, [number], {"sourceModel": {"reportUnitURI": "/gone"}}).status == 200
    assert desk.get("")["jobsummary"][0]["reportLabel"] is None


def test_anybody_may_edit_in_bulk(desk: Desk) -> None:
    """The bulk path is not guarded in the Community Edition."""
    number = desk.job()
    desk.user = "joeuser"
    assert bulk(desk, [number], {"label": "mine"}).status == 200


def test_no_ids_change_nothing(desk: Desk) -> None:
    """The list is empty; a wrong flag and a wrong body are refused all the same."""
    desk.job()
    assert ok(desk.ask("POST", "", {"label": "a"}, Content_Type=JSON, Accept=JSON)) == {"jobId": []}
    answer = desk.ask("POST", "", '""', Content_Type=JSON, Accept=JSON)
    assert refused(answer) == (400, "serialization.error")
    answer = desk.ask("POST", "?replaceTriggerIgnoreType=x", {}, Accept=JSON)
    assert refused(answer) == (400, "illegal.parameter.value.error")
