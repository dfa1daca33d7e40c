from __future__ import annotations

from typing import Any

import pytest

from harness.vendors.joc.emulator.kinds import (
    Form,
    Read,
    WrongValueError,
    anything,
    boolean,
    count,
    digits,
    harmless,
    integer,
    many,
    master_id,
    one_of,
    path,
    plain,
    relaxed,
    text,
)


@pytest.mark.parametrize(
    ("read", "value", "meant"),
    [
        (text, 5, "5"),
        (boolean, "true", True),
        (integer, "5", 5),
        (integer, 5.0, 5),
        (digits, 4711, "4711"),
        (path, "/", "/"),
        (path, "/a/b c", "/a/b c"),
        (many(count), [1, "2"], [1, 2]),
        (one_of("A", "B"), "B", "B"),
        (anything, None, None),
    ],
)
def test_the_validator_is_loose(read: Read, value: Any, meant: Any) -> None:
    """Numbers stand for text, and text for booleans and numbers."""
    assert read(value) == meant


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (text, True),
        (text, []),
        (plain, "x" * 256),
        (plain, "<b>"),
        (boolean, 1),
        (integer, True),
        (integer, 1.5),
        (integer, float("inf")),
        (count, -1),
        (path, "a/b"),
        (path, "/a//b"),
        (master_id, "x" * 101),
        (harmless, "<script>x</script>"),
        (one_of("A"), "B"),
        (one_of("A"), {}),
        (many(text), "x"),
    ],
)
def test_what_is_not_of_its_kind_is_refused(read: Read, value: Any) -> None:
    """With words, and a place where it is placed."""
    with pytest.raises(WrongValueError) as told:
        Form({"x": read})({"x": value})
    assert told.value.place.startswith(".x")


def test_a_form_reads_its_fields_and_ignores_the_rest() -> None:
    """Null is nothing; what is required must be there."""
    form = Form({"a": text, "b": many(Form({"c": count}, ("c",)))}, ("a",))
    assert form({"a": 1, "b": None, "z": "?"}) == {"a": "1"}
    with pytest.raises(WrongValueError, match="required"):
        form({"a": None})
    with pytest.raises(WrongValueError) as told:
        form({"a": "x", "b": [{"c": 1}, {"c": -1}]})
    assert told.value.place == ".b[1].c"
    with pytest.raises(WrongValueError, match="no object"):
        form([])


def test_limits_can_be_lifted_by_topic() -> None:
    """Wherever in a document such a text stands."""
    form = Form({"a": many(Form({"b": plain, "c": count}))})
    value = {"a": [{"b": "<b>", "c": 1}]}
    with pytest.raises(WrongValueError):
        form(value)
    assert relaxed(form, frozenset({"texts"}))(value) == value
    assert relaxed(count, frozenset({"texts"})) is count
    with pytest.raises(WrongValueError):
        relaxed(form, frozenset({"dates"}))(value)
