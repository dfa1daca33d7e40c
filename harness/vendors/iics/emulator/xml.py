"""XML as the v2 resources speak it: the root element names the object, its children are the attributes.

Read by expat without document types, so that no entity is ever expanded and no address ever opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape

_UNWRITABLE = re.compile("[^\t\n\r\x20-\ufffd\U00010000-\U0010ffff]")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def read(raw: bytes, deepest: int) -> dict[str, Any]:
    """Return the attributes of the root element, its name as ``@type``; raise ``ValueError`` if it is no XML.

    An element without children is text; of repeated elements the last counts.
    """
    reader = _Reader(deepest)
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, LookupError) as problem:
        # The second: it is in an encoding that nobody knows.
        raise ValueError(f"it is not XML, {problem}") from None
    return {"@type": reader.root, **reader.found}


def write(document: Any, wrapper: str) -> bytes:
    """Write an object by its class, or a list within an element called ``wrapper``."""
    name = wrapper if isinstance(document, list) else str(document["@type"])
    return f"{_DECLARATION}{_element(name, document)}".encode()


def _element(name: str, value: Any) -> str:
    if isinstance(value, list):
        inner = "".join(_element(str(item["@type"]), item) for item in value)
        return f"<{name}>{inner}</{name}>"
    if isinstance(value, dict):
        inner = "".join(_children(value))
        return f"<{name}>{inner}</{name}>"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"<{name}>{escape(_writable(text))}</{name}>"


def _children(document: dict[str, Any]) -> Iterator[str]:
    for name, value in document.items():
        if name == "@type" or value is None:
            continue
        yield _element(name, value)


def _writable(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("\ufffd", text)


def _refuse(*_: object) -> None:
    raise ValueError("it has a document type")


class _Reader:
    """Takes in the events of the parser."""

    def __init__(self, deepest: int) -> None:
        self.root = ""
        self.found: dict[str, Any] = {}
        self._deepest = deepest
        self._open: list[tuple[str, dict[str, Any], list[str]]] = []

    def begin(self, name: str, _attributes: object) -> None:
        """Open an element."""
        if len(self._open) >= self._deepest:
            raise ValueError("it is nested too deep")
        self.root = self.root or name
        self._open.append((name, {}, []))

    def text(self, data: str) -> None:
        """Take in text."""
        self._open[-1][2].append(data)

    def end(self, _name: str) -> None:
        """Close an element: its children are its value, or its text."""
        name, children, texts = self._open.pop()
        if not self._open:
            self.found = children
        else:
            self._open[-1][1][name] = children or "".join(texts).strip()
