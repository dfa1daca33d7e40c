from __future__ import annotations

from typing import Any

import pytest

from harness.contract import Discrepancy, Kind
from harness.contract.explain import expectation, explain, show
from harness.contract.schemas import SchemaSet
from harness.finding import Change, Source, Standing

HERE = Source("here")
DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Dog": {
                "x-source": {"where": "dogs", "standing": "measured"},
                "type": "object",
                "required": ["bark"],
                "properties": {
                    "bark": {"type": "string", "enum": ["loud", "soft"]},
                    "legs": {"type": "integer", "x-job-values": [4]},
                    "tags": {"type": "array", "items": {"type": "object", "properties": {"id": {}}}},
                    "chip": {"type": "string", "x-source": {"where": "chips", "standing": "inferred"}},
                },
            },
            "Cat": {"type": "object", "required": ["purr"], "properties": {"purr": {"type": "boolean"}}},
            "Pet": {"oneOf": [{"$ref": "#/components/schemas/Dog"}, {"$ref": "#/components/schemas/Cat"}]},
            "Either": {"anyOf": [{"$ref": "#/components/schemas/Dog"}, {"$ref": "#/components/schemas/Cat"}]},
        }
    }
}


def explained(name: str, instance: Any) -> tuple[Discrepancy, ...]:
    """Return why a named schema refuses an instance."""
    schema = SchemaSet(DOCUMENT).strict({"$ref": f"#/components/schemas/{name}"}, f"/{name}")
    assert not schema.accepts(instance)
    return explain(schema, instance, HERE)


def only(name: str, instance: Any) -> Discrepancy:
    """Return the one reason why a named schema refuses an instance."""
    (found,) = explained(name, instance)
    return found


def test_a_missing_property_is_named() -> None:
    """The pointer leads to the property that should be there."""
    found = only("Dog", {})
    assert (found.kind, found.pointer, found.keyword) == (Kind.BODY, "/bark", "required")
    assert (found.expected, found.got, found.change) == ("the property 'bark'", "absent", None)


def test_an_undocumented_property_is_additive() -> None:
    """It is named where it stands, with the source of the document that does not mention it."""
    found = only("Dog", {"bark": "loud", "tail": 1})
    assert (found.kind, found.pointer, found.got) == (Kind.UNDOCUMENTED_FIELD, "/tail", "1")
    assert (found.change, found.source) == (Change.ADDITIVE, Source("dogs", Standing.MEASURED))


def test_a_value_outside_an_enum_breaks_clients() -> None:
    """An enum is a promise to those who switch over it."""
    found = only("Dog", {"bark": "never"})
    assert (found.kind, found.change) == (Kind.UNDOCUMENTED_VALUE, Change.BREAKING)
    assert found.expected == 'one of ["loud", "soft"]'


def test_a_value_outside_a_list_of_known_values_is_additive() -> None:
    """A list of known values promises nothing."""
    found = only("Dog", {"bark": "loud", "legs": 3})
    assert (found.kind, found.change) == (Kind.UNDOCUMENTED_VALUE, Change.ADDITIVE)


def test_a_wrong_type_is_not_also_an_unknown_value() -> None:
    """One fault is one discrepancy."""
    found = only("Dog", {"bark": 7})
    assert (found.kind, found.keyword, found.expected, found.got) == (Kind.BODY, "type", "string", "7")


def test_the_subject_hides_which_item_it_was() -> None:
    """Two runs in which another item is wrong have the same subject."""
    found = only("Dog", {"bark": "loud", "tags": [{"id": 1}, {"x": 1}]})
    assert (found.pointer, found.subject) == ("/tags/1/x", "/tags/*/x")


def test_the_nearest_source_speaks() -> None:
    """A field's own source goes before its document's, and the default comes last."""
    assert only("Dog", {"bark": "loud", "chip": 1}).source == Source("chips", Standing.INFERRED)
    assert only("Cat", {}).source == HERE


def test_of_alternatives_the_nearest_is_explained() -> None:
    """A dog without its bark is no cat."""
    found = explained("Pet", {"bark": "never", "legs": 4})
    assert [d.pointer for d in found] == ["/bark"]


def test_what_no_alternative_knows_is_told_beside_the_nearest() -> None:
    """Both the missing and the further property are found."""
    found = explained("Pet", {"woof": "loud", "legs": 4})
    assert {(d.kind, d.pointer) for d in found} == {(Kind.BODY, "/bark"), (Kind.UNDOCUMENTED_FIELD, "/woof")}


def test_several_alternatives_at_once_are_told() -> None:
    """What is a dog and a cat is refused as such."""
    assert [d.keyword for d in explained("Pet", {"bark": "loud", "purr": True})] == ["oneOf"]


def test_a_mixture_of_alternatives_is_told() -> None:
    """A property of an alternative that does not hold is documented, and yet out of place."""
    found = only("Either", {"purr": True, "legs": 4})
    assert (found.kind, found.pointer) == (Kind.BODY, "")
    assert found.expected == "the properties of one alternative"


@pytest.mark.parametrize(
    ("keyword", "value", "words"),
    [
        ("type", "string", "string"),
        ("type", ["string", "null"], "string or null"),
        ("pattern", "^a$", "text that matches ^a$"),
        ("enum", [1], "one of [1]"),
        ("maxLength", 8, "maxLength 8"),
    ],
)
def test_expectations_are_words(keyword: str, value: Any, words: str) -> None:
    """A reader need not know JSON Schema."""
    assert expectation(keyword, value) == words


def test_long_values_are_cut() -> None:
    """A finding stays readable whatever came."""
    text = show("x" * 1000)
    assert len(text) < 200
    assert text.endswith("… (1002 characters)")
