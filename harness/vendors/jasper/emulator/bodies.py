"""Request bodies, JSON or XML, by their shape."""

from __future__ import annotations

import json
from typing import Any

import orjson

from harness.vendors.jasper.emulator.markup import Element, parse_xml
from harness.vendors.jasper.emulator.messages import is_json
from harness.vendors.jasper.emulator.refusals import unreadable
from harness.vendors.jasper.emulator.shapes import Shape


def read_body(
    body: bytes, media_type: str, shape: Shape, roots: tuple[str, ...], *, unique: bool = False
) -> Any:
    """Return what a body holds; refuse (400, serialization.error) what cannot be read.

    ``roots`` are the names that the root element may have. With ``unique`` no member may be repeated.
    """
    if is_json(media_type):
        return shape.from_json(_json(body, unique=unique), roots[0])
    element = _xml(body)
    if element.name not in roots:
        raise unreadable(element.name[:80], f"the root element must be {roots[0]}")
    return shape.from_xml(element, roots[0])


def _json(body: bytes, *, unique: bool) -> Any:
    try:
        value = orjson.loads(body)
        if unique:
            json.loads(body, object_pairs_hook=_pairs)
    except (ValueError, RecursionError):
        raise unreadable() from None
    return value


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member is repeated")
    return found


def _xml(body: bytes) -> Element:
    try:
        return parse_xml(body)
    except ValueError:
        raise unreadable() from None
