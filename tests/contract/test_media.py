from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.media import OPAQUE, UnreadableError, read_body


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
