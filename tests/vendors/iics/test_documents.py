from __future__ import annotations

import pytest

from harness.exchange import Headers, Response
from harness.vendors.iics.documents import (
    TwiceError,
    document_of,
    entries,
    number,
    read_once,
    text,
    value_of,
)

JSON = Headers.of(Content_Type="application/json")
XML = Headers.of(Content_Type="application/xml;charset=UTF-8")
ENTRY = b"<activityLogEntry><runId>5</runId><state>1</state></activityLogEntry>"
LOG = b"<activityLogEntries>" + ENTRY + b"</activityLogEntries>"


def test_both_formats_hold_the_same() -> None:
    """In XML every value is text, and numbers are read out of it."""
    as_json = value_of(JSON, b'[{"runId":5,"state":1}]')
    as_xml = value_of(XML, LOG)
    for document in (as_json, as_xml):
        [entry] = entries(document)
        assert (number(entry, "runId"), number(entry, "state")) == (5, 1)
    assert value_of(XML, b"<activityMonitorEntries/>") == []
    assert value_of(XML, b"<job><taskId>a</taskId></job>") == {"taskId": "a"}


@pytest.mark.parametrize(
    ("headers", "body"), [(JSON, b""), (JSON, b"{"), (XML, b"<a>"), (XML, b"<!DOCTYPE a><a/>")]
)
def test_what_cannot_be_read_is_nothing(headers: Headers, body: bytes) -> None:
    """Never an error."""
    assert document_of(Response(200, headers, body)) is None
    assert document_of(None) is None


def test_members_of_another_kind_are_not_there() -> None:
    """Text that is empty, numbers that are none."""
    assert text({"a": ""}, "a") is text({"a": 1}, "a") is text([], "a") is None
    assert number({"a": True}, "a") is number({"a": "x"}, "a") is number({"a": "٣"}, "a") is None


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (JSON, b'{"taskId":"a","taskId":"b"}'),
        (JSON, b'{"runtime":{"a":1,"a":2}}'),
        (XML, b"<job><taskId>a</taskId><taskId>b</taskId></job>"),
        (XML, b"<job><x><taskId>a</taskId></x></job>"),
    ],
)
def test_what_readers_may_take_differently_is_told(headers: Headers, body: bytes) -> None:
    """A guard that takes the first and a service that takes the last would not see the same task."""
    with pytest.raises(TwiceError):
        read_once(headers, body)


def test_what_is_no_object_is_told() -> None:
    """A list names no task."""
    for headers, body in ((JSON, b"[]"), (JSON, b"\xff"), (XML, b"<job>x</job>"), (XML, b"<job>")):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever it says
            read_once(headers, body)
