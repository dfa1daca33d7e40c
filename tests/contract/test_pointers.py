from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.pointers import lookup, pointer, references, resolve, steps

DOCUMENT: dict[str, Any] = {"a": {"b/c": [{"$ref": "#/a/d"}], "d": {"$ref": "#/a/e"}, "e": 5}}


@given(st.lists(st.text()))
def test_a_pointer_holds_its_steps(path: list[str]) -> None:
    """Whatever the names hold, also slashes and tildes, they come back."""
    assert list(steps(pointer(path))) == path
    assert list(steps("#" + pointer(path))) == path


def test_references_are_followed_to_their_end() -> None:
    """A reference to a reference is what the last one points at."""
    assert resolve(DOCUMENT, DOCUMENT["a"]["b/c"][0]) == (5, "/a/e")


def test_what_is_no_reference_is_itself() -> None:
    """Without a reference the node stays where it is."""
    assert resolve(DOCUMENT, {"x": 1}, "/here") == ({"x": 1}, "/here")


@pytest.mark.parametrize("reference", ["#/a/none", "#/a/b~1c/1", "#/a/b~1c/x", "#/a/e/f"])
def test_a_reference_to_nothing_is_an_error(reference: str) -> None:
    """The error names the reference."""
    with pytest.raises(KeyError, match=reference):
        lookup(DOCUMENT, reference)


def test_a_pointer_reads_lists_by_number() -> None:
    """Steps into an array are its indexes."""
    assert lookup(DOCUMENT, "#/a/b~1c/0") == {"$ref": "#/a/d"}


def test_every_reference_below_a_node_is_found() -> None:
    """A member that is only called so, and is no text, refers to nothing."""
    node = {"$ref": "#/a", "all": [{"$ref": "#/b"}, 1], "properties": {"$ref": {"type": "string"}}}
    assert [*references(node)] == ["#/a", "#/b"]
