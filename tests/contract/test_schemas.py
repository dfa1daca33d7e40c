from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.schemas import Schema, SchemaSet, ecma_pattern


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^a$", "a", True),
        ("^a$", "a\n", False),
        ("a|b$", "xb\n", False),
        (r"\$", "$", True),
        ("[$]", "$", True),
        (r"[\]$]", "$", True),
        ("^[^$]+$", "a\n", True),
    ],
)
def test_the_dollar_sign_means_the_very_end(pattern: str, text: str, found: bool) -> None:
    """Python's own would also match before a last newline; JSON Schema's does not."""
    assert bool(ecma_pattern(pattern).search(text)) is found


@given(st.text("ab$\n", max_size=5))
def test_both_validators_read_a_pattern_alike(text: str) -> None:
    """The fast and the slow validator agree on texts around a pattern's end."""
    schema = Schema({"pattern": "^(a[$]|b)+$"})
    assert schema.accepts(text) == (not list(schema.errors(text)))


def test_patterns_say_nothing_of_what_is_no_text() -> None:
    """A number matches every pattern, as JSON Schema has it."""
    schema = Schema({"pattern": "^a$"})
    assert schema.accepts(1)
    assert not list(schema.errors(1))


def test_a_schema_is_compiled_once_a_place() -> None:
    """The same place of a document is the same compiled schema."""
    schemas = SchemaSet({})
    assert schemas.strict({"type": "string"}, "/a") is schemas.strict({"type": "string"}, "/a")
    assert schemas.strict({"type": "string"}, "/a") is not schemas.strict({"type": "string"}, "/b")


def test_a_pattern_that_python_cannot_read_is_an_error() -> None:
    """Loading a contract finds such a pattern; compiling it says so."""
    with pytest.raises(re.error):
        ecma_pattern("(")


def test_a_compiled_schema_holds_what_it_refers_to_and_nothing_else() -> None:
    """Validators are many, and each holds a copy of its own."""
    named = {
        "Job": {"properties": {"owner": {"$ref": "#/components/schemas/Owner"}}},
        "Owner": {"type": "string"},
        "Else": {"type": "number"},
    }
    schema = SchemaSet({"components": {"schemas": named}}).strict({"$ref": "#/components/schemas/Job"}, "/a")
    assert set(schema.root["components"]["schemas"]) == {"Job", "Owner"}
    assert schema.accepts({"owner": "MINE"})
    assert not schema.accepts({"owner": 1})
