from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.form import read_form, write_form

DOCUMENT: dict[str, Any] = {
    "components": {
        "schemas": {
            "Grant": {
                "type": "object",
                "properties": {
                    "grant_type": {"type": "string"},
                    "seconds": {"type": "integer"},
                    "lasting": {"type": "boolean"},
                    "scope": {"type": "array", "items": {"type": "string"}},
                },
            }
        }
    }
}
GRANT = {"$ref": "#/components/schemas/Grant"}


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"", {}),
        (b"grant_type=client_credentials&seconds=60", {"grant_type": "client_credentials", "seconds": 60}),
        (b"lasting=true&scope=a", {"lasting": True, "scope": ["a"]}),
        (b"scope=a&scope=b+c%26", {"scope": ["a", "b c&"]}),
        (b"grant_type=a&grant_type=b", {"grant_type": ["a", "b"]}),
        (b"grant_type=&new=1", {"grant_type": "", "new": "1"}),
        (b"seconds=soon&flag", {"seconds": "soon", "flag": ""}),
        (b"%ff=%zz", {"\ufffd": "%zz"}),
    ],
)
def test_a_form_is_typed_by_its_schema(body: bytes, value: Any) -> None:
    """Lists gather what is repeated; what does not fit stays as it came, for the schema to refuse."""
    assert read_form(body, GRANT, DOCUMENT) == value


def test_a_form_without_a_schema_has_texts() -> None:
    """Where nothing is said of a form, it is what was sent."""
    assert read_form(b"a=1&b=2&b=3", None, {}) == {"a": "1", "b": ["2", "3"]}


@given(st.binary())
def test_any_bytes_are_a_form(body: bytes) -> None:
    """No form is unreadable, as no server finds one so."""
    assert isinstance(read_form(body, GRANT, DOCUMENT), dict)


@given(
    st.fixed_dictionaries(
        {"grant_type": st.text(), "scope": st.lists(st.text(), min_size=1)},
        optional={"seconds": st.integers(-(10**9), 10**9), "lasting": st.booleans()},
    )
)
def test_what_is_written_is_read_back(value: dict[str, Any]) -> None:
    """A form stands for the value that it was made of."""
    assert read_form(write_form(value), GRANT, DOCUMENT) == value


def test_what_is_no_object_has_no_form() -> None:
    """Generation may try anything."""
    assert write_form([1]) == b""
    assert write_form({"a": None, "b": 1.5}) == b"b=1.5"
