"""Informatica Cloud's documents, JSON or XML, as plain values.

In XML the root element names the object and its children are the attributes (REST API reference, "Header
and body configuration"); all their values are text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import orjson

from harness.exchange import Headers, Response, media_type
from harness.xml_document import Element, XmlError, parse_xml

_ITEMS = frozenset({"activityMonitorEntry", "activityLogEntry", "task", "mtTask", "workflow"})
"""Elements that make their parent a list."""
_LISTS = frozenset({"activityMonitorEntries", "activityLogEntries", "tasks", "mtTasks", "workflows"})


class TwiceError(ValueError):
    """An object has one name twice: who reads it decides which of the two counts."""


def document_of(response: Response | None) -> Any:
    """Return what an answer holds, None when there is nothing or it cannot be read."""
    return None if response is None else value_of(response.headers, response.body)


def value_of(headers: Headers, body: bytes) -> Any:
    """Return what a body holds; None when it is empty or cannot be read."""
    if not body:
        return None
    try:
        if "xml" in (media_type(headers) or ""):
            return _from_xml(parse_xml(body))
        return orjson.loads(body)
    except (orjson.JSONDecodeError, XmlError):
        return None


def read_once(headers: Headers, body: bytes) -> Mapping[str, Any]:
    """Return the object in a request's body, as any reader takes it.

    Raise ``ValueError`` when it is none, ``TwiceError`` when readers may differ.
    """
    if "xml" in (media_type(headers) or ""):
        value: Any = _from_xml(parse_xml(body), strict=True)
    else:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=_unique)
    if not isinstance(value, Mapping):
        raise ValueError("the body is no object")  # noqa: TRY004 - of a request, not of an argument
    return value


def text(document: Any, name: str) -> str | None:
    """Return a member that is text and not empty."""
    value = document.get(name) if isinstance(document, Mapping) else None
    return value if isinstance(value, str) and value else None


def number(document: Any, name: str) -> int | None:
    """Return a member that is a whole number, or the text of one."""
    value = document.get(name) if isinstance(document, Mapping) else None
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def entries(document: Any) -> tuple[Mapping[str, Any], ...]:
    """Return the objects of a list."""
    return tuple(each for each in document if isinstance(each, Mapping)) if isinstance(document, list) else ()


def _from_xml(element: Element, *, strict: bool = False) -> Any:
    if not len(element):
        return [] if element.tag in _LISTS else (element.text or "").strip()
    if all(child.tag in _ITEMS for child in element):
        return [_from_xml(child, strict=strict) for child in element]
    tags = [child.tag for child in element]
    if strict and (len(set(tags)) < len(tags) or any(len(child) for child in element)):
        raise TwiceError("an element stands twice, or within another")
    return {child.tag: _from_xml(child, strict=strict) for child in element}


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise TwiceError("a name stands twice")
    return found
