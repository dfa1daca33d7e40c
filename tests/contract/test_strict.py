from __future__ import annotations

from typing import Any

import pytest

from harness.contract.schemas import Schema, SchemaSet
from harness.contract.strict import closed

DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Named": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
            "Aged": {"allOf": [{"$ref": "#/components/schemas/Named"}], "properties": {"age": {}}},
            "Free": {"type": "object"},
            "Map": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Named"}},
            "Open": {"properties": {"a": {}}, "additionalProperties": True},
        }
    }
}
NAMED = {"$ref": "#/components/schemas/Named"}


def strict(schema: Any) -> Schema:
    """Return the strict view of a schema, compiled."""
    return SchemaSet(DOCUMENT).strict(schema, "/test")


@pytest.mark.parametrize(
    ("schema", "inside", "outside"),
    [
        (NAMED, {"name": "a"}, {"name": "a", "x": 1}),
        ({"$ref": "#/components/schemas/Aged"}, {"name": "a", "age": 1}, {"name": "a", "x": 1}),
        ({"items": NAMED}, [{"name": "a"}], [{"name": "a", "x": 1}]),
        ({"prefixItems": [NAMED]}, [{"name": "a"}], [{"name": "a", "x": 1}]),
        ({"properties": {"a": NAMED}}, {"a": {"name": "a"}}, {"a": {"name": "a", "x": 1}}),
        ({"patternProperties": {"^a": NAMED}}, {"ab": {"name": "a"}}, {"b": 1}),
        ({"$ref": "#/components/schemas/Map"}, {"k": {"name": "a"}}, {"k": {"name": "a", "x": 1}}),
        ({"anyOf": [NAMED, {"properties": {"b": {}}}]}, {"b": 1}, {"c": 1}),
        ({"oneOf": [NAMED, {"type": "null"}]}, None, {"name": "a", "x": 1}),
        ({"if": {"required": ["b"]}, "then": {"properties": {"b": {}}}}, {"b": 1}, {"b": 1, "c": 1}),
        ({"dependentSchemas": {"b": {"properties": {"b": {}}}}}, {"b": 1}, {"b": 1, "c": 1}),
    ],
)
def test_undocumented_properties_are_refused_wherever_an_object_is_described(
    schema: dict[str, Any], inside: Any, outside: Any
) -> None:
    """Documented properties pass and others do not, also below references and combinations."""
    assert strict(schema).accepts(inside)
    assert not strict(schema).accepts(outside)


@pytest.mark.parametrize(
    ("schema", "instance"),
    [
        ({"$ref": "#/components/schemas/Free"}, {"any": 1}),
        ({"$ref": "#/components/schemas/Open"}, {"a": 1, "any": 1}),
        ({"properties": {"a": {}}, "unevaluatedProperties": True}, {"any": 1}),
        ({}, {"any": 1}),
        (True, {"any": 1}),
    ],
)
def test_what_is_open_on_purpose_stays_open(schema: Any, instance: Any) -> None:
    """An object of which no property is described, or one declared open, takes any property."""
    assert strict(schema).accepts(instance)


def test_known_values_become_an_enum_only_in_the_strict_view() -> None:
    """A list of known values binds the strict view, and leaves the written schema alone."""
    schema = {"type": "integer", "x-job-values": [1, 2]}
    assert closed(schema, DOCUMENT)["enum"] == [1, 2]
    assert "enum" not in schema


def test_an_enum_goes_before_known_values() -> None:
    """Where both stand, the promise binds."""
    assert closed({"enum": [1], "x-job-values": [1, 2]}, DOCUMENT)["enum"] == [1]
