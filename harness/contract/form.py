"""Bodies of ``application/x-www-form-urlencoded`` as values: one property a name, typed by its schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from harness.contract.scalars import scalar
from harness.contract.xml.shape import Shape


def read_form(body: bytes, schema: Any, document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the value of a form; a name that comes twice is a list, whatever the schema wants."""
    shape = Shape((schema,), document)
    found: dict[str, list[str]] = {}
    for name, text in parse_qsl(body.decode("latin-1"), keep_blank_values=True, errors="replace"):
        found.setdefault(name, []).append(text)
    return {name: _value(texts, _shape(name, shape)) for name, texts in found.items()}


def write_form(value: Any) -> bytes:
    """Return the form that stands for ``value``; what is no object has none."""
    return urlencode(list(_fields(value))).encode() if isinstance(value, Mapping) else b""


def _shape(name: str, shape: Shape) -> Shape | None:
    member = shape.by_property.get(name)
    return shape.further if member is None else member.shape


def _value(texts: list[str], shape: Shape | None) -> Any:
    if shape is not None and "array" in shape.types:
        return [scalar(text, shape.items.types) for text in texts]
    values = [text if shape is None else scalar(text, shape.types) for text in texts]
    return values[0] if len(values) == 1 else values


def _fields(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, given in value.items():
        for each in given if isinstance(given, list) else [given]:
            if each is not None:
                yield str(name), str(each).lower() if isinstance(each, bool) else str(each)
