from __future__ import annotations

import json
from typing import Any

import pytest

from harness.contract import Discrepancy, Effect, Kind, Match
from harness.exchange import Headers, Request, Response
from tests.contract.tiny import contract

TOLERANT = (
    "x-job-role: status => x-job-role: status\n"
    "      x-job-tolerates:\n"
    "        - { place: query, name: '*', because: ignored, x-source: { where: p, standing: measured } }\n"
    "        - { place: path, name: NUMBER, because: rounded, x-source: { where: q, standing: inferred } }"
)


def put(body: Any) -> Request:
    """Return a request that changes a parcel."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Request("PUT", "/parcels/7", Headers.of([("Content-Type", "application/json")]), raw)


def matched(request: Request) -> Match:
    """Return what the tiny contract takes a request for."""
    match = contract().match(request)
    assert match is not None
    return match


@pytest.mark.parametrize(
    ("body", "effect", "role"),
    [
        ({"stop": True}, Effect.DESTROY, "modify:stop"),
        ({"note": "x"}, Effect.MODIFY, None),
        ({"note": "x", "stop": True}, Effect.DESTROY, "modify:stop"),
        ({}, Effect.DESTROY, "modify:stop"),
        (b"{", Effect.DESTROY, "modify:stop"),
    ],
)
def test_the_first_effect_whose_condition_holds_is_meant(body: Any, effect: Effect, role: str | None) -> None:
    """When none holds, the strongest is assumed."""
    match = matched(put(body))
    assert (match.effect, match.role) == (effect, role)


def judged(request: Request, *changes: str) -> list[Discrepancy]:
    """Return what is wrong with a request."""
    tiny = contract(*changes)
    match = tiny.match(request)
    assert match is not None
    return list(tiny.judge_request(match, request))


def test_a_missing_body_is_told() -> None:
    """A body that is required and absent breaks the contract; an optional one may be absent."""
    (found,) = judged(put(b""))
    assert (found.kind, found.keyword, found.expected) == (Kind.BODY, "required", "application/json")
    assert judged(Request("GET", "/parcels/7")) == []


def test_a_body_of_a_request_is_judged_in_the_strict_view() -> None:
    """A client that sends what is not documented hears of it."""
    assert [(f.kind, f.pointer) for f in judged(put({"stop": True, "now": 1}))] == [
        (Kind.UNDOCUMENTED_FIELD, "/now")
    ]


def test_tolerated_input_is_told_with_its_reason() -> None:
    """It is wrong by the documents, and yet no reason to expect a refusal."""
    number, query = judged(Request("GET", "/parcels/seven?=1"), TOLERANT)
    assert number.tolerated is not None
    assert (number.pointer, number.tolerated.because) == ("path:number", "rounded")
    assert query.tolerated is not None
    assert (query.pointer, query.tolerated.because) == ("query:", "ignored")


def test_any_member_of_a_body_may_be_tolerated() -> None:
    """Where unknown members are ignored, one that is sent is no reason to expect a refusal."""
    ignoring = (
        "operationId: change => operationId: change\n"
        "      x-job-tolerates:\n"
        "        - { place: body, name: '*', because: ignored, x-source: { where: p, standing: measured } }"
    )
    (found,) = judged(put({"stop": True, "now": 1}), ignoring)
    assert found.tolerated is not None


def test_each_member_of_an_object_in_a_body_may_be_tolerated() -> None:
    """What is put up with at the members of one object is not put up with elsewhere."""
    tolerance = "{ place: body, name: '/sizes/*', because: cut, x-source: { where: p, standing: measured } }"
    sizes = "sizes: { type: object, additionalProperties: { type: integer } }"
    lenient = (
        f"operationId: change => operationId: change\n      x-job-tolerates:\n        - {tolerance}",
        f"note: {{ type: string }} => note: {{ type: string }}, {sizes}",
    )
    found = judged(put({"stop": True, "sizes": {"wide": "x", "high": "y"}, "note": 1}), *lenient)
    assert {f.pointer: f.tolerated is not None for f in found} == {
        "/sizes/wide": True,
        "/sizes/high": True,
        "/note": False,
    }


def test_without_a_tolerance_wrong_input_is_just_wrong() -> None:
    """Nothing is excused by default."""
    assert [found.tolerated for found in judged(Request("GET", "/parcels/seven?fast=1"))] == [None, None]


def test_answers_are_judged_by_the_status_that_documents_them() -> None:
    """An exact status goes before its class, and that before the default."""
    tiny = contract()
    read, write = matched(Request("GET", "/parcels/7")), matched(put({"stop": True}))
    text = Headers.of([("Content-Type", "text/html")])
    assert tiny.judge_response(read, Response(404, Headers(), b"")) == ()
    assert [f.kind for f in tiny.judge_response(read, Response(503, Headers(), b""))] == [Kind.STATUS]
    assert tiny.judge_response(write, Response(503, text, b"closed")) == ()
    assert [f.keyword for f in tiny.judge_response(write, Response(503, text, b"x" * 21))] == ["maxLength"]


@pytest.mark.parametrize("status", [204, 304])
def test_answers_that_cannot_have_a_body_are_not_asked_for_one(status: int) -> None:
    """HTTP knows no body with these statuses, whatever the document declares for the default."""
    write = matched(put({"stop": True}))
    assert contract().judge_response(write, Response(status)) == ()


def test_a_tolerance_may_cover_only_some_values() -> None:
    """What it does not cover is as wrong as ever."""
    rounded = (TOLERANT.replace("because: rounded", "because: rounded, pattern: '^[0-9.]+$'"),)
    (covered,) = judged(Request("GET", "/parcels/7.5"), *rounded)
    (other,) = judged(Request("GET", "/parcels/seven"), *rounded)
    assert covered.tolerated is not None
    assert other.tolerated is None


SOURCE = "x-source: { where: p, standing: measured }"
EVERYWHERE = (
    "x-job-lifecycle: => x-job-tolerates:\n"
    f"  - {{ place: body, name: '/**', pattern: '^null$', because: absent, {SOURCE} }}\n"
    f"  - {{ place: body, name: '/**', pattern: '^[0-9]', instead: string, because: its text, {SOURCE} }}\n"
    "x-job-lifecycle:"
)


def test_a_tolerance_of_the_document_is_one_of_each_operation() -> None:
    """At any depth of a body, and only of the values and in place of the types that it names.

    An entry of a list that stands for nothing is none of these: nobody knows what it would mean.
    """
    sizes = "sizes: { type: object, additionalProperties: { type: integer } }"
    stops = "stops: { type: array, items: { type: string } }"
    more = f"note: {{ type: string }} => note: {{ type: string }}, {sizes}, {stops}"
    body = {"stop": None, "sizes": {"wide": None, "high": "y"}, "stops": [None, 1], "note": 1}
    found = judged(put(body), EVERYWHERE, more)
    assert {f.pointer: f.tolerated.because if f.tolerated else None for f in found} == {
        "/stop": "absent",
        "/sizes/wide": "absent",
        "/sizes/high": None,
        "/stops/0": None,
        "/stops/1": None,
        "/note": "its text",
    }
    (wrong,) = judged(put({"stop": 1}), EVERYWHERE)
    assert wrong.tolerated is None
