from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.jasper.emulator.markup import TYPE, dump_xml, escape, parse_xml

BOMB = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]><job>&b;</job>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><job>&b;</job>"""


@pytest.mark.parametrize(
    "body",
    [
        BOMB,
        OUTSIDE,
        b'<!DOCTYPE job SYSTEM "http://127.0.0.1:1/x"><job/>',
        b"<!DOCTYPE job><job/>",
        b"<job>&b;</job>",
        b"",
        b"<job>",
        b"<a/><b/>",
        b"<x:job/>",
        b"<job>\x00</job>",
        b"<?xml version='1.0' encoding='nothing'?><job/>",
        b"<?xml version='1.0' encoding='utf-7'?><job/>",
        b"<a>" * 65 + b"</a>" * 65,
        b"<a>" + b"<b/>" * 100_000 + b"</a>",
    ],
)
def test_what_is_not_plain_xml_is_refused(body: bytes) -> None:
    """No document type, so that no entity is defined and nothing is fetched; and no deep nesting."""
    with pytest.raises(ValueError, match=r".+"):
        parse_xml(body)


def test_elements_lose_their_namespaces() -> None:
    """Attributes keep theirs, text is put together, comments and sections of characters are no trouble."""
    root = parse_xml(
        b'<j:job xmlns:j="urn:j" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        b"<a xsi:type='collection'>x<!-- c --><![CDATA[<y>]]>&amp;</a><a>z</a></j:job>"
    )
    assert (root.name, [child.text for child in root.children]) == ("job", ["x<y>&", "z"])
    assert root.children[0].attributes[TYPE] == "collection"
    last = root.child("a")
    assert last is not None
    assert (last.text, root.child("b")) == ("z", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_declared_encodings_are_obeyed(encoding: str) -> None:
    """The text is the same in each."""
    body = f'<?xml version="1.0" encoding="{encoding}"?><a>é</a>'.encode(encoding)
    assert parse_xml(body).text == "é"


def test_nulls_are_left_out() -> None:
    """Lists repeat their element, a trigger has none of its own, truth is in lower case."""
    document = {
        "a": None,
        "b": [1, 2],
        "c": {"d": True, "e": {}},
        "trigger": {"simpleTrigger": {"id": 3}},
    }
    assert dump_xml("r", document).partition(b"\n")[2] == (
        b"<r><b>1</b><b>2</b><c><d>true</d><e></e></c><simpleTrigger><id>3</id></simpleTrigger></r>"
    )


def test_parameters_are_entries_with_typed_items() -> None:
    """As in the manual's sample."""
    for values in ({"k": ["a<b"]}, {"k": {"item": ["a<b"]}}):
        root = parse_xml(dump_xml("r", {"parameterValues": values}))
        (entry,) = root.children[0].children
        key, value = entry.children
        assert (key.text, value.attributes[TYPE], value.children[0].text) == ("k", "collection", "a<b")
        assert value.children[0].attributes[TYPE] == "xs:string"


@given(st.text())
def test_any_text_can_be_written(text: str) -> None:
    """Characters that XML cannot hold are replaced, every other one comes back."""
    root = parse_xml(f"<a>{escape(text)}</a>".encode())
    assert len(root.text) == len(text)
    assert all(found in (sent, "\ufffd") for found, sent in zip(root.text, text, strict=True))
