from __future__ import annotations

import pytest

from harness.vendors.jasper.emulator.bodies import read_body
from harness.vendors.jasper.emulator.refusals import Described
from harness.vendors.jasper.emulator.shapes import INT, Record
from tests.vendors.jasper.emulator.desk import JOB_XML, JSON, XML, Desk, refused

SHAPE = Record({"a": INT})


def test_json_and_xml_are_told_by_their_type() -> None:
    """Of several roots any may stand."""
    assert read_body(b'{"a":1}', JSON, SHAPE, ("r",)) == {"a": 1}
    for body in (b"<r><a>1</a></r>", b"<s><a>1</a></s>"):
        assert read_body(body, XML, SHAPE, ("r", "s")) == {"a": 1}


@pytest.mark.parametrize(
    "body", [b"", b"{", b"null", b"[1]", b'{"a":NaN}', b"\xff", b"[" * 5000, b'{"a":"\\ud800"}']
)
def test_wrong_json_is_refused(body: bytes) -> None:
    """Deep nesting and broken characters included."""
    with pytest.raises(Described):
        read_body(body, JSON, SHAPE, ("r",))


@pytest.mark.parametrize("body", [b"", b"<r>", b"<other/>", b"{}"])
def test_wrong_xml_is_refused(body: bytes) -> None:
    """Another root included."""
    with pytest.raises(Described):
        read_body(body, XML, SHAPE, ("r",))


def test_a_repeated_member_counts_last_or_not_at_all() -> None:
    """Releases of 8.x refuse it."""
    body = b'{"a":1,"a":2}'
    assert read_body(body, JSON, SHAPE, ("r",)) == {"a": 2}
    with pytest.raises(Described):
        read_body(body, JSON, SHAPE, ("r",), unique=True)


def test_a_document_reaches_nothing_outside(desk: Desk) -> None:
    """A document type that names a file is refused before anything is read."""
    body = b'<!DOCTYPE job [<!ENTITY f SYSTEM "file:///etc/passwd">]><job><label>&f;</label></job>'
    answer = desk.ask(
        "PUT", "", body, Content_Type=JOB_XML, Accept="application/job+xml, application/json;q=0.1"
    )
    assert refused(answer) == (400, "serialization.error")
