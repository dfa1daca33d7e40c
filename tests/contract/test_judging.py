from __future__ import annotations

from typing import Any

import pytest

from harness.contract.judging import AnswerJudge, BodyJudge, undocumented_status
from harness.contract.model import Answer, Body, Discrepancy, Effect, EffectCase, Kind, Operation, Parameter
from harness.contract.schemas import SchemaSet
from harness.exchange import Headers, Response
from harness.finding import Change, Source

HERE = Source("here")


def body(media: str, schema: dict[str, Any] | None) -> Body:
    """Return a declared body."""
    return Body(media, schema, f"/{media}", HERE)


JSON = body("application/json", {"type": "object", "properties": {"a": {"type": "integer"}}})
TEXT = body("text/plain", {"type": "string", "maxLength": 3})
BYTES = body("application/octet-stream", {"type": "string", "format": "binary"})
IMAGE = body("image/*", None)


def judged(media: str | None, raw: bytes, *bodies: Body) -> list[tuple[Kind, str]]:
    """Return kind and expectation of what is wrong with a body."""
    judge = BodyJudge({given.media_type: given for given in bodies}, SchemaSet({}), HERE)
    return [(found.kind, found.expected) for found in judge.judge(media, raw)]


@pytest.mark.parametrize(
    ("media", "raw"),
    [
        ("application/json", b'{"a": 1}'),
        ("APPLICATION/JSON;charset=utf-8", b"{}"),
        ("text/plain; charset=UTF-8", b"abc"),
        ("text/plain", b""),
        ("application/octet-stream", b"\x00\xff any length"),
        ("image/png", b"\x89PNG"),
        (None, b""),
    ],
)
def test_documented_bodies_have_nothing_wrong(media: str | None, raw: bytes) -> None:
    """Also an empty body without a media type, where a text may be empty."""
    assert judged(media, raw, JSON, TEXT, BYTES, IMAGE) == []


def test_a_body_that_breaks_its_schema_is_explained() -> None:
    """By media type, with or without further fields."""
    assert judged("application/json", b'{"a": "x"}', JSON) == [(Kind.BODY, "integer")]
    assert judged("application/json", b'{"b": 1}', JSON) == [(Kind.UNDOCUMENTED_FIELD, "no such property")]
    assert judged("text/plain", b"abcd", TEXT) == [(Kind.BODY, "maxLength 3")]


def test_another_media_type_is_told_once() -> None:
    """Of a body that is not documented nothing more is said."""
    assert judged("text/html", b"<p>", JSON, TEXT) == [(Kind.MEDIA_TYPE, "application/json or text/plain")]
    assert judged(None, b"{}", JSON) == [(Kind.MEDIA_TYPE, "application/json")]


def test_a_body_where_none_is_documented_is_told() -> None:
    """An empty one is as documented, whatever its media type."""
    assert judged("application/json", b"{}") == [(Kind.MEDIA_TYPE, "no body")]
    assert judged("application/json", b"") == []


def test_an_empty_document_is_unreadable() -> None:
    """No JSON document has no characters."""
    assert judged("application/json", b"", JSON) == [(Kind.UNREADABLE, "a JSON document")]
    assert judged(None, b"", JSON) == [(Kind.UNREADABLE, "application/json")]


JOBS = body(
    "application/xml",
    {
        "xml": {"name": "jobs"},
        "properties": {
            "job": {
                "type": "array",
                "items": {
                    "required": ["id"],
                    "properties": {
                        "id": {"type": "integer", "xml": {"attribute": True}},
                        "state": {"type": "string", "enum": ["RUN", "END"]},
                    },
                },
            }
        },
    },
)


@pytest.mark.parametrize(
    ("document", "found"),
    [
        ("<jobs><job id='1'><state>RUN</state></job></jobs>", []),
        ("<jobs/>", []),
        ("<jobs><job id='x'/></jobs>", [(Kind.BODY, "/jobs/job[1]/@id", "integer", None)]),
        (
            "<jobs><job id='1'/><job/></jobs>",
            [(Kind.BODY, "/jobs/job[2]/@id", "the property 'id'", None)],
        ),
        (
            "<jobs><job id='1' new='2'><old>3</old></job></jobs>",
            [
                (Kind.UNDOCUMENTED_FIELD, "/jobs/job[1]/@new", "no such attribute", Change.ADDITIVE),
                (Kind.UNDOCUMENTED_FIELD, "/jobs/job[1]/old", "no such element", Change.ADDITIVE),
            ],
        ),
        (
            "<jobs><job id='1'><state>HELD</state></job></jobs>",
            [(Kind.UNDOCUMENTED_VALUE, "/jobs/job[1]/state", 'one of ["RUN", "END"]', Change.BREAKING)],
        ),
        ("<list/>", [(Kind.BODY, "/", "the root element <jobs>", None)]),
        (
            "<jobs><job id='1'><state a='b'>RUN</state></job></jobs>",
            [(Kind.UNDOCUMENTED_FIELD, "/jobs/job[1]/state/@a", "no such attribute", Change.ADDITIVE)],
        ),
        ("<jobs>", [(Kind.UNREADABLE, "", "an XML document", None)]),
    ],
)
def test_xml_is_judged_as_strictly_as_json(document: str, found: list[Any]) -> None:
    """What is wrong, missing or not documented is found, and its place is a path in the document."""
    judge = BodyJudge({JOBS.media_type: JOBS}, SchemaSet({}), HERE)
    told = judge.judge("application/xml; charset=UTF-8", document.encode())
    assert [(each.kind, each.pointer, each.expected, each.change) for each in told] == found


def test_subjects_in_xml_have_no_positions() -> None:
    """The same fault in two items of a list has one subject."""
    judge = BodyJudge({JOBS.media_type: JOBS}, SchemaSet({}), HERE)
    told = judge.judge("application/xml", b"<jobs><job/><job a='1' id='1'><state b='2'/></job></jobs>")
    assert {each.subject for each in told} == {
        *("/jobs/job[*]/@id", "/jobs/job[*]/@a", "/jobs/job[*]/state", "/jobs/job[*]/state/@b")
    }


def answer(**changes: Any) -> Answer:
    """Return an answer that documents a JSON body and two headers."""
    headers = {
        "X-Range": Parameter(
            "X-Range", "header", False, {"type": "string", "pattern": "^[0-9]+$"}, HERE, pointer="/r"
        ),
        "X-Must": Parameter("X-Must", "header", True, {"type": "integer"}, HERE, pointer="/m"),
    }
    return Answer(
        **{"status": "200", "bodies": {JSON.media_type: JSON}, "headers": headers, "source": HERE, **changes}
    )


def answered(
    *headers: tuple[str, str], raw: bytes = b"{}", has_body: bool = True, **changes: Any
) -> list[Discrepancy]:
    """Return what is wrong with a response."""
    response = Response(200, Headers.of([("Content-Type", "application/json"), *headers]), raw)
    return list(AnswerJudge(answer(**changes), SchemaSet({})).judge(response, has_body=has_body))


def test_documented_headers_and_those_of_http_have_nothing_wrong() -> None:
    """HTTP's own fields are noise, in any letter case."""
    noise = [
        ("DATE", "x"),
        ("server", "x"),
        ("Content-Length", "2"),
        ("connection", "close"),
        ("Via", "1.1 x"),
    ]
    assert answered(("x-must", "1"), ("X-RANGE", "12"), *noise) == []


def test_an_undocumented_header_is_additive() -> None:
    """It is named as it came."""
    (found,) = answered(("X-Must", "1"), ("X-New", "v"))
    assert (found.kind, found.pointer, found.change) == (
        Kind.UNDOCUMENTED_HEADER,
        "header:X-New",
        Change.ADDITIVE,
    )


def test_a_wrong_and_a_missing_header_are_told() -> None:
    """Under the name that the contract gives them."""
    wrong, missing = answered(("x-range", "all"))
    assert (wrong.kind, wrong.pointer, wrong.keyword) == (Kind.HEADER, "header:X-Range", "pattern")
    assert (missing.kind, missing.pointer, missing.keyword) == (Kind.HEADER, "header:X-Must", "required")


def test_an_answer_to_head_has_no_body_to_judge() -> None:
    """Its headers are judged all the same."""
    assert answered(("X-Must", "1"), raw=b"", has_body=False) == []
    assert [found.pointer for found in answered(raw=b"", has_body=False)] == ["header:X-Must"]


def test_an_optional_body_may_be_absent_but_not_wrong() -> None:
    """x-job-body: optional excuses emptiness only."""
    assert answered(("X-Must", "1"), raw=b"", body_optional=True) == []
    assert [f.kind for f in answered(("X-Must", "1"), raw=b"[", body_optional=True)] == [Kind.UNREADABLE]


def test_an_undocumented_status_breaks_clients() -> None:
    """It names what would have been expected."""
    cases = (EffectCase(Effect.READ, None),)
    answers = {"200": answer(), "4XX": answer(status="4XX")}
    operation = Operation("op", "GET", "/", "", cases, (), {}, False, answers, (), HERE)
    found = undocumented_status(operation, 500)
    assert (found.kind, found.subject, found.change) == (Kind.STATUS, "status:500", Change.BREAKING)
    assert (found.expected, found.got) == ("200, 4XX", "500")
