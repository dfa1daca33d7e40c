from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.iics.emulator import xml


def test_an_object_is_an_element_and_its_attributes_are_children() -> None:
    """What is null is left out, a list has an element of its own."""
    document = {"@type": "job", "a": 1, "b": None, "c": True, "d": [{"@type": "part", "x": "<&>"}], "e": []}
    assert xml.write(document, "unused").endswith(
        b"<job><a>1</a><c>true</c><d><part><x>&lt;&amp;&gt;</x></part></d><e></e></job>"
    )
    assert xml.write([{"@type": "job"}], "jobs").endswith(b"<jobs><job></job></jobs>")


@given(st.text())
def test_what_is_written_can_be_read(text: str) -> None:
    """Whatever is in it; characters that XML cannot hold are replaced."""
    written = xml.write({"@type": "job", "taskName": text}, "unused")
    assert ET.fromstring(written).tag == "job"  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"<job><a>1</a><b> x </b></job>", {"@type": "job", "a": "1", "b": "x"}),
        (b"<job><a><b>1</b></a></job>", {"@type": "job", "a": {"b": "1"}}),
        (b"<job/>", {"@type": "job"}),
        (b"<job>text</job>", {"@type": "job"}),
        (
            '<?xml version="1.0" encoding="ISO-8859-1"?><j><a>é</a></j>'.encode("latin-1"),
            {"@type": "j", "a": "é"},
        ),
    ],
)
def test_a_request_is_read(body: bytes, found: dict[str, Any]) -> None:
    """Its root is the class, its children are the attributes."""
    assert xml.read(body, 10) == found


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"<a>",
        b"<a/><b/>",
        b"<!DOCTYPE a><a/>",
        b"<a>" * 20 + b"</a>" * 20,
        b"<a>&x;</a>",
        b"<?xml version='1.0' encoding='klingon'?><a/>",
    ],
)
def test_what_is_no_plain_document_is_refused(body: bytes) -> None:
    """No document types, no entities, only so deep, and in an encoding that there is."""
    with pytest.raises(ValueError, match="it "):
        xml.read(body, 10)
