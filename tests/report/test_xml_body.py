from __future__ import annotations

import pytest
from hypothesis import given

from harness.contract.xml import read_xml, write_xml
from harness.report.xml_body import xml_lines
from harness.xml_document import XmlError, parse_xml
from tests.contract.xml.parcels import form
from tests.contract.xml.test_writing import PARCELS


def texts(document: str) -> list[str]:
    """Return the lines of a document."""
    return [text for text, _ in xml_lines(document)]


def test_what_was_written_is_kept() -> None:
    """Declaration, comments, CDATA, prefixes and quotes; layout gives way, and lines stay lines."""
    document = (
        "<?xml version='1.0'?>\n<!-- no > end --><a:b xmlns:a='u' c=\"1 > 0\">\n  <d><![CDATA[<e>]]></d>"
        "\n\n<f>two\nlines</f>loose</a:b>\n"
    )
    assert texts(document) == [
        "<?xml version='1.0'?>",
        "<!-- no > end -->",
        "<a:b xmlns:a='u' c=\"1 > 0\">",
        "  <d><![CDATA[<e>]]></d>",
        "  <f>two\\nlines</f>",
        "  loose",
        "</a:b>",
    ]


def test_what_could_act_is_shown_by_its_number() -> None:
    """A terminal that shows a report obeys no answer."""
    assert texts("<a>\u202e</a>") == ["<a>\\u202e</a>"]


@pytest.mark.parametrize("document", ["", "<a>", "<!DOCTYPE a><a/>"])
def test_what_cannot_be_read_is_refused(document: str) -> None:
    """The caller shows it as text."""
    with pytest.raises(XmlError):
        texts(document)


@given(PARCELS)
def test_every_element_has_its_line(value: object) -> None:
    """Whatever a document holds, each of its elements begins on one line, in the document's order."""
    shape, names = form()
    document = write_xml(value, shape, names).decode()
    root = parse_xml(document.encode())
    paths = [path for _, path in xml_lines(document) if path is not None]
    assert len(paths) == len(set(paths)) == sum(1 for _ in root.iter())
    assert read_xml(root, shape, names).value == value
