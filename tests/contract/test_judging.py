from __future__ import annotations

from typing import Any

import pytest

from harness.contract.judging import AnswerJudge, BodyJudge, parsed_body, undocumented_status
from harness.contract.model import Answer, Body, Discrepancy, Effect, EffectCase, Kind, Operation, Parameter
from harness.contract.schemas import SchemaSet
from harness.exchange import Headers, Request, Response
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


@pytest.mark.parametrize(
    ("media", "raw", "value"),
    [
        ("application/json", b'{"a": 1}', {"a": 1}),
        ("application/json", b"{", None),
        ("text/plain", b"abc", "abc"),
        ("application/octet-stream", b"abc", None),
        (None, b"{}", None),
        ("application/json", b"", None),
    ],
)
def test_request_bodies_are_values_or_nothing(media: str | None, raw: bytes, value: Any) -> None:
    """What cannot be read is nothing, so that the strongest effect is assumed."""
    headers = Headers() if media is None else Headers.of([("Content-Type", media)])
    assert parsed_body(Request("PUT", "/", headers, raw)) == value
