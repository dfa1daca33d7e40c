from __future__ import annotations

from typing import Any

import pytest

from harness.contract.writing import write_body

SCHEMA = {"xml": {"name": "job"}, "properties": {"id": {"type": "integer", "xml": {"attribute": True}}}}


@pytest.mark.parametrize(
    ("media", "value", "body"),
    [
        ("application/json", {"id": 1}, b'{"id": 1}'),
        ("application/job+json; charset=utf-8", "a", b'"a"'),
        ("text/plain", "a", b"a"),
        ("text/plain", 1, b"1"),
        ("application/x-www-form-urlencoded", {"id": 1}, b"id=1"),
        ("application/job+xml", {"id": 1}, b'<?xml version="1.0" encoding="UTF-8"?>\n<job id="1"/>'),
    ],
)
def test_a_value_is_written_as_its_media_type_says(media: str, value: Any, body: bytes) -> None:
    """The same value has many bodies."""
    assert write_body(media, value, SCHEMA, {}) == body
