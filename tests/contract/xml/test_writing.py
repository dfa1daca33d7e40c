from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract.explain import explain
from harness.contract.schemas import SchemaSet
from harness.contract.xml import read_xml, write_xml
from harness.contract.xml.reading import XSI
from harness.finding import Source
from harness.xml_document import parse_xml
from tests.contract.instances import ANYTHING, near_misses
from tests.contract.xml.parcels import DOCUMENT, PARCEL, form

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))) | st.sampled_from(
    ["", " ", "\n", "a\r\nb", "\t", "<&>\"']]>", "1"]
)
STOPS = st.fixed_dictionaries({"town": TEXTS}, optional={"days": st.integers()})
PARCELS: st.SearchStrategy[Any] = st.deferred(
    lambda: st.fixed_dictionaries(
        {"stop": st.lists(STOPS, max_size=2)},
        optional={
            "id": st.integers(),
            "weight": st.none() | st.floats(allow_nan=False, allow_infinity=False),
            "fragile": st.booleans(),
            "note": st.none() | TEXTS,
            "label": st.lists(TEXTS, min_size=1, max_size=2),
            "marks": st.lists(TEXTS, max_size=2),
            "customs": TEXTS,
            "value": st.fixed_dictionaries({"type": st.just("xs:int"), "content": st.integers()}),
            "extras": st.dictionaries(st.sampled_from(["a", "b-c", "_d.e"]), st.integers(), max_size=2),
            "whole": PARCELS,
        },
    )
)


@given(PARCELS)
def test_what_is_written_is_read_back(value: Any) -> None:
    """A document stands for the value that it was made of, whatever its texts, and keeps its contract."""
    shape, names = form()
    reading = read_xml(parse_xml(write_xml(value, shape, names)), shape, names)
    assert reading.value == value
    assert reading.strays == ()
    assert SchemaSet(DOCUMENT).strict(PARCEL, "/test").accepts(reading.value)


@given(st.lists(PARCELS, max_size=2))
def test_lists_are_read_back_as_well(value: Any) -> None:
    """Also those that are the whole document."""
    shape, names = form({"$ref": "#/components/schemas/Parcels"})
    assert read_xml(parse_xml(write_xml(value, shape, names)), shape, names).value == value


STRICT = SchemaSet(DOCUMENT).strict(PARCEL, "/test")


@given(near_misses(PARCEL, DOCUMENT))
def test_both_validators_judge_what_was_read_alike(value: Any) -> None:
    """Whatever is written, what is read back is a value that both can judge, and a refusal is explained."""
    shape, names = form()
    read = read_xml(parse_xml(write_xml(value, shape, names)), shape, names).value
    assert STRICT.accepts(read) == (not list(STRICT.errors(read)))
    assert STRICT.accepts(read) == (not explain(STRICT, read, Source("test")))


@given(ANYTHING | st.dictionaries(st.sampled_from(["note", "stop", "id", "marks", "@x", "é", "1"]), ANYTHING))
def test_any_value_makes_a_document(value: Any) -> None:
    """Also one that breaks its schema, since generation breaks schemas on purpose."""
    shape, names = form()
    assert parse_xml(write_xml(value, shape, names)).tag == "parcel"


def test_what_xml_cannot_hold_is_left_out() -> None:
    """A control character has no form in XML 1.0, nor has a name with a blank."""
    shape, names = form()
    assert b"<note>ab</note>" in write_xml({"note": "a\x00\x1fb"}, shape, names)
    assert write_xml({"two words": 1}, shape, names).endswith(b"<parcel/>")


def test_prefixes_are_declared_where_they_are_used() -> None:
    """Also that of a type, whose value is a name itself."""
    shape, names = form()
    written = write_xml({"value": {"type": "xs:int", "content": 1}, "customs": "x"}, shape, names).decode()
    assert (
        f'<value xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="{XSI}" xsi:type="xs:int">1' in written
    )
    assert '<c:duty xmlns:c="urn:customs">x</c:duty>' in written


@pytest.mark.parametrize(
    ("properties", "attributes"),
    [
        ({"a": "urn:1", "b": "urn:1"}, 'xmlns:ns="urn:1" ns:a="x" ns:b="x"'),
        ({"a": "urn:1", "b": "urn:2"}, 'xmlns:ns="urn:1" xmlns:ns1="urn:2" ns:a="x" ns1:b="x"'),
    ],
)
def test_namespaces_of_attributes_do_not_clash(properties: dict[str, str], attributes: str) -> None:
    """One prefix a namespace, declared once."""
    schema = {
        "xml": {"name": "p"},
        "properties": {
            name: {"type": "string", "xml": {"attribute": True, "namespace": uri}}
            for name, uri in properties.items()
        },
    }
    shape, names = form(schema, {})
    assert write_xml(dict.fromkeys(properties, "x"), shape, names).endswith(f"<p {attributes}/>".encode())
