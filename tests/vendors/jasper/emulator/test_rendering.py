from __future__ import annotations

import json

import pytest

from harness.vendors.jasper.emulator.markup import parse_xml
from harness.vendors.jasper.emulator.rendering import without_nulls
from tests.vendors.jasper.emulator.desk import JOB_JSON, JOB_XML, JSON, XML, Desk, at_once, draft, simple

TOPIC = {
    "reportUnitURI": "/adhoc/topics/Cascading_multi_select_topic",
    "parameters": {"parameterValues": {"Country_multi_select": ["Mexico"]}},
}


def test_nulls_are_shown_or_left_out() -> None:
    """The manual shows them, all sources leave them out, at any depth."""
    shown, hidden = Desk().schedule(), Desk.playing("D76").schedule()
    assert shown["description"] is None
    assert "description" not in hidden
    assert without_nulls(shown) == hidden
    assert without_nulls({"a": [{"b": None}], "c": []}) == {"a": [{}], "c": []}


@pytest.mark.parametrize(("drifts", "root"), [((), "clientJob"), (("D22",), "job")])
def test_the_root_of_a_job_is_the_releases(drifts: tuple[str, ...], root: str) -> None:
    """The samples of the manual have clientJob, the code has job."""
    desk = Desk.playing(*drifts)
    answer = desk.ask("GET", f"/{desk.job()}", Accept=JOB_XML)
    assert parse_xml(answer.body).name == root


def test_xml_and_json_say_the_same(desk: Desk) -> None:
    """The trigger stands directly in XML's root, parameters are entries."""
    number = desk.job(source=TOPIC)
    root = parse_xml(desk.ask("GET", f"/{number}", Accept=JOB_XML).body)
    document = desk.get(f"/{number}")
    trigger = root.child("simpleTrigger")
    assert trigger is not None
    expected = {
        name: str(each) for name, each in document["trigger"]["simpleTrigger"].items() if each is not None
    }
    assert {child.name: child.text for child in trigger.children} == expected
    entries = (
        root.children[[child.name for child in root.children].index("source")]
        .children[1]
        .children[0]
        .children
    )
    names = document["source"]["parameters"]["parameterValues"]
    assert [entry.children[0].text for entry in entries] == list(names)


def test_a_body_in_xml_comes_back_unchanged(desk: Desk) -> None:
    """What a read answers can be sent again as it is."""
    number = desk.job(
        source=TOPIC, mailNotification={"subject": "s", "toAddresses": {"address": ["a@b.c"]}}, alert={}
    )
    before = desk.get(f"/{number}")
    for media_type in (JOB_XML, JOB_JSON):
        body = desk.ask("GET", f"/{number}", Accept=media_type).body
        answer = desk.ask("POST", f"/{number}", body, Content_Type=media_type, Accept=media_type)
        assert (answer.status, answer.body) == (200, body)
    assert desk.get(f"/{number}") == before


def test_parameters_have_another_form_up_to_6_4() -> None:
    """Unless the answer is asked for as job+json exactly."""
    desk = Desk.playing("D32", "D04")
    number = desk.job(source=TOPIC)
    found = {}
    for accept in (JOB_JSON, f"{JOB_JSON}; charset=UTF-8", JSON):
        values = desk.get(f"/{number}", Accept=accept)["source"]["parameters"]["parameterValues"]
        found[accept] = values["Country_multi_select"]
    assert list(found.values()) == [["Mexico"], {"item": ["Mexico"]}, {"item": ["Mexico"]}]
    plain = desk.job()
    assert "parameters" in desk.get(f"/{plain}", Accept=JSON)["source"]


def test_dates_of_triggers_are_iso_in_xml_up_to_6_4() -> None:
    """In the zone of the trigger; a wall-clock time in XML counts for nothing there."""
    for drifts, kind in ((("D31", "D04"), XML), (("D31",), JOB_XML)):
        desk = Desk.playing(*drifts)
        number = desk.job(trigger=simple(timezone="Europe/Helsinki"))
        body = desk.ask("GET", f"/{number}", Accept=kind).body
        assert b"<startDate>2099-01-01T00:00:00+02:00</startDate>" in body
        assert desk.ask("POST", f"/{number}", body, Content_Type=kind, Accept=kind).status == 200
        wrong = body.replace(b"T00:00:00+02:00", b" 00:00")
        answer = desk.ask("POST", f"/{number}", wrong, Content_Type=kind, Accept=f"{kind}, {JSON};q=0.1")
        assert json.loads(answer.body)["error"][0]["field"] == "trigger.startDate"


def test_runs_are_counted_in_10_1() -> None:
    """Those that are over, in summaries and descriptors."""
    desk = Desk.playing("D69")
    good = desk.job(trigger=at_once(-1, 1))
    bad = desk.job(trigger=at_once(-1, 1), source={"reportUnitURI": "/reports/samples/FailingReport"})
    desk.wait(125)
    counts = ("succeededJobsCount", "failedJobsCount")
    assert [desk.get(f"/{good}")[name] for name in counts] == [3, 0]
    (summary,) = [each for each in desk.get("")["jobsummary"] if each["id"] == bad]
    assert [summary[name] for name in counts] == [0, 3]


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Accept": JSON}, JSON),
        ({"Accept": XML}, XML),
        ({"Accept": "text/plain, APPLICATION/JSON"}, JSON),
        ({"Accept": "*/*"}, XML),
    ],
)
def test_errors_are_told_in_the_wanted_format(desk: Desk, headers: dict[str, str], kind: str) -> None:
    """JSON when Accept names it, else XML."""
    answer = desk.ask("GET", "/7/state", **headers)
    assert (answer.status, answer.headers.get("content-type")) == (404, kind)
    assert (b"<parameters><parameter>7</parameter></parameters>" in answer.body) == (kind == XML)


def test_errors_have_types_of_their_own_in_8() -> None:
    """The list of validation errors keeps the plain ones."""
    desk = Desk.playing("D60")
    kinds = [desk.ask("GET", "/7/state", Accept=each).headers.get("content-type") for each in (JSON, XML)]
    assert kinds == ["application/errorDescriptor+json", "application/errorDescriptor+xml"]
    invalid = desk.ask("PUT", "", draft(label=None))
    assert invalid.headers.get("content-type") == JSON


def test_validation_errors_are_a_list_in_both_formats(desk: Desk) -> None:
    """In XML below the root errors."""
    answer = desk.ask("PUT", "", "<job/>", Content_Type=JOB_XML, Accept=JOB_XML)
    root = parse_xml(answer.body)
    assert (answer.status, root.name) == (400, "errors")
    assert root.children[0].name == "error"
    assert [child.name for child in root.children[0].children] == ["errorCode", "defaultMessage", "field"]


def test_summaries_had_fewer_texts_before_6_2() -> None:
    """No description and no label of the report."""
    found = []
    for desk in (Desk(), Desk.playing("D08")):
        desk.job(description="d")
        found.append({"description", "reportLabel"} & set(desk.get("")["jobsummary"][0]))
    assert found == [{"description", "reportLabel"}, set()]
