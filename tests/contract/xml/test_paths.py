from __future__ import annotations

import pytest

from harness.contract.xml import located
from harness.contract.xml.paths import path_of
from harness.xml_document import parse_xml
from tests.contract.xml.parcels import form


@pytest.mark.parametrize(
    ("pointer", "path"),
    [
        ("", "/parcel"),
        ("/id", "/parcel/@id"),
        ("/note", "/parcel/note"),
        ("/note/1", "/parcel/note[2]"),
        ("/stop/0/town", "/parcel/stop[1]/town"),
        ("/stop/*/town", "/parcel/stop[*]/town"),
        ("/stop", "/parcel/stop"),
        ("/marks/2", "/parcel/allMarks/mark[3]"),
        ("/marks", "/parcel/allMarks"),
        ("/customs", "/parcel/{urn:customs}duty"),
        ("/value/content", "/parcel/value/text()"),
        ("/extras/new", "/parcel/extras/new"),
        ("/whole/whole/id", "/parcel/parcel/parcel/@id"),
        ("/<id>", "/parcel/id"),
        ("/@new", "/parcel/@new"),
        ("/new/b/1", "/parcel/new/b[2]"),
        ("/text()", "/parcel/text()"),
    ],
)
def test_a_pointer_into_the_value_is_a_path_in_the_document(pointer: str, path: str) -> None:
    """People look into the document, not into the value that it stands for."""
    shape, _ = form()
    assert located(pointer, shape, "parcel") == path


def test_positions_in_a_list_that_is_the_whole_document() -> None:
    """The root is the list, and its items are named by their schema."""
    shape, _ = form({"$ref": "#/components/schemas/Parcels"})
    assert located("/1/stop/0/days", shape, "parcels") == "/parcels/parcel[2]/stop[1]/days"


def test_an_element_has_a_position_only_among_its_like() -> None:
    """A lone element needs none, unless its schema says that it may repeat."""
    document = b"<parcel><b/><c><d/><d/></c><stop><town/></stop><allMarks><mark/></allMarks></parcel>"
    root, (shape, _) = parse_xml(document), form()
    assert [path_of(root, element, shape) for element in root.iter()] == [
        *("/parcel", "/parcel/b", "/parcel/c", "/parcel/c/d[1]", "/parcel/c/d[2]"),
        *("/parcel/stop[1]", "/parcel/stop[1]/town", "/parcel/allMarks", "/parcel/allMarks/mark[1]"),
    ]
