from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harness.contract import Operation, load_contract
from harness.exchange import Headers, Request
from harness.traffic.exemplary import exemplary
from tests.traffic.jobs_service import CONTRACT


def operation(tmp_path: Path, name: str, *changes: tuple[str, str]) -> Operation:
    """Return an operation of the small service, its contract changed."""
    text = CONTRACT
    for right, other in changes:
        assert right in text
        text = text.replace(right, other)
    path = tmp_path / "jobs.yaml"
    path.write_text(text)
    return load_contract(path).operations[name]


SHOWN = (
    ("name: id, in: path, required: true,", "name: id, in: path, required: true, example: a b,"),
    ("in: header, required: true,", "in: header, required: true, example: because,"),
    ("in: query, required: true,", "in: query, required: true, example: 7,"),
)


def test_what_is_required_is_as_the_first_examples_show(tmp_path: Path) -> None:
    """Path and query are encoded, and what is no text is written as JSON."""
    wanted = Request("GET", "/jobs/a%20b?since=7", Headers.of([("X-Reason", "because")]))
    assert exemplary(operation(tmp_path, "look", *SHOWN)) == wanted


@pytest.mark.parametrize("left_out", range(3))
def test_without_an_example_there_is_no_request(tmp_path: Path, left_out: int) -> None:
    """A made-up value would be a breach of its own."""
    changes = [change for number, change in enumerate(SHOWN) if number != left_out]
    assert exemplary(operation(tmp_path, "look", *changes)) is None


@pytest.mark.parametrize(
    ("media_type", "example", "body"),
    [
        ("application/json", '{ "a": 1 }', b'{"a":1}'),
        ("text/plain", "go", b"go"),
        ("application/json", "go", b'"go"'),
    ],
)
def test_a_body_is_its_first_example(tmp_path: Path, media_type: str, example: Any, body: bytes) -> None:
    """It is written as its media type says, and named."""
    schema = "application/json: { schema: { type: object } }"
    change = (schema, f"{media_type}: {{ schema: {{}}, example: {example} }}")
    found = exemplary(operation(tmp_path, "start", change))
    assert found == Request("POST", "/jobs", Headers.of([("Content-Type", media_type)]), body)


def test_a_body_that_must_be_there_needs_an_example(tmp_path: Path) -> None:
    """Without one there is no request; where the body may be left out, it is."""
    assert exemplary(operation(tmp_path, "start")) is None
    optional = operation(tmp_path, "start", ("requestBody:\n        required: true", "requestBody:"))
    assert exemplary(optional) == Request("POST", "/jobs")
