"""XML in and out. What comes in may hold no document type: no entity is defined and nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Never
from xml.parsers import expat

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DEEPEST = 64
_MOST = 100_000
"""Elements in a document: no sensible one has as many."""
_MARKUP = re.compile(r"[&<>\r]")
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAMESPACE_END = "}"
TYPE = "http://www.w3.org/2001/XMLSchema-instance}type"
"""Name of the attribute ``xsi:type``."""
_ITEM = (
    '<item xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:string">',
    '<value xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="collection">',
)


@dataclass(slots=True)
class Element:
    """An element without its namespace."""

    name: str
    attributes: Mapping[str, str]
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters directly in the element."""
        return "".join(self.pieces)

    def child(self, name: str) -> Element | None:
        """Return the last child of a name: of a repeated one the last counts."""
        return next((each for each in reversed(self.children) if each.name == name), None)


class _Builder:
    """Builds the tree of one document."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _DEEPEST or self._count > _MOST:
            raise ValueError("there are too many elements, or they nest too deep")
        element = Element(name.rpartition(_NAMESPACE_END)[2], attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, _: str) -> None:
        self._open.pop()

    def characters(self, text: str) -> None:
        self._open[-1].pieces.append(text)


def _refuse(*_: object) -> Never:
    raise ValueError("a document type declaration is not allowed")


def parse_xml(body: bytes) -> Element:
    """Return the root element; raise ``ValueError`` for what is no well-formed XML or has a document type."""
    parser = expat.ParserCreate(namespace_separator=_NAMESPACE_END)
    builder = _Builder()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, LookupError) as problem:
        raise ValueError(str(problem)) from None
    if builder.root is None:
        raise ValueError("there is no element")
    return builder.root


def dump_xml(root: str, document: Mapping[str, Any]) -> bytes:
    """Write a document; what is null is left out."""
    out = [DECLARATION, f"<{root}>"]
    for name, value in document.items():
        _write(name, value, out)
    out.append(f"</{root}>")
    return "".join(out).encode()


def escape(text: str) -> str:
    """Return text as XML can hold it; characters that it cannot are replaced."""
    if not text.isprintable():
        text = _ILLEGAL.sub("\ufffd", text)
    return _MARKUP.sub(lambda found: _REFERENCES[found[0]], text) if _MARKUP.search(text) else text


def _write(name: str, value: Any, out: list[str]) -> None:
    if value is None:
        return
    if isinstance(value, str):
        out.append(f"<{name}>{escape(value)}</{name}>")
    elif isinstance(value, bool):
        out.append(f"<{name}>{'true' if value else 'false'}</{name}>")
    elif isinstance(value, dict):
        _write_record(name, value, out)
    elif isinstance(value, list):
        for item in value:
            _write(name, item, out)
    else:
        out.append(f"<{name}>{value}</{name}>")


def _write_record(name: str, value: Mapping[str, Any], out: list[str]) -> None:
    # A trigger has no element of its own in XML, and a map of parameters is a list of entries.
    wrapped = name != "trigger"
    if wrapped:
        out.append(f"<{name}>")
    if name == "parameterValues":
        for key, items in value.items():
            _write_entry(key, items, out)
    else:
        for member, each in value.items():
            _write(member, each, out)
    if wrapped:
        out.append(f"</{name}>")


def _write_entry(key: str, items: Any, out: list[str]) -> None:
    values = items["item"] if isinstance(items, dict) else items
    out.append(f"<entry><key>{escape(key)}</key>{_ITEM[1]}")
    out.extend(f"{_ITEM[0]}{escape(item)}</item>" for item in values)
    out.append("</value></entry>")
