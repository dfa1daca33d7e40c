"""From a value to an XML document, led by the shape of its schema: what ``reading`` reads back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from harness.contract.xml.reading import TEXT, XSI
from harness.contract.xml.shape import Member, Name, Shape, Spread

_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_IMPOSSIBLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document can hold (XML 1.0, 2.2)."""
_KNOWN_PREFIXES: Final = {"xs": "http://www.w3.org/2001/XMLSchema", "xsd": "http://www.w3.org/2001/XMLSchema"}
_TYPE: Final = f"{{{XSI}}}type"
_DEFAULT_ROOT: Final = Name("data")


def write_xml(value: Any, shape: Shape, names: tuple[Name, ...] = ()) -> bytes:
    """Return a document in UTF-8 that stands for ``value``; the root bears the first of ``names``.

    Any value is written, also one that breaks the schema; only characters and names that XML does not
    know are left out.
    """
    body = "".join(_element(names[0] if names else _DEFAULT_ROOT, value, shape))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'.encode()


def _element(name: Name, value: Any, shape: Shape) -> Iterator[str]:
    if not _NAME.fullmatch(name.local):
        return
    tag = _Tag(name)
    tag.fill(value, shape)
    content = "".join(_content(name, value, shape))
    yield f"<{tag.written}>{content}</{tag.name}>" if content else f"<{tag.written}/>"


def _content(name: Name, value: Any, shape: Shape) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, child in value.items():
            yield from _child(str(key), child, shape)
    elif isinstance(value, list):
        each = shape.item_name(Name(name.local, name.namespace, name.prefix))
        for item in value:
            yield from _element(each, item, shape.items)
    elif value is not None:
        yield _text(value)


def _child(key: str, value: Any, shape: Shape) -> Iterator[str]:
    member = shape.by_property.get(key)
    if member is None:
        if key == TEXT:
            yield _text(value)
        elif not key.startswith("@"):
            yield from _repeated(Name(key), value, shape.further or _ANYTHING)
    elif shape.text is member:
        yield "" if value is None else _text(value)
    elif member.name.tag in shape.elements:
        yield from _member(member, value)


def _member(member: Member, value: Any) -> Iterator[str]:
    if member.spread is Spread.REPEATED:
        for item in value if isinstance(value, list) else [value]:
            yield from _element(member.name, item, member.shape.items)
    elif member.spread is Spread.WRAPPED:
        yield from _element(member.name, value, member.shape)
    else:
        yield from _repeated(member.name, value, member.shape)


def _repeated(name: Name, value: Any, shape: Shape) -> Iterator[str]:
    """Write a list as several elements where the schema knows of no list."""
    several = value if isinstance(value, list) and "array" not in shape.types else [value]
    for each in several:
        yield from _element(name, each, shape)


class _Tag:
    """The start of an element: its name, its attributes, and the prefixes that these need."""

    def __init__(self, name: Name) -> None:
        self._prefixes: dict[str, str] = {}
        self._attributes: dict[str, str] = {}
        self.name = self._qualified(name)

    @property
    def written(self) -> str:
        declared = [f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in self._prefixes.items()]
        return " ".join([self.name, *declared, *(f"{n}={quoteattr(v)}" for n, v in self._attributes.items())])

    def fill(self, value: Any, shape: Shape) -> None:
        """Put on the attributes of the element of ``value``."""
        if value is None:
            self._put(Name("nil", XSI), "true")
        elif isinstance(value, Mapping):
            for key, given in value.items():
                member = shape.by_property.get(str(key))
                if member is not None and member.name.tag in shape.attributes:
                    self._put(member.name, given)
                elif member is None and str(key).startswith("@"):
                    self._put(Name(str(key)[1:]), given)

    def _put(self, name: Name, value: Any) -> None:
        if value is None or not _NAME.fullmatch(name.local):
            return
        text = _plain(value)
        prefix = text.partition(":")[0]
        if name.tag == _TYPE and prefix in _KNOWN_PREFIXES:
            # The value is a name itself, so its prefix must mean something.
            self._prefixes[prefix] = _KNOWN_PREFIXES[prefix]
        self._attributes[self._qualified(name)] = text

    def _qualified(self, name: Name) -> str:
        if not name.namespace:
            return name.local
        wanted = name.prefix or ("xsi" if name.namespace == XSI else "ns")
        prefix, count = wanted, 0
        while self._prefixes.setdefault(prefix, name.namespace) != name.namespace:
            count += 1
            prefix = f"{wanted}{count}"
        return f"{prefix}:{name.local}"


def _text(value: Any) -> str:
    return escape(_plain(value), {"\r": "&#13;"})


def _plain(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    return _IMPOSSIBLE.sub("", text)


_ANYTHING: Final = Shape((), {})
