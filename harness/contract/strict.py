"""The strict view of a schema: what its documents do not mention is not allowed.

Contracts are written open, since vendors may add fields and a plain validator should let them. The strict
view closes every schema that describes an object, at the places where an instance is described as a
whole: a body, a property, an item. Schemas that are combined (``allOf``, ``anyOf``, …) stay open in
themselves and are closed where they are combined. Lists of known values (``x-job-values``) become enums.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harness.contract.pointers import lookup

_NAMED_CHILDREN = ("properties", "patternProperties")
_SINGLE_CHILDREN = ("items", "additionalProperties")
_COMBINED = ("allOf", "anyOf", "oneOf")
_BRANCHES = ("then", "else")
_OPEN = ("additionalProperties", "unevaluatedProperties")

KNOWN_VALUES = "x-job-values"


def strict_component(document: Mapping[str, Any], name: str) -> Any:
    """Return a named schema of the document in the strict view, still open in itself."""
    return _view(document["components"]["schemas"][name], document)


def closed(schema: Any, document: Mapping[str, Any]) -> Any:
    """Return the strict view of a schema that describes an instance as a whole."""
    view = _view(schema, document)
    if not isinstance(view, dict) or any(key in view for key in _OPEN):
        return view
    if any(True for _ in documented_names(schema, document)):
        return {**view, "unevaluatedProperties": False}
    return view


def documented_names(schema: Any, document: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield the property names that a schema mentions for one object, and whether each is a pattern."""
    if not isinstance(schema, Mapping):
        return
    for key in _NAMED_CHILDREN:
        yield from ((name, key == "patternProperties") for name in schema.get(key, ()))
    for part in _in_place(schema, document):
        yield from documented_names(part, document)


def _in_place(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the schemas that speak of the same instance as ``schema``."""
    if "$ref" in schema:
        yield lookup(document, schema["$ref"])
    for key in _COMBINED:
        yield from schema.get(key, ())
    for key in _BRANCHES:
        if key in schema:
            yield schema[key]
    yield from schema.get("dependentSchemas", {}).values()


def _view(schema: Any, document: Mapping[str, Any]) -> Any:
    """Return the schema with everything below it closed."""
    if not isinstance(schema, Mapping):
        return schema
    view = dict(schema)
    for key in _NAMED_CHILDREN:
        if key in view:
            view[key] = {name: closed(child, document) for name, child in view[key].items()}
    for key in _SINGLE_CHILDREN:
        if key in view:
            view[key] = closed(view[key], document)
    if "prefixItems" in view:
        view["prefixItems"] = [closed(item, document) for item in view["prefixItems"]]
    return _combined_view(view, document)


def _combined_view(view: dict[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    for key in _COMBINED:
        if key in view:
            view[key] = [_view(part, document) for part in view[key]]
    for key in _BRANCHES:
        if key in view:
            view[key] = _view(view[key], document)
    if "dependentSchemas" in view:
        view["dependentSchemas"] = {n: _view(s, document) for n, s in view["dependentSchemas"].items()}
    if KNOWN_VALUES in view and "enum" not in view:
        view["enum"] = list(view[KNOWN_VALUES])
    return view
