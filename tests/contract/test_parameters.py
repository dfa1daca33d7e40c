from __future__ import annotations

from typing import Any

import pytest

from harness.contract.model import (
    Discrepancy,
    Effect,
    EffectCase,
    Kind,
    Match,
    Operation,
    Parameter,
    ParsedRequest,
)
from harness.contract.parameters import ParameterJudge, ValueJudge, parse_query, typed
from harness.contract.schemas import SchemaSet
from harness.exchange import Headers
from harness.finding import Source

HERE = Source("here")


def parameter(
    name: str, place: str, schema: dict[str, Any], *, required: bool = False, **more: str
) -> Parameter:
    """Return a parameter."""
    return Parameter(name, place, required, schema, HERE, pointer=f"/{place}/{name}", **more)  # type: ignore[arg-type]  # more holds texts


PARAMETERS = (
    parameter("id", "path", {"type": "string", "pattern": "^[A-Z]+$"}, required=True),
    parameter("max", "query", {"type": "integer", "maximum": 9}),
    parameter("owner", "query", {"type": "string", "maxLength": 3}, required=True),
    parameter("only", "query", {"type": "array", "items": {"type": "integer"}}),
    parameter("X-Token", "header", {"type": "string", "enum": ["a", "b"]}, required=True),
    parameter("X-IBM-Sym-A", "header", {"type": "string", "maxLength": 2}, family="^X-IBM-Sym-[A-Z]$"),
)


def judged(path: str = "A", query: str = "owner=ME", *headers: tuple[str, str]) -> list[Discrepancy]:
    """Return what is wrong with the parameters of a request."""
    operation = Operation(
        "op", "GET", "/{id}", "", (EffectCase(Effect.READ, None),), PARAMETERS, {}, False, {}, (), HERE
    )
    given = Headers.of(headers or (("x-token", "a"),))
    parsed = ParsedRequest("GET", {"id": path}, parse_query(query), {}, None)
    judge = ParameterJudge(operation, SchemaSet({}), ("x-ibm-",))
    return list(judge.judge(Match(operation, parsed, operation.cases[0]), given))


def test_documented_parameters_have_nothing_wrong() -> None:
    """Declared ones pass, and so do headers that are nobody's business."""
    assert judged("ABC", "owner=ME&max=9&only=1&only=2", ("X-Token", "b"), ("User-Agent", "x")) == []


@pytest.mark.parametrize(
    ("path", "query", "pointer", "keyword", "got"),
    [
        ("a", "owner=ME", "path:id", "pattern", '"a"'),
        ("A", "owner=ME&max=10", "query:max", "maximum", "10"),
        ("A", "owner=ME&max=ten", "query:max", "type", '"ten"'),
        ("A", "owner=ME&max=1&max=2", "query:max", "type", '["1", "2"]'),
        ("A", "", "query:owner", "required", "absent"),
        ("A", "owner=ME&other=1", "query:other", "undeclared", '"1"'),
        ("A", "owner=M%45EE", "query:owner", "maxLength", '"MEEE"'),
        ("A", "owner=ME&only=1&only=x", "query:only", "type", '["1", "x"]'),
    ],
)
def test_wrong_parameters_are_named(path: str, query: str, pointer: str, keyword: str, got: str) -> None:
    """Place, name, keyword and the value that came."""
    (found,) = judged(path, query)
    assert (found.kind, found.pointer, found.subject) == (Kind.PARAMETER, pointer, pointer)
    assert (found.keyword, found.got) == (keyword, got)


@pytest.mark.parametrize(
    ("name", "value", "pointer", "keyword"),
    [
        ("x-token", "c", "header:X-Token", "enum"),
        ("X-Ibm-Sym-A", "123", "header:X-IBM-Sym-A", "maxLength"),
        ("x-ibm-sym-q", "123", "header:X-IBM-Sym-A", "maxLength"),
        ("X-IBM-Misspelt", "1", "header:X-IBM-Misspelt", "undeclared"),
    ],
)
def test_wrong_headers_are_named(name: str, value: str, pointer: str, keyword: str) -> None:
    """Names compare without case, a family stands for its members, the vendor's own must be declared."""
    headers = [(name, value)] if name == "x-token" else [("X-Token", "a"), (name, value)]
    (found,) = judged("A", "owner=ME", *headers)
    assert (found.pointer, found.keyword) == (pointer, keyword)


def test_a_member_of_a_family_is_declared() -> None:
    """Another name of the family is no undeclared header."""
    assert judged("A", "owner=ME", ("X-Token", "a"), ("X-IBM-Sym-Z", "1")) == []


def test_a_missing_header_is_named() -> None:
    """Under the name that the contract gives it."""
    (found,) = judged("A", "owner=ME", ("Accept", "*/*"))
    assert (found.pointer, found.keyword, found.expected) == ("header:X-Token", "required", "to be given")


@pytest.mark.parametrize(
    ("text", "schema", "value"),
    [
        ("7", {"type": "integer"}, 7),
        ("-7", {"type": "integer"}, -7),
        ("07x", {"type": "integer"}, "07x"),
        ("1.5", {"type": "number"}, 1.5),
        ("1e3", {"type": "number"}, 1000.0),
        ("true", {"type": "boolean"}, True),
        ("True", {"type": "boolean"}, "True"),
        ("1,x", {"type": "array", "items": {"type": "integer"}}, [1, "x"]),
        ("7", {"type": ["string", "null"]}, "7"),
        ("7", {}, "7"),
        ("7", True, "7"),
    ],
)
def test_texts_are_read_by_the_types_of_their_schema(text: str, schema: Any, value: Any) -> None:
    """What fits no type stays a text, so that the schema can refuse it."""
    assert typed(text, schema) == value
    assert type(typed(text, schema)) is type(value)


def test_queries_are_decoded_and_keep_their_order() -> None:
    """Repeated, empty and raw names and values come back; a plus sign is a blank."""
    assert parse_query("a=1&b=%23+x&a=&c") == {"a": ("1", ""), "b": ("# x",), "c": ("",)}
    assert parse_query("a=#1") == {"a": ("#1",)}
    assert parse_query("") == {}


def test_judging_a_value_again_gives_the_same_answer() -> None:
    """Remembered values are judged as fresh ones, also when memory is full."""
    judge = ValueJudge(parameter("X-N", "header", {"type": "integer"}), SchemaSet({}))
    assert [judge.accepts(text) for text in ("1", "x", "1", "x")] == [True, False, True, False]
    assert all(judge.accepts(str(number)) for number in range(2000))
    assert not judge.accepts("y")
