"""What answers looked like: statuses by operation, and the fields of every kind of document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from harness.contract import is_xml
from harness.exchange import Direction, Exchange, Response, media_type
from harness.xml_document import Element, XmlError, parse_xml

BODY_LIMIT = 8 * 1024 * 1024
"""Bytes above which a body's fields are not read."""
FIELDS_LIMIT = 2000
"""Fields that are kept of one kind of document: names may be data, and then there is no end of them."""

Kind = tuple[str, int, str]
"""Operation, status, media type."""


@dataclass
class Seen:
    """A field: in how many of the objects that could hold it, and with which JSON types."""

    count: int = 0
    types: set[str] = field(default_factory=set)


@dataclass
class Documents:
    """The documents of one kind. ``holders`` counts objects by pointer.

    Pointers have ``*`` for indexes, and name elements of XML without positions.
    """

    count: int = 0
    holders: Counter[str] = field(default_factory=Counter)
    fields: dict[str, Seen] = field(default_factory=dict)

    def share(self, pointer: str) -> tuple[int, int]:
        """Return how often the field was there, and how often it could have been."""
        seen = self.fields.get(pointer)
        return (seen.count if seen else 0, self.holders[pointer.rpartition("/")[0]])

    def types(self, pointer: str) -> tuple[str, ...]:
        """Return the JSON types that the field had."""
        return tuple(sorted(self.fields[pointer].types)) if pointer in self.fields else ()


@dataclass(frozen=True)
class Answers:
    """The answers of a run."""

    statuses: Mapping[str, Counter[int]]
    """By operation."""
    documents: Mapping[Kind, Documents]


def read_answers(exchanges: Iterable[Exchange]) -> Answers:
    """Read what was answered; inbound requests and requests of no operation do not count."""
    statuses: dict[str, Counter[int]] = {}
    documents: dict[Kind, Documents] = {}
    for exchange in exchanges:
        response, operation = exchange.response, exchange.operation
        if (
            response is None
            or operation is None
            or not exchange.judged
            or exchange.direction is Direction.INBOUND
        ):
            continue
        statuses.setdefault(operation, Counter())[response.status] += 1
        kind = (operation, response.status, media_type(response.headers) or "")
        _read_document(documents.setdefault(kind, Documents()), response)
    return Answers(statuses, documents)


def _read_document(documents: Documents, response: Response) -> None:
    documents.count += 1
    if is_xml(media_type(response.headers) or ""):
        _read_xml(documents, response.body)
        return
    if response.body[:1] not in {b"{", b"["} or len(response.body) > BODY_LIMIT:
        return
    try:
        _read_value(documents, orjson.loads(response.body))
    except orjson.JSONDecodeError:
        return


def _read_xml(documents: Documents, body: bytes) -> None:
    """Walk the elements of a document; attributes are fields as well, called ``@name``."""
    try:
        root = parse_xml(body[: BODY_LIMIT + 1])
    except XmlError:
        return
    documents.holders[""] += 1
    _see(documents, f"/{root.tag}", _type_of(root))
    left = [(f"/{root.tag}", root)]
    while left:
        pointer, element = left.pop()
        documents.holders[pointer] += 1
        for name in element.attrib:
            _see(documents, f"{pointer}/@{name}", "string")
        # An element that repeats is one field of its parent.
        for name, types in _children(element).items():
            _see(documents, f"{pointer}/{name}", *types)
        left.extend((f"{pointer}/{child.tag}", child) for child in element)


def _children(element: Element) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for child in element:
        found.setdefault(child.tag, set()).add(_type_of(child))
    return found


def _type_of(element: Element) -> str:
    return "object" if len(element) or element.attrib else "string"


def _see(documents: Documents, pointer: str, *types: str) -> None:
    if pointer in documents.fields or len(documents.fields) < FIELDS_LIMIT:
        seen = documents.fields.setdefault(pointer, Seen())
        seen.count += 1
        seen.types.update(types)


def _read_value(documents: Documents, document: Any) -> None:
    """Walk a document without recursion, for nobody promises that it is shallow."""
    left: list[tuple[str, Any]] = [("", document)]
    while left:
        pointer, value = left.pop()
        if isinstance(value, list):
            left.extend((f"{pointer}/*", item) for item in value)
        elif isinstance(value, dict):
            documents.holders[pointer] += 1
            for name, member in value.items():
                below = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
                if below in documents.fields or len(documents.fields) < FIELDS_LIMIT:
                    seen = documents.fields.setdefault(below, Seen())
                    seen.count += 1
                    seen.types.add(json_type(member))
                    left.append((below, member))


def json_type(value: object) -> str:
    """Return the JSON Schema name of a value's type; a whole number is an ``integer``."""
    if value is None:
        return "null"
    names = ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array"))
    return next((name for kind, name in names if isinstance(value, kind)), "object")
