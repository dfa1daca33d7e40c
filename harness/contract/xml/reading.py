"""From an XML tree to the value that it stands for, led by the shape of its schema.

What no schema mentions stays in the value under a name of its own (``@name`` for an attribute), so that
the strict view of the schema finds it. Where a value has no room for it, it is a stray.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from harness.contract.scalars import scalar
from harness.contract.xml.paths import path_of
from harness.contract.xml.shape import Member, Name, Shape, Spread
from harness.xml_document import Element

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_NIL: Final = f"{{{XSI}}}nil"
_ABOUT: Final = frozenset(
    {_NIL, f"{{{XSI}}}schemaLocation", f"{{{XSI}}}noNamespaceSchemaLocation"}
    | {f"{{http://www.w3.org/XML/1998/namespace}}{name}" for name in ("lang", "space", "base", "id")}
)
"""Attributes of XML itself and of XML Schema, of which no API document speaks."""
_TRUE: Final = ("true", "1")
_SCALARS: Final = frozenset({"string", "integer", "number", "boolean"})
TEXT: Final = "text()"
"""The name of undeclared text among the properties of an object, as XPath calls it."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A part of a document that its schema has no place for."""

    path: str
    """XPath from the root, such as ``/jobs/job[2]/@id``."""
    expected: str
    got: str
    undocumented: bool = True
    """False for a wrong root: there the whole document is another one."""


@dataclass(frozen=True, slots=True)
class XmlReading:
    """The value of a document, and what of the document the value could not take up."""

    value: Any
    strays: tuple[Stray, ...] = ()


def read_xml(root: Element, shape: Shape, names: tuple[Name, ...]) -> XmlReading:
    """Return what ``root`` stands for; any name of the root is right when ``names`` is empty."""
    reader = _Reader(root, shape)
    value = reader.value(root, shape)
    if names and root.tag not in {name.tag for name in names}:
        wanted = " or ".join(f"<{name.tag}>" for name in names)
        reader.strays.insert(0, Stray("/", f"the root element {wanted}", f"<{root.tag}>", undocumented=False))
    return XmlReading(value, tuple(reader.strays))


class _Reader:
    def __init__(self, root: Element, shape: Shape) -> None:
        self._root = root
        self._shape = shape
        self.strays: list[Stray] = []
        self._several: set[int] = set()
        """Ids of lists that stand for elements which were expected once."""

    def value(self, element: Element, shape: Shape) -> Any:
        if not shape.types:
            return self.anything(element)
        if element.get(_NIL) in _TRUE:
            return None
        if "array" in shape.types:
            return self._list(element, shape)
        if "object" in shape.types and not (_SCALARS & shape.types and _plain(element)):
            return self._object(element, shape)
        return self._scalar(element, shape)

    def anything(self, element: Element) -> Any:
        """Return the value of an element that no schema speaks of: its text, or what is in it."""
        if _plain(element):
            return element.text or ""
        found: dict[str, Any] = {f"@{tag}": text for tag, text in element.attrib.items() if tag not in _ABOUT}
        for child in element:
            self._add(found, child.tag, self.anything(child))
        if text := _own_text(element):
            found[TEXT] = text
        return found

    def _scalar(self, element: Element, shape: Shape) -> Any:
        if len(element):
            return self.anything(element)
        for tag in element.attrib:
            if tag not in _ABOUT:
                self._stray(element, f"@{tag}", "no such attribute", element.attrib[tag])
        return _typed(element.text or "", shape)

    def _list(self, element: Element, shape: Shape) -> list[Any]:
        wanted = shape.item_name(Name(element.tag)).tag
        found = []
        for child in element:
            if child.tag == wanted:
                found.append(self.value(child, shape.items))
            else:
                self._stray(child, "", "no such element", child.text or "")
        for tag in element.attrib:
            if tag not in _ABOUT:
                self._stray(element, f"@{tag}", "no such attribute", element.attrib[tag])
        if text := _own_text(element):
            self._stray(element, TEXT, "elements only", text)
        return found

    def _object(self, element: Element, shape: Shape) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for tag, text in element.attrib.items():
            member = shape.attributes.get(tag)
            if member is not None:
                found[member.property] = _typed(text, member.shape)
            elif tag not in _ABOUT:
                found[f"@{tag}"] = text
        elements = shape.elements
        for child in element:
            member = elements.get(child.tag)
            if member is not None:
                self._member(found, member, child)
            else:
                self._further(found, child, shape)
        for name in shape.required_lists:
            found.setdefault(name, [])
        self._text(found, element, shape)
        return found

    def _member(self, found: dict[str, Any], member: Member, child: Element) -> None:
        if member.spread is Spread.REPEATED:
            found.setdefault(member.property, []).append(self.value(child, member.shape.items))
        elif member.spread is Spread.WRAPPED:
            self._add(found, member.property, self._list(child, member.shape))
        else:
            self._add(found, member.property, self.value(child, member.shape))

    def _further(self, found: dict[str, Any], child: Element, shape: Shape) -> None:
        """Take up an undeclared child, apart from the declared property that happens to bear its name."""
        name = f"<{child.tag}>" if child.tag in shape.by_property else child.tag
        further = shape.further
        self._add(found, name, self.anything(child) if further is None else self.value(child, further))

    def _text(self, found: dict[str, Any], element: Element, shape: Shape) -> None:
        if shape.text is not None:
            found[shape.text.property] = _typed(element.text or "", shape.text.shape)
        elif text := _own_text(element):
            found[TEXT] = text

    def _add(self, found: dict[str, Any], name: str, value: Any) -> None:
        """Add a value; what stands twice becomes a list, which no schema of a single value accepts."""
        if name not in found:
            found[name] = value
        elif id(found[name]) in self._several:
            found[name].append(value)
        else:
            found[name] = [found[name], value]
            self._several.add(id(found[name]))

    def _stray(self, element: Element, below: str, expected: str, got: str) -> None:
        path = path_of(self._root, element, self._shape)
        self.strays.append(Stray(f"{path}/{below}" if below else path, expected, got))


def _plain(element: Element) -> bool:
    """Tell whether an element has nothing but text."""
    return not len(element) and element.attrib.keys() <= _ABOUT


def _own_text(element: Element) -> str:
    """Return the text between the children; layout is none."""
    return "".join([element.text or "", *(child.tail or "" for child in element)]).strip()


def _typed(text: str, shape: Shape) -> Any:
    """Return what text stands for; XML's layout around a number is none (XML Schema 2, 4.3.6)."""
    types = shape.types
    if not types or types == {"string"}:
        return text
    if not text and "null" in types and "string" not in types:
        return None
    value = scalar(text.strip(), types)
    return text if isinstance(value, str) else value
