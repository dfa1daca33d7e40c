from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.jasper.emulator.markup import parse_xml
from harness.vendors.jasper.emulator.refusals import Described
from harness.vendors.jasper.emulator.shapes import (
    INT,
    LONG,
    TEXT,
    TRUTH,
    Items,
    ParameterValues,
    Record,
    Shape,
    choice,
    nested,
    numbered,
)

FORMATS = Items("f", choice("PDF", "CSV"))
JOB = Record({"id": LONG, "t": Record({"s": Record({"n": INT})}), "formats": FORMATS}, frozenset({"t"}))


@pytest.mark.parametrize(
    ("shape", "value", "kept"),
    [
        (TEXT, "a", "a"),
        (TEXT, 5, "5"),
        (TEXT, True, "true"),
        (INT, 5, 5),
        (INT, "5", 5),
        (INT, " -5 ", -5),
        (INT, "", None),
        (INT, 5.9, 5),
        (LONG, 2**40, 2**40),
        (TRUTH, True, True),
        (TRUTH, "false", False),
        (TRUTH, 1, True),
        (TRUTH, "", None),
        (choice("A", "B"), "A", "A"),
        (numbered(7), 7, "7"),
    ],
)
def test_scalars_are_coerced_as_jackson_does(shape: Shape, value: Any, kept: Any) -> None:
    """A number may be a text and a text a number."""
    assert shape.from_json(value, "p") == kept


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (TEXT, []),
        (TEXT, {}),
        (INT, 2**31),
        (INT, "x"),
        (INT, True),
        (INT, 1e300),
        (INT, "1" * 10_000),
        (LONG, 2**63),
        (TRUTH, "yes"),
        (TRUTH, 2),
        (TRUTH, 1.5),
        (choice("A"), "a"),
        (choice("A"), 5),
        (numbered(7), "8"),
        (FORMATS, ["PDF"]),
        (FORMATS, {"f": "PDF"}),
        (FORMATS, {"f": ["DOC9"]}),
        (JOB, []),
        (ParameterValues(), []),
    ],
)
def test_what_cannot_stand_there_is_refused(shape: Shape, value: Any) -> None:
    """The refusal names the place."""
    with pytest.raises(Described) as refusal:
        shape.from_json(value, "p")
    assert (refusal.value.status, refusal.value.code) == (400, "serialization.error")
    assert refusal.value.parameters[0].startswith("p")


def test_json_and_xml_are_read_alike() -> None:
    """A part without an element of its own included; unknown members are left out."""
    document = {"id": 5, "t": {"s": {"n": 1}}, "formats": {"f": ["PDF", "CSV"]}}
    body = b"<job><x/><id>5</id><s><n>1</n></s><formats><f>PDF</f><y/><f>CSV</f></formats></job>"
    assert JOB.from_json({**document, "x": 1}, "job") == document
    assert JOB.from_xml(parse_xml(body), "job") == document


def test_null_is_told_from_what_is_not_there() -> None:
    """A null member is None, one that is left out is none."""
    assert JOB.from_json({"id": None, "formats": {}}, "job") == {"id": None, "formats": {"f": []}}


def test_an_element_where_a_text_belongs_is_refused() -> None:
    """Neither is a wrong number taken."""
    for body in (b"<job><id><a/></id></job>", b"<job><id>x</id></job>"):
        with pytest.raises(Described):
            JOB.from_xml(parse_xml(body), "job")


def test_a_bare_list_may_stand_where_both_are_known() -> None:
    """Documents and clients write the one or the other."""
    bare = Items("d", TEXT, bare=True)
    assert bare.from_json(["a"], "p") == bare.from_json({"d": ["a"]}, "p") == {"d": ["a"]}


def test_a_record_may_hold_its_like() -> None:
    """Not deeper than anybody needs."""
    shape = nested("base", {"n": INT}, deepest=3)
    assert shape.from_json({"n": 1, "base": {"n": 2}}, "c") == {"n": 1, "base": {"n": 2}}
    assert shape.from_xml(parse_xml(b"<c><base><n>2</n></base></c>"), "c") == {"base": {"n": 2}}
    deep: dict[str, Any] = {}
    for _ in range(5):
        deep = {"base": deep}
    with pytest.raises(Described):
        shape.from_json(deep, "c")


VALUES = {"list": ["a", 1, None], "wrapped": {"item": ["b"]}, "scalar": "c", "null": None}


def test_parameters_are_lists_of_texts() -> None:
    """A scalar is passed over, or refused by later releases."""
    assert ParameterValues().from_json(VALUES, "p") == {"list": ["a", "1"], "wrapped": ["b"]}
    with pytest.raises(Described) as refusal:
        ParameterValues(scalars_refused=True).from_json(VALUES, "p")
    assert refusal.value.parameters == ("job.source.parameters",)


def entries(value: str) -> Any:
    """Return the element of one entry."""
    xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    return parse_xml(f"<p {xsi}><entry><key>k</key>{value}</entry><entry/><other/></p>".encode())


def test_parameters_are_entries_in_xml() -> None:
    """The type of a value need not be told, until 7.5."""
    typed = entries('<value xsi:type="collection"><item>a</item><item>b</item></value>')
    plain, scalar = entries("<value><item>a</item></value>"), entries("<value>a</value>")
    assert ParameterValues().from_xml(typed, "p") == {"k": ["a", "b"]}
    assert ParameterValues().from_xml(plain, "p") == {"k": ["a"]}
    assert ParameterValues().from_xml(scalar, "p") == {}
    assert ParameterValues(typed=True).from_xml(typed, "p") == {"k": ["a", "b"]}
    with pytest.raises(Described):
        ParameterValues(typed=True).from_xml(plain, "p")
    with pytest.raises(Described):
        ParameterValues(scalars_refused=True).from_xml(scalar, "p")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "t", "s", "n", "formats", "f"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_JSON)
def test_any_document_is_read_or_refused(value: Any) -> None:
    """Nothing else comes of it."""
    with suppress(Described):
        assert isinstance(JOB.from_json(value, "job"), dict)
