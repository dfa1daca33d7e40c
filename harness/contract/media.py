"""Bodies as values: which media types are read, and how."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any, Final

import orjson

from harness.contract.form import read_form
from harness.contract.model import Body
from harness.contract.xml import Shape, Stray, located, read_xml, shape_of
from harness.contract.xml.shape import Name
from harness.xml_document import XmlError, parse_xml

OPAQUE: Final = object()
"""Stands for a body of which no schema speaks: uninterpreted bytes."""


class UnreadableError(ValueError):
    """A body is not what its media type says; ``expected`` and ``got`` say what and how."""

    def __init__(self, expected: str, got: str) -> None:
        super().__init__(f"expected {expected}, got {got}")
        self.expected = expected
        self.got = got


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a body, and where its parts stand for people."""

    value: Any
    strays: tuple[Stray, ...] = ()
    """Parts of the body that its schema has no place for."""
    place: Callable[[str], str] | None = None
    """From a JSON pointer into the value to a path in the body; None where they are the same."""


class BodyReader:
    """Reads the bodies of one message, of which some are led by their schemas: XML and forms."""

    def __init__(self, bodies: Mapping[str, Body], document: Mapping[str, Any]) -> None:
        self._bodies = bodies
        self._document = document
        self._shapes: dict[str, tuple[Shape, tuple[Name, ...]]] = {}

    def declared(self, content_type: str) -> str | None:
        """Return the declared media type, or range such as ``text/*``, that holds ``content_type``."""
        found = essence(content_type)
        ranges = (found, f"{found.partition('/')[0]}/*", "*/*")
        return next((media for media in ranges if media in self._bodies), None)

    def read(self, content_type: str, body: bytes) -> Reading:
        """Return what a body stands for; its value is OPAQUE where no schema speaks of it.

        Raise ``UnreadableError`` when it is not what its media type says.
        """
        media = essence(content_type)
        if is_xml(media):
            return self._xml(content_type, body)
        if media == FORM:
            return Reading(read_form(body, self._schema(content_type), self._document))
        reader = _reader(media)
        return Reading(OPAQUE if reader is None else reader(content_type, body))

    def value(self, content_type: str | None, body: bytes, *, whole: bool = False) -> Any:
        """Return what a body stands for; None when it cannot be read, or not ``whole``."""
        if not body or content_type is None:
            return None
        try:
            reading = self.read(content_type, body)
        except UnreadableError:
            return None
        return None if reading.value is OPAQUE or (whole and reading.strays) else reading.value

    def _xml(self, content_type: str, body: bytes) -> Reading:
        try:
            root = parse_xml(body, charset_of(content_type))
        except XmlError as error:
            raise UnreadableError("an XML document", f"{error} in {_start(body)}") from None
        declared = self.declared(content_type) or ""
        if declared not in self._shapes:
            self._shapes[declared] = shape_of(self._schema(content_type), self._document)
        shape, names = self._shapes[declared]
        read = read_xml(root, shape, names)
        return Reading(read.value, read.strays, lambda pointer: located(pointer, shape, root.tag))

    def _schema(self, content_type: str) -> Any:
        declared = self.declared(content_type)
        return None if declared is None else self._bodies[declared].schema


FORM: Final = "application/x-www-form-urlencoded"


def essence(content_type: str) -> str:
    """Return the media type without its parameters, in lower case."""
    return content_type.partition(";")[0].strip().lower()


def is_xml(media: str) -> bool:
    """Tell whether bodies of a media type are XML documents (RFC 7303)."""
    return media.endswith("+xml") or media in ("application/xml", "text/xml")


def _reader(media: str) -> Callable[[str, bytes], Any] | None:
    if media == "application/json" or media.endswith("+json"):
        return _read_json
    # `plain/text` is how IBM's document writes the media type of spool text.
    if media.startswith("text/") or media == "plain/text":
        return _read_text
    return None


def _read_json(_content_type: str, body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        got = f"{error} in {_start(body)}" if body else "an empty body"
        raise UnreadableError("a JSON document", got) from None


def _read_text(content_type: str, body: bytes) -> str:
    charset = charset_of(content_type)
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


def charset_of(content_type: str) -> str | None:
    """Return the ``charset`` parameter of a media type."""
    if "charset" not in content_type.lower():
        return None
    message = Message()
    message["Content-Type"] = content_type
    return message.get_content_charset()


def _start(body: bytes) -> str:
    """Return the beginning of a body, for people."""
    return repr(body[:60])[1:]
