from __future__ import annotations

from dataclasses import replace
from typing import Any

from harness.exchange import Direction, Exchange, Headers, Passage, Response
from harness.report.fields import FIELDS_LIMIT, json_type, read_answers
from tests.report import sample

KIND = ("listJobs", 200, "application/json")


def answered(document: Any, operation: str | None = "listJobs") -> Exchange:
    """Return an exchange that was answered with a document."""
    return sample.exchange(1, "GET", "/", sample.answer(200, document), operation=operation)


def test_fields_are_counted_by_the_objects_that_could_hold_them() -> None:
    """A field of list elements is counted per element, with every type that it had."""
    documents = read_answers([answered([{"a": 1}, {"a": None, "b": {"c": "x"}}]), answered([{}])]).documents[
        KIND
    ]
    assert documents.count == 2
    assert documents.share("/*/a") == (2, 3)
    assert documents.share("/*/b/c") == (1, 1)
    assert documents.types("/*/a") == ("integer", "null")
    assert documents.types("/*/nowhere") == ()


def test_names_are_escaped_in_pointers() -> None:
    """A slash in a name does not look like a level."""
    assert list(read_answers([answered({"a/b~c": 1})]).documents[KIND].fields) == ["/a~1b~0c"]


def test_only_answers_of_operations_count() -> None:
    """What was blocked, broken, sent to us or matched no operation says nothing of the target's answers."""
    whole = answered({"a": 1})
    others = [
        replace(whole, operation=None),
        replace(whole, passage=Passage.BROKEN),
        replace(whole, direction=Direction.INBOUND),
        replace(whole, response=None, passage=Passage.BLOCKED),
    ]
    assert read_answers(others).statuses == {}


def test_bodies_that_are_no_json_count_as_documents_without_fields() -> None:
    """A text, a broken document and an empty body are answers of their status all the same."""
    text = Response(200, Headers.of(Content_Type="text/plain"), b"{not json")
    answers = read_answers([replace(answered({}), response=text)])
    assert answers.statuses["listJobs"] == {200: 1}
    assert answers.documents["listJobs", 200, "text/plain"].fields == {}


def test_names_that_are_data_do_not_fill_the_memory() -> None:
    """A document whose names never end is read up to a limit."""
    huge = answered({str(number): 1 for number in range(FIELDS_LIMIT * 2)})
    assert len(read_answers([huge]).documents[KIND].fields) == FIELDS_LIMIT


def test_depth_does_no_harm() -> None:
    """A document nested beyond reason neither recurses nor raises."""
    deep = replace(answered({}), response=sample.answer(200, body=b'{"a":' * 900 + b"1" + b"}" * 900))
    assert len(read_answers([deep]).documents[KIND].fields) == 900


def test_types_are_those_of_json_schema() -> None:
    """A truth value is no number, and a whole number is an integer."""
    values: list[object] = [None, True, 1, 1.5, "a", [], {}]
    assert [json_type(v) for v in values] == [
        "null",
        "boolean",
        "integer",
        "number",
        "string",
        "array",
        "object",
    ]


def test_elements_and_attributes_of_xml_are_fields() -> None:
    """An element that repeats counts once for its parent; names lead there without positions."""
    jobs = b"<jobs><job id='1'><label>a</label><label>b</label></job><job><state><v/></state></job></jobs>"
    response = Response(200, Headers.of(Content_Type="application/xml"), jobs)
    broken = Response(200, Headers.of(Content_Type="application/xml"), b"<jobs>")
    exchanges = [replace(answered({}), response=each) for each in (response, response, broken)]
    documents = read_answers(exchanges).documents["listJobs", 200, "application/xml"]
    assert documents.count == 3
    assert documents.share("/jobs/job/label") == (2, 4)
    assert documents.share("/jobs/job/@id") == (2, 4)
    assert documents.share("/jobs") == (2, 2)
    assert documents.types("/jobs/job/state") == ("object",)
    assert documents.types("/jobs/job/label") == ("string",)
