from __future__ import annotations

from typing import Any

import pytest

from harness.contract.xml import shape_of
from harness.contract.xml.shape import Name, Shape, Spread
from tests.contract.xml.parcels import form


def test_names_come_from_the_annotations() -> None:
    """An element bears the name that its schema gives it, with its namespace, else its property's."""
    shape, names = form()
    assert names == (Name("parcel"),)
    assert list(shape.attributes) == ["id"]
    assert shape.elements["{urn:customs}duty"].property == "customs"
    assert shape.elements["note"].property == "note"
    assert shape.elements["parcel"].property == "whole"


def test_lists_repeat_or_wrap() -> None:
    """A list is its items' elements, within one of its own if the schema says so."""
    shape, _ = form()
    assert shape.elements["stop"].spread is Spread.REPEATED
    assert shape.elements["allMarks"].spread is Spread.WRAPPED
    assert shape.elements["allMarks"].shape.item_name(Name("allMarks")) == Name("mark")
    assert shape.required_lists == ("stop",)


def test_a_list_that_only_an_alternative_requires_may_be_absent() -> None:
    """A union of an error list and a single error has no empty list where it is the single error."""
    several = {"required": ["error"], "properties": {"error": {"type": "array", "items": {}}}}
    shape, _ = shape_of({"anyOf": [several, {"properties": {"message": {"type": "string"}}}]}, {})
    assert shape.required_lists == ()


def test_a_file_of_openapi_3_1_can_say_what_the_text_of_an_element_is() -> None:
    """``x-nodeType`` is to 3.1 what ``nodeType`` is to 3.2."""
    shape, _ = shape_of({"properties": {"value": {"type": "string", "xml": {"x-nodeType": "text"}}}}, {})
    assert shape.text is not None
    assert shape.text.property == "value"


@pytest.mark.parametrize(
    ("schema", "names"),
    [
        ({"type": "object"}, ()),
        ({"xml": {"name": "a"}}, ("a",)),
        ({"$ref": "#/components/schemas/Named"}, ("n",)),
        ({"$ref": "#/components/schemas/Bare"}, ("Bare",)),
        ({"$ref": "#/components/schemas/Named", "xml": {"name": "own"}}, ("own",)),
        ({"$ref": "#/components/schemas/Named", "xml": {"namespace": "u"}}, ("{u}n",)),
        ({"oneOf": [{"xml": {"name": "job"}}, {"xml": {"name": "clientJob"}}]}, ("job", "clientJob")),
        ({"allOf": [{"$ref": "#/components/schemas/Named"}]}, ("n",)),
        (True, ()),
    ],
)
def test_a_root_bears_the_name_of_its_schema_or_of_the_component(schema: Any, names: tuple[str, ...]) -> None:
    """Alternatives may each have a root of their own; where none is named any root is right."""
    document = {"components": {"schemas": {"Named": {"xml": {"name": "n"}}, "Bare": {"type": "object"}}}}
    _, found = shape_of(schema, document)
    assert tuple(name.tag for name in found) == names


@pytest.mark.parametrize(
    ("schema", "types"),
    [
        ({"enum": [1, "a", None, True, 1.5]}, {"integer", "string", "null", "boolean", "number"}),
        ({"const": {"a": 1}}, {"object"}),
        ({"enum": [[1]]}, {"array"}),
        ({"properties": {}}, {"object"}),
        ({"additionalProperties": {"type": "string"}}, {"object"}),
        ({"items": {}}, {"array"}),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, {"string", "integer"}),
        ({"if": {}, "then": {"type": "string"}, "else": {"type": "null"}}, {"string", "null"}),
        ({"dependentSchemas": {"a": {"properties": {"b": {}}}}}, {"object"}),
        ({}, set()),
        (True, set()),
    ],
)
def test_types_are_those_of_every_schema_that_speaks_of_the_place(schema: Any, types: set[str]) -> None:
    """Also where a schema names values or properties instead of a type."""
    assert Shape((schema,), {}).types == types


def test_a_schema_may_refer_to_itself() -> None:
    """Parts are made when they are needed, and a circle of references ends."""
    document = {"components": {"schemas": {"A": {"allOf": [{"$ref": "#/components/schemas/A"}]}}}}
    assert Shape(({"$ref": "#/components/schemas/A"},), document).types == frozenset()
    shape, _ = form()
    assert shape.elements["parcel"].shape.elements["parcel"].property == "whole"


def test_further_properties_have_a_shape() -> None:
    """Keys of maps are elements too."""
    shape = Shape(({"patternProperties": {"^x": {"type": "integer"}}},), {})
    assert shape.further is not None
    assert shape.further.types == {"integer"}
    assert Shape(({"additionalProperties": False},), {}).further is None
