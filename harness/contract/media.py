"""Bodies as values: which media types are read, and how. XML joins here as one more reader."""

from __future__ import annotations

from collections.abc import Callable
from email.message import Message
from typing import Any, Final

import orjson

OPAQUE: Final = object()
"""Stands for a body of which no schema speaks: uninterpreted bytes."""


class UnreadableError(ValueError):
    """A body is not what its media type says; ``expected`` and ``got`` say what and how."""

    def __init__(self, expected: str, got: str) -> None:
        super().__init__(f"expected {expected}, got {got}")
        self.expected = expected
        self.got = got


def read_body(content_type: str, body: bytes) -> Any:
    """Return the value that a body stands for, or OPAQUE; raise ``UnreadableError``."""
    essence = content_type.partition(";")[0].strip().lower()
    reader = _reader(essence)
    return OPAQUE if reader is None else reader(content_type, body)


def _reader(essence: str) -> Callable[[str, bytes], Any] | None:
    if essence == "application/json" or essence.endswith("+json"):
        return _read_json
    # `plain/text` is how IBM's document writes the media type of spool text.
    if essence.startswith("text/") or essence == "plain/text":
        return _read_text
    return None


def _read_json(_content_type: str, body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        got = f"{error} in {_start(body)}" if body else "an empty body"
        raise UnreadableError("a JSON document", got) from None


def _read_text(content_type: str, body: bytes) -> str:
    charset = _charset(content_type)
    if charset is None:
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            return body.decode("latin-1")
    try:
        return body.decode(charset)
    except LookupError:
        raise UnreadableError("a known charset", charset) from None
    except UnicodeDecodeError as error:
        raise UnreadableError(f"text in {charset}", f"{error.reason} in {_start(body)}") from None


def _charset(content_type: str) -> str | None:
    message = Message()
    message["Content-Type"] = content_type
    return message.get_content_charset()


def _start(body: bytes) -> str:
    """Return the beginning of a body, for people."""
    return repr(body[:60])[1:]
