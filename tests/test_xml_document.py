from __future__ import annotations

import pytest

from harness.xml_document import DEEPEST, XmlError, parse_xml

LAUGHS = b"""<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><lolz>&c;</lolz>"""
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
PARAMETER = b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/evil.dtd"> %x;]><a/>'


@pytest.mark.parametrize("body", [b"<!DOCTYPE a><a/>", LAUGHS, OUTSIDE, PARAMETER])
def test_a_document_type_is_refused(body: bytes) -> None:
    """So nothing can grow, and nothing outside the document is opened."""
    with pytest.raises(XmlError, match="a document type, <!DOCTYPE"):
        parse_xml(body)


def test_a_document_type_is_refused_in_any_encoding() -> None:
    """It is the parser that sees it, not a search for its letters."""
    with pytest.raises(XmlError, match="a document type"):
        parse_xml('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "no element found"),
        (b"<a>", "no element found"),
        (b"<a></b>", "mismatched tag"),
        (b"<a/><b/>", "junk after document element"),
        (b"<a>&b;</a>", "undefined entity"),
        (b"<x:a/>", "unbound prefix"),
        (b"<a>\x00</a>", "invalid token"),
        (b"<a>\xff</a>", "invalid token"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "unknown encoding"),
        (b'<?xml version="1.0" encoding="shift_jis"?><a/>', "multi-byte encodings"),
    ],
)
def test_what_is_not_well_formed_is_told_with_its_reason(body: bytes, why: str) -> None:
    """Whatever is wrong with a document, the one error says what."""
    with pytest.raises(XmlError, match=why):
        parse_xml(body)


def test_a_charset_goes_before_the_document() -> None:
    """What the message's header says of the encoding holds."""
    assert parse_xml(b"<a>\xe9</a>", "iso-8859-1").text == "é"
    with pytest.raises(XmlError, match="klingon"):
        parse_xml(b"<a/>", "klingon")


def test_depth_is_bounded() -> None:
    """The deepest document is read, one more element is too much, and a million are no danger."""
    assert parse_xml(b"<a>" * DEEPEST + b"</a>" * DEEPEST).tag == "a"
    for depth in (DEEPEST + 1, 100_000):
        with pytest.raises(XmlError, match=f"more than {DEEPEST} elements"):
            parse_xml(b"<a>" * depth + b"</a>" * depth)
