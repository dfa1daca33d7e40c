from __future__ import annotations

import orjson
import pytest
from hypothesis import given, settings

from harness.errors import UsageError
from harness.vendors.jasper import markup
from harness.vendors.jasper.strategies import descriptors
from tests.vendors.jasper.bench import descriptor


def _read(body: bytes) -> object:
    root = markup.root_of(body)
    assert root is not None
    return markup.value_of(root)


def test_a_descriptor_comes_back_as_it_was() -> None:
    """Its trigger loses and regains its level, and its parameters their entries."""
    values = {"Country_multi_select": ["Mexico", "DF"]}
    source = {"reportUnitURI": "/reports/r1", "parameters": {"parameterValues": values}}
    whole = descriptor(source=source)
    assert _read(markup.written(whole)) == whole


def test_parameters_are_written_as_the_guide_prints_them() -> None:
    """Entries hold collections of strings, each with its type."""
    text = markup.written({"parameters": {"parameterValues": {"A": ["x"]}}}).decode()
    assert "<entry><key>A</key><value " in text
    assert 'type="collection"' in text
    assert '<item xsi:type="xs:string" xmlns:xs="http://www.w3.org/2001/XMLSchema">x</item>' in text


def test_nulls_are_left_out() -> None:
    """XML shows what has a value."""
    assert _read(markup.written({"label": "a", "description": None})) == {"label": "a"}


@settings(max_examples=60, deadline=None)
@given(descriptors())
def test_whatever_is_drawn_can_be_written_and_read(drawn: dict[str, object]) -> None:
    """Labels, triggers and formats arrive; what XML shows as nothing may be missing."""
    read = _read(markup.written(drawn))
    assert isinstance(read, dict)
    for name in ("label", "source", "baseOutputFilename"):
        if "parameters" not in str(drawn.get(name)):
            assert read.get(name) == drawn.get(name)
    assert orjson.dumps(read)


@pytest.mark.parametrize("body", [b"", b"<a>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'])
def test_what_is_no_document_has_no_root(body: bytes) -> None:
    """A document type is refused before anything in it is read."""
    assert markup.root_of(body) is None


def test_what_xml_cannot_hold_is_said() -> None:
    """A control character ends in an error of ours, not of the server's."""
    with pytest.raises(UsageError):
        markup.written({"label": "a\0b"})
