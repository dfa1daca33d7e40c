from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.media import OPAQUE, BodyReader, Reading, UnreadableError
from harness.contract.model import Body
from harness.contract.xml import Stray
from harness.finding import Source


def read_body(content_type: str, body: bytes, schema: Any = None) -> Any:
    """Return the value of a body that is declared with ``schema``."""
    return reading(content_type, body, schema).value


def reading(content_type: str, body: bytes, schema: Any = None) -> Reading:
    """Return what is read of a body that is declared with ``schema``."""
    media = content_type.partition(";")[0].lower()
    return BodyReader({media: Body(media, schema, "/test", Source("here"))}, {}).read(content_type, body)


@pytest.mark.parametrize(
    "media", ["application/json", "Application/JSON; charset=UTF-8", "application/problem+json"]
)
def test_json_is_read(media: str) -> None:
    """Every JSON media type is read as JSON, in any letter case."""
    assert read_body(media, b'{"a": [1, null]}') == {"a": [1, None]}


@pytest.mark.parametrize("body", [b"", b"{", b"{}x", b"NaN", b'"\xff"'])
def test_broken_json_is_unreadable(body: bytes) -> None:
    """Nothing that is not JSON in UTF-8 passes for a document."""
    with pytest.raises(UnreadableError) as caught:
        read_body("application/json", body)
    assert caught.value.expected == "a JSON document"


@pytest.mark.parametrize("media", ["text/plain", "plain/text", "text/plain; charset=utf-8"])
def test_text_is_read(media: str) -> None:
    """Text is read, also under the name that IBM's document gives it."""
    assert read_body(media, "ü\n".encode()) == "ü\n"


@given(st.binary())
def test_text_without_a_charset_is_always_read(body: bytes) -> None:
    """Bytes that are not UTF-8 are taken for Latin-1, the charset of old."""
    assert isinstance(read_body("text/plain", body), str)


@pytest.mark.parametrize(
    ("media", "body", "expected"),
    [
        ("text/plain; charset=utf-8", b"\xff", "text in utf-8"),
        ("text/plain; charset=klingon", b"a", "a known charset"),
    ],
)
def test_a_charset_is_a_promise(media: str, body: bytes, expected: str) -> None:
    """A named charset must be known, and must fit."""
    with pytest.raises(UnreadableError) as caught:
        read_body(media, body)
    assert caught.value.expected == expected


def test_other_media_types_are_not_read() -> None:
    """Of uninterpreted bytes no schema speaks."""
    assert read_body("application/octet-stream", b"\x00\x01") is OPAQUE


JOB = {"xml": {"name": "job"}, "properties": {"id": {"type": "integer"}}}


@pytest.mark.parametrize(
    "media", ["application/xml", "text/xml", "application/job+xml", "Text/XML; charset=utf-8"]
)
def test_xml_is_read_by_its_schema(media: str) -> None:
    """Every XML media type is a document, text/xml too."""
    assert read_body(media, b"<job><id>3</id></job>", JOB) == {"id": 3}


def test_xml_knows_where_its_parts_stand() -> None:
    """Places are paths in the document, and what has no room in the value is told."""
    found = reading("application/xml", b"<work><id>3</id></work>", JOB)
    assert found.strays == (Stray("/", "the root element <job>", "<work>", undocumented=False),)
    assert found.place is not None
    assert found.place("/id") == "/work/id"


@pytest.mark.parametrize("body", [b"", b"<job>", b'{"id": 3}', b"<!DOCTYPE job><job/>"])
def test_broken_xml_is_unreadable(body: bytes) -> None:
    """Nothing that is not well-formed passes for a document, nor does one with a document type."""
    with pytest.raises(UnreadableError) as caught:
        read_body("application/xml", body, JOB)
    assert caught.value.expected == "an XML document"


def test_the_charset_of_the_message_holds_for_xml() -> None:
    """It goes before what the document says."""
    assert read_body("text/xml; charset=iso-8859-1", b"<a>\xe9</a>") == "é"


def test_forms_are_read_by_their_schema() -> None:
    """The bodies of token endpoints."""
    schema = {"properties": {"expires": {"type": "integer"}}}
    assert read_body("application/x-www-form-urlencoded", b"a=b+c&expires=5", schema) == {
        "a": "b c",
        "expires": 5,
    }


@pytest.mark.parametrize(
    ("media", "raw", "value"),
    [
        ("application/json", b'{"a": 1}', {"a": 1}),
        ("application/json", b"{", None),
        ("text/plain", b"abc", "abc"),
        ("application/octet-stream", b"abc", None),
        ("application/xml", b"<job><id>1</id></job>", {"id": 1}),
        ("application/xml", b"<work/>", None),
        ("application/xml", b"<job>", None),
        (None, b"{}", None),
        ("application/json", b"", None),
    ],
)
def test_bodies_are_values_or_nothing(media: str | None, raw: bytes, value: Any) -> None:
    """What cannot be read wholly is nothing, so that the strongest effect is assumed."""
    reader = BodyReader({"application/xml": Body("application/xml", JOB, "/x", Source("here"))}, {})
    assert reader.value(media, raw, whole=True) == value


def test_an_answer_need_not_be_read_wholly() -> None:
    """What is known of a document counts, beside what is not."""
    reader = BodyReader({"application/xml": Body("application/xml", JOB, "/x", Source("here"))}, {})
    assert reader.value("application/xml", b"<work><id>1</id></work>") == {"id": 1}


def test_a_media_type_is_declared_by_itself_or_a_range() -> None:
    """The nearest counts."""
    bodies = {m: Body(m, None, f"/{m}", Source("here")) for m in ("text/plain", "text/*", "*/*")}
    reader = BodyReader(bodies, {})
    assert [reader.declared(m) for m in ("Text/Plain;a=b", "text/x", "a/b")] == [*bodies]
    assert BodyReader({}, {}).declared("a/b") is None
