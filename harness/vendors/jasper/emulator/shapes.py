"""Shapes of documents: what a member may hold, and how it is read from JSON and from XML.

Both readings end in the same value, in the form that JSON has. Members that no shape knows are left out,
as the server's mapper does; what cannot be read is refused with its path (400, serialization.error).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from harness.vendors.jasper.emulator.markup import TYPE, Element
from harness.vendors.jasper.emulator.refusals import Described, unreadable

INT_BITS, LONG_BITS = 32, 64
_LONGEST_NUMBER = 40


class Shape(Protocol):
    """Reads one value."""

    def from_json(self, value: Any, path: str) -> Any:
        """Return a JSON value, which is not null, as it is kept; refuse one of another shape."""
        ...

    def from_xml(self, element: Element, path: str) -> Any:
        """Return what an element holds; refuse one of another shape."""
        ...


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value that is one text; ``read`` raises ``ValueError`` for a text that is none."""

    read: Callable[[str], Any]
    kinds: tuple[type, ...] = (str, int, float, bool)
    """What it may be in JSON."""

    def from_json(self, value: Any, path: str) -> Any:
        """Return the value; of another JSON type it is read as Jackson would coerce it."""
        if not isinstance(value, self.kinds):
            raise unreadable(path, f"no {type(value).__name__} can stand here")
        if isinstance(value, bool):
            return self._read("true" if value else "false", path)
        return self._read(str(value), path)

    def from_xml(self, element: Element, path: str) -> Any:
        """Return the value."""
        if element.children:
            raise unreadable(path, "no element can stand here")
        return self._read(element.text, path)

    def _read(self, text: str, path: str) -> Any:
        try:
            return self.read(text)
        except ValueError:
            raise unreadable(path, f"{text[:80]!r} can not stand here") from None


def _whole(bits: int) -> Callable[[str], int | None]:
    most = 1 << (bits - 1)

    def read(text: str) -> int | None:
        text = text.strip()
        if not text:
            return None
        # Jackson cuts fractions off.
        if len(text) > _LONGEST_NUMBER:
            raise ValueError(text[:_LONGEST_NUMBER])
        number = int(text) if text.lstrip("+-").isdecimal() else _cut(text)
        if not -most <= number < most:
            raise ValueError(text)
        return number

    return read


def _cut(text: str) -> int:
    number = float(text)
    if not abs(number) < 1e30:
        raise ValueError(text)
    return int(number)


def _truth(text: str) -> bool | None:
    text = text.strip()
    if not text:
        return None
    if text in ("true", "True", "TRUE", "1"):
        return True
    if text in ("false", "False", "FALSE", "0"):
        return False
    raise ValueError(text)


TEXT = Scalar(str)
INT = Scalar(_whole(INT_BITS), (str, int, float))
LONG = Scalar(_whole(LONG_BITS), (str, int, float))
TRUTH = Scalar(_truth, (str, int, bool))


def numbered(most: int) -> Scalar:
    """Return a shape for a whole number from 1 to ``most``, kept as text."""
    return Scalar(_one_of(frozenset(str(number) for number in range(1, most + 1))), (str, int))


def choice(*values: str) -> Scalar:
    """Return a shape for one of some words."""
    return Scalar(_one_of(frozenset(values)), (str,))


def _one_of(known: frozenset[str]) -> Callable[[str], str]:

    def read(text: str) -> str:
        if text.strip() not in known:
            raise ValueError(text)
        return text.strip()

    return read


@dataclass(frozen=True, slots=True)
class Items:
    """A list under a name of its own: ``{"address": […]}``, ``<toAddresses><address/>…``.

    With ``bare`` JSON may also leave the name out.
    """

    name: str
    item: Shape
    bare: bool = False

    def from_json(self, value: Any, path: str) -> dict[str, list[Any]]:
        """Return the list in its wrapper."""
        values: Any
        if isinstance(value, list) and self.bare:
            values = value
        elif isinstance(value, dict):
            values = value.get(self.name)
        else:
            raise unreadable(path, f"an object with {self.name} is needed")
        if not isinstance(values, list | None):
            raise unreadable(f"{path}.{self.name}", "a list is needed")
        inner = f"{path}.{self.name}"
        return {self.name: [self.item.from_json(each, inner) for each in values or () if each is not None]}

    def from_xml(self, element: Element, path: str) -> dict[str, list[Any]]:
        """Return the list in its wrapper."""
        inner = f"{path}.{self.name}"
        return {
            self.name: [
                self.item.from_xml(child, inner) for child in element.children if child.name == self.name
            ]
        }


@dataclass(frozen=True, slots=True)
class Record:
    """An object. Those in ``inline`` have no element of their own in XML: their children stand there."""

    fields: Mapping[str, Shape]
    inline: frozenset[str] = field(default_factory=frozenset)

    def from_json(self, value: Any, path: str) -> dict[str, Any]:
        """Return the members that are there, null ones as None."""
        if not isinstance(value, dict):
            raise unreadable(path, "an object is needed")
        return {
            name: None if value[name] is None else shape.from_json(value[name], f"{path}.{name}")
            for name, shape in self.fields.items()
            if name in value
        }

    def from_xml(self, element: Element, path: str) -> dict[str, Any]:
        """Return the members that are there."""
        found: dict[str, Any] = {}
        # Of a repeated element the last counts.
        children = {child.name: child for child in element.children}
        for name, shape in self.fields.items():
            child = children.get(name)
            if name in self.inline:
                inner = shape.from_xml(element, path)
                if inner:
                    found[name] = inner
            elif child is not None:
                found[name] = shape.from_xml(child, f"{path}.{name}")
        return found


class _Nested:
    """A calendar's base calendar, which is a calendar; the shape is known only once it is made."""

    def __init__(self, deepest: int) -> None:
        self.record: Record = Record({})
        self._deepest = deepest

    def from_json(self, value: Any, path: str) -> Any:
        self._check(path)
        return self.record.from_json(value, path)

    def from_xml(self, element: Element, path: str) -> Any:
        self._check(path)
        return self.record.from_xml(element, path)

    def _check(self, path: str) -> None:
        if path.count(".") > self._deepest:
            raise unreadable(path[:200], "calendars nest too deep")


def nested(name: str, fields: Mapping[str, Shape], deepest: int = 32) -> Record:
    """Return a record that may hold another of its kind as member ``name``."""
    inner = _Nested(deepest)
    record = Record({**fields, name: inner})
    inner.record = record
    return record


@dataclass(frozen=True, slots=True)
class ParameterValues:
    """Report parameters: ``{name: [text, …]}``, in XML a list of entries.

    A scalar instead of a list is left out (jrs-rest-php-client#10), later refused. ``{"item": […]}`` is what
    servers up to 6.4 write for types other than job+json. From 7.5 on XML values must say by ``xsi:type``
    that they are a collection.
    """

    scalars_refused: bool = False
    typed: bool = False

    def from_json(self, value: Any, path: str) -> dict[str, list[str]]:
        """Return the parameters whose values are lists."""
        if not isinstance(value, dict):
            raise unreadable(path, "an object is needed")
        found: dict[str, list[str]] = {}
        for name, each in value.items():
            items = each.get("item") if isinstance(each, dict) else each
            if isinstance(items, list):
                inner = f"{path}.{name}"
                found[name] = [TEXT.from_json(item, inner) for item in items if item is not None]
            elif each is not None and self.scalars_refused:
                raise _no_collection()
        return found

    def from_xml(self, element: Element, path: str) -> dict[str, list[str]]:
        """Return the parameters of the entries."""
        found: dict[str, list[str]] = {}
        for entry in element.children:
            key, value = entry.child("key"), entry.child("value")
            if entry.name != "entry" or key is None or value is None:
                continue
            name = key.text
            items = [child for child in value.children if child.name == "item"]
            if self.typed and value.attributes.get(TYPE, "").rpartition(":")[2] != "collection":
                raise unreadable(f"{path}.{name}", "a typed collection is needed")
            if items or not value.text.strip():
                found[name] = [item.text for item in items]
            elif self.scalars_refused:
                raise _no_collection()
        return found


def _no_collection() -> Described:
    message = "The value for parameter 'job.source.parameters' is invalid: collections are needed."
    return Described(400, "illegal.parameter.value.error", message, ["job.source.parameters"])
