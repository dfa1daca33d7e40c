from __future__ import annotations

from typing import Any

import pytest

from harness.contract.xml.reading import XSI, Stray
from tests.contract.xml.parcels import read, value

NIL = f'xmlns:i="{XSI}" i:nil="true"'


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<weight> 1.5\n</weight>", {"weight": 1.5}),
        ("<weight>heavy</weight>", {"weight": "heavy"}),
        ("<weight/>", {"weight": None}),
        (f"<weight {NIL}/>", {"weight": None}),
        (f'<note xmlns:i="{XSI}" i:nil="false">x</note>', {"note": "x"}),
        ("<note/>", {"note": ""}),
        ("<note> two\nlines </note>", {"note": " two\nlines "}),
        ("<note><![CDATA[<b>]]>&amp;<!-- no text --></note>", {"note": "<b>&"}),
        ("<fragile>true</fragile>", {"fragile": True}),
        ("<label>a</label><label>b</label>", {"label": ["a", "b"]}),
        ("<allMarks><mark>a</mark><mark/></allMarks>", {"marks": ["a", ""]}),
        ("<allMarks/>", {"marks": []}),
        ('<c:duty xmlns:c="urn:customs">free</c:duty>', {"customs": "free"}),
        ('<duty xmlns="urn:customs">free</duty>', {"customs": "free"}),
        (f'<value xmlns:i="{XSI}" i:type="xs:int">7</value>', {"value": {"type": "xs:int", "content": 7}}),
        ("<extras><a>1</a><b>2</b></extras>", {"extras": {"a": 1, "b": 2}}),
        ("<parcel id='3'/>", {"whole": {"id": 3, "stop": []}}),
    ],
)
def test_documented_parts_have_their_values(inner: str, expected: Any) -> None:
    """Text is typed by the schema, repeated elements are lists, and layout means nothing."""
    assert value(inner) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<new>1</new>", {"new": "1"}),
        ("<new a='1'><b/>t</new>", {"new": {"@a": "1", "b": "", "text()": "t"}}),
        ("<new/><new>2</new><new>3</new>", {"new": ["", "2", "3"]}),
        ("<note>a</note><note>b</note>", {"note": ["a", "b"]}),
        ("<id>3</id>", {"<id>": "3"}),
        ("<duty>free</duty>", {"duty": "free"}),
        ("loose", {"text()": "loose"}),
        ("<weight><kg/></weight>", {"weight": {"kg": ""}}),
    ],
)
def test_undocumented_parts_stay_in_the_value(inner: str, expected: Any) -> None:
    """Under names that no documented property bears, so that the schema can refuse them."""
    assert value(inner) == expected


@pytest.mark.parametrize(
    ("document", "stray"),
    [
        ("<package/>", Stray("/", "the root element <parcel>", "<package>", undocumented=False)),
        ("<parcel><note lang='x'/></parcel>", Stray("/parcel/note/@lang", "no such attribute", "x")),
        (
            "<parcel><whole/><parcel><label b='1'/></parcel></parcel>",
            Stray("/parcel/parcel/label[1]/@b", "no such attribute", "1"),
        ),
        (
            "<parcel><allMarks><other>1</other></allMarks></parcel>",
            Stray("/parcel/allMarks/other", "no such element", "1"),
        ),
        ("<parcel><allMarks a='1'/></parcel>", Stray("/parcel/allMarks/@a", "no such attribute", "1")),
        ("<parcel><allMarks>x</allMarks></parcel>", Stray("/parcel/allMarks/text()", "elements only", "x")),
    ],
)
def test_what_has_no_room_in_the_value_is_a_stray(document: str, stray: Stray) -> None:
    """It is told with its place, and the rest is read all the same."""
    assert read(document).strays == (stray,)


def test_attributes_of_xml_itself_are_no_strays() -> None:
    """No API document speaks of xml:lang or xsi:schemaLocation."""
    assert value(f'<note xml:lang="en" xmlns:i="{XSI}" i:schemaLocation="u v">x</note>') == {"note": "x"}


def test_a_list_may_be_a_whole_document() -> None:
    """Its root is the wrapper."""
    reading = read(
        "<parcels><parcel><note>a</note></parcel><parcel/></parcels>",
        {"$ref": "#/components/schemas/Parcels"},
    )
    assert reading.value == [{"note": "a", "stop": []}, {"stop": []}]
    assert reading.strays == ()


def test_without_a_schema_any_document_has_a_value() -> None:
    """Texts and what is in them."""
    assert read("<a><b>1</b><b>2</b></a>", True).value == {"b": ["1", "2"]}
    assert read("<a>1</a>", True).value == "1"


def test_alternatives_of_types_are_told_apart_by_content() -> None:
    """An element with content is an object where one is allowed, else text."""
    schema = {
        "xml": {"name": "p"},
        "properties": {"v": {"oneOf": [{"type": "string"}, {"type": "object", "properties": {"a": {}}}]}},
    }
    assert read("<p><v>x</v></p>", schema).value == {"v": "x"}
    assert read("<p><v><a>x</a></v></p>", schema).value == {"v": {"a": "x"}}
