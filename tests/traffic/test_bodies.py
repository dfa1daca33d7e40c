from __future__ import annotations

from typing import Any

import pytest

from harness.traffic.bodies import as_json, as_they_are, led_by_schemas, written

TYPES = (
    *("application/json", "application/job+json", "application/xml", "application/job+xml", "text/xml"),
    *("application/x-www-form-urlencoded", "plain/text", "text/plain", "multipart/form-data"),
)
_CONTENT: dict[str, Any] = {media: {} for media in TYPES}
DOCUMENT = {"paths": {"/": {"post": {"requestBody": {"content": _CONTENT}}}}}
JOB: dict[str, Any] = {"schema": {"xml": {"name": "job"}, "properties": {"id": {"type": "integer"}}}}


def test_each_media_type_has_its_way_out() -> None:
    """Text goes as it is, XML and forms by their schemas, the rest is Schemathesis's own."""
    assert as_they_are(DOCUMENT) == ("plain/text", "text/plain")
    assert as_json(DOCUMENT) == ("application/job+json", "application/json")
    assert led_by_schemas(DOCUMENT) == (
        *("application/job+xml", "application/x-www-form-urlencoded", "application/xml", "text/xml"),
    )


@pytest.mark.parametrize(
    ("media", "value", "body"),
    [
        ("application/xml", {"id": 1}, b"<job><id>1</id></job>"),
        ("application/xml", " <job/>", b" <job/>"),
        ("application/xml", "a < b", b"<job>a &lt; b</job>"),
        ("application/x-www-form-urlencoded", {"id": 1}, b"id=1"),
        ("text/xml", {"id": 1}, b"<data><id>1</id></data>"),
    ],
)
def test_values_become_bodies(media: str, value: Any, body: bytes) -> None:
    """By the schema of their media type; an example may be a whole document."""
    declared = {"application/xml": JOB, "application/x-www-form-urlencoded": JOB}
    assert written(value, media, declared, {}).endswith(body)
