"""How the schemas of one place look as XML: which element or attribute stands for which property.

Names follow the XML Object of OpenAPI 3.1: a property's element bears the schema's ``xml.name``, else the
property's name; a list repeats the element of its items, within one of its own if ``wrapped``. From
OpenAPI 3.2 comes ``nodeType: text`` for the text of an element that has attributes as well; a file of 3.1,
in which it is unknown, writes ``x-nodeType``. A document's root bears the schema's ``xml.name``, else the
name of the component that the schema refers to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import Any, Final

from harness.contract.pointers import lookup, steps

_COMBINED: Final = ("allOf", "anyOf", "oneOf")
_OBJECT: Final = frozenset({"properties", "patternProperties", "required", "minProperties"})
_JSON_TYPES: Final = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
    dict: "object",
    list: "array",
}


class Spread(Enum):
    """How a property's element stands for its value."""

    ONE = auto()
    REPEATED = auto()
    """The element of each item of a list."""
    WRAPPED = auto()
    """One element around the elements of a list's items."""


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an element or attribute; ``prefix`` is how it is written, and means nothing."""

    local: str
    namespace: str | None = None
    prefix: str | None = None

    @property
    def tag(self) -> str:
        """The name as ElementTree has it: ``{namespace}local``."""
        return f"{{{self.namespace}}}{self.local}" if self.namespace else self.local


@dataclass(frozen=True, slots=True)
class Member:
    """What an element or attribute stands for."""

    property: str
    name: Name
    shape: Shape
    spread: Spread = Spread.ONE


class Shape:
    """The XML form of the schemas that speak of one place; its parts are made when first needed."""

    def __init__(self, schemas: tuple[Any, ...], document: Mapping[str, Any]) -> None:
        self._document = document
        self._parts = tuple(part for schema in schemas for part in _parts(schema, document, set()))
        self._schemas = schemas
        self.types = frozenset(name for part in self._parts for name in _types(part))
        """The JSON types that the schemas speak of; empty where they leave everything open."""

    @cached_property
    def attributes(self) -> dict[str, Member]:
        """The properties that are attributes, by tag."""
        return {m.name.tag: m for m in self._members if m.property in self._attributes}

    @cached_property
    def elements(self) -> dict[str, Member]:
        """The properties that are elements, by the tag that is seen among the children."""
        apart = self._attributes | ({self.text.property} if self.text else set())
        return {tag: m for m in self._members if m.property not in apart for tag in self._tags(m)}

    @cached_property
    def by_property(self) -> dict[str, Member]:
        """Every declared property: attributes, elements and text."""
        return {member.property: member for member in self._members}

    @cached_property
    def text(self) -> Member | None:
        """The property that is the element's own text."""
        return next((m for m in self._members if _node_type(self._declared[m.property]) == "text"), None)

    @cached_property
    def required_lists(self) -> tuple[str, ...]:
        """Required lists without an element of their own, which XML shows as nothing when they are empty.

        What only an alternative requires may as well not be meant.
        """
        certain = (p for schema in self._schemas for p in _parts(schema, self._document, set(), ("allOf",)))
        required = {name for part in certain for name in part.get("required", ())}
        return tuple(
            m.property for m in self._members if m.spread is Spread.REPEATED and m.property in required
        )

    @cached_property
    def further(self) -> Shape | None:
        """What is said of undeclared properties, such as the values of a map."""
        found = [part["additionalProperties"] for part in self._parts if "additionalProperties" in part]
        found += [schema for part in self._parts for schema in part.get("patternProperties", {}).values()]
        schemas = tuple(schema for schema in found if isinstance(schema, Mapping))
        return Shape(schemas, self._document) if schemas else None

    @cached_property
    def items(self) -> Shape:
        """What is said of a list's items."""
        return Shape(
            tuple(part["items"] for part in self._parts if "items" in part) or (True,), self._document
        )

    def item_name(self, default: Name) -> Name:
        """Return the name of each item's element."""
        schemas = (part["items"] for part in self._parts if "items" in part)
        return next((name for schema in schemas for name in _names(schema, self._document)), default)

    @cached_property
    def _declared(self) -> dict[str, tuple[Any, ...]]:
        found: dict[str, tuple[Any, ...]] = {}
        for part in self._parts:
            for name, schema in part.get("properties", {}).items():
                found[name] = (*found.get(name, ()), schema)
        return found

    @cached_property
    def _attributes(self) -> frozenset[str]:
        return frozenset(
            name for name, schemas in self._declared.items() if _node_type(schemas) == "attribute"
        )

    @cached_property
    def _members(self) -> tuple[Member, ...]:
        return tuple(self._member(name, schemas) for name, schemas in self._declared.items())

    def _member(self, name: str, schemas: tuple[Any, ...]) -> Member:
        shape = Shape(schemas, self._document)
        given = [n for schema in schemas for n in _names(schema, self._document, name)]
        own = given[0] if given else Name(name)
        if "array" not in shape.types:
            return Member(name, own, shape)
        if any(_xml(schema).get("wrapped") for schema in schemas):
            return Member(name, own, shape, Spread.WRAPPED)
        return Member(name, shape.item_name(own), shape, Spread.REPEATED)

    def _tags(self, member: Member) -> Iterator[str]:
        """Yield every tag that stands for a member: alternatives may bear names of their own."""
        yield member.name.tag
        if member.spread is Spread.ONE:
            for schema in self._declared[member.property]:
                given = _names(schema, self._document, member.property)
                yield from (name.tag for name in given)


def shape_of(schema: Any, document: Mapping[str, Any]) -> tuple[Shape, tuple[Name, ...]]:
    """Return the shape of a whole document, and the names that its root may bear; none named: any."""
    names = tuple(_names(schema, document))
    if not names and isinstance(schema, Mapping) and "$ref" in schema:
        names = (Name(steps(schema["$ref"])[-1]),)
    return Shape((schema,), document), names


def _parts(
    schema: Any, document: Mapping[str, Any], seen: set[str], combined: tuple[str, ...] = _COMBINED
) -> Iterator[Mapping[str, Any]]:
    """Yield the schemas that speak of the same place, the nearest first."""
    if not isinstance(schema, Mapping):
        return
    yield schema
    if "$ref" in schema and schema["$ref"] not in seen:
        yield from _parts(lookup(document, schema["$ref"]), document, {*seen, schema["$ref"]}, combined)
    for key in combined:
        for part in schema.get(key, ()):
            yield from _parts(part, document, seen, combined)
    if combined is not _COMBINED:
        return
    for part in (schema.get("then"), schema.get("else"), *schema.get("dependentSchemas", {}).values()):
        yield from _parts(part, document, seen)


def _types(part: Mapping[str, Any]) -> Iterator[str]:
    given = part.get("type")
    if given is not None:
        yield from [given] if isinstance(given, str) else given
        return
    values = [*part.get("enum", ()), *([part["const"]] if "const" in part else [])]
    yield from (_JSON_TYPES[type(value)] for value in values if type(value) in _JSON_TYPES)
    if _OBJECT & part.keys() or isinstance(part.get("additionalProperties"), Mapping):
        yield "object"
    if "items" in part:
        yield "array"


def _names(schema: Any, document: Mapping[str, Any], default: str | None = None) -> Iterator[Name]:
    """Yield the names that a schema gives to its element: its own, else those of what it refers to.

    ``default`` is the local name where only a namespace is given.
    """
    own, far = _xml(schema), tuple(_referred(schema, document, default))
    local = own.get("name") or (far[0].local if far else default)
    if local and ("name" in own or "namespace" in own):
        yield Name(local, own.get("namespace"), own.get("prefix"))
    else:
        yield from far


def _referred(schema: Any, document: Mapping[str, Any], default: str | None) -> Iterator[Name]:
    if not isinstance(schema, Mapping):
        return
    if "$ref" in schema:
        yield from _names(lookup(document, schema["$ref"]), document, default)
    for key in _COMBINED:
        for part in schema.get(key, ()):
            yield from _names(part, document, default)


def _xml(schema: Any) -> Mapping[str, Any]:
    found = schema.get("xml", {}) if isinstance(schema, Mapping) else {}
    return found if isinstance(found, Mapping) else {}


def _node_type(schemas: tuple[Any, ...]) -> str | None:
    for schema in schemas:
        given = _xml(schema)
        if given.get("attribute"):
            return "attribute"
        node_type = given.get("nodeType", given.get("x-nodeType"))
        if node_type is not None:
            return str(node_type)
    return None
