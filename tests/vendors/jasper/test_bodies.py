"""Bodies are read only where every reader would read the same."""

from __future__ import annotations

import pytest

from harness.exchange import Headers, Request
from harness.vendors.jasper import bodies

JSON, XML = "application/json", "application/xml"


def _request(body: bytes, *content_types: str) -> Request:
    return Request("POST", "/", Headers(tuple(("Content-Type", each) for each in content_types)), body)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"jobId":[7,8]}', JSON),
        (b' {"jobId" : [7, 8]} ', "application/json; charset=UTF-8"),
        (b"<jobIdList><jobId>7</jobId>\n<jobId>8</jobId></jobIdList>", XML),
        (
            b"<?xml version='1.0' encoding='utf-8'?><jobIdList><jobId>7</jobId><jobId>8</jobId></jobIdList>",
            XML,
        ),
    ],
)
def test_a_plain_list_is_read(body: bytes, content_type: str) -> None:
    """In either form."""
    assert bodies.ids_in(_request(body, content_type)) == bodies.Ids((7, 8))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"", JSON), (b" \n", XML), (b"{}", JSON), (b'{"jobId":[]}', JSON), (b"<jobIdList/>", XML)],
)
def test_nothing_in_a_list_means_all(body: bytes, content_type: str) -> None:
    """An empty list is readable: the guard must see that it is empty."""
    assert bodies.ids_in(_request(body, content_type)) == bodies.Ids()


ODD = [
    (b'{"jobId":[7],"jobId":[]}', JSON),
    (b'{"jobId":[7],"jobID":[]}', JSON),
    (b'{"jobId":7}', JSON),
    (b'{"jobId":["7"]}', JSON),
    (b'{"jobId":[7.0]}', JSON),
    (b'{"jobId":[true]}', JSON),
    (b'{"jobId":[null]}', JSON),
    (b'{"jobId":[-7]}', JSON),
    (b"[7]", JSON),
    (b"7", JSON),
    (b'{"jobId":[7]', JSON),
    (b"[" * 100_000, JSON),
    ('{"jobId":[7]}'.encode("utf-16"), JSON),
    (b'\xef\xbb\xbf{"jobId":[7]}', JSON),
    (b'{"jobId":[7]}', "application/json; charset=UTF-16"),
    (b'{"jobId":[7]}', "text/plain"),
    (b"<jobIdList><jobId>7</jobId></jobIdList>", JSON),
    (b'{"jobId":[7]}', XML),
    (b"<jobIdList><jobId>7<!-- --></jobId></jobIdList>", XML),
    (b"<jobIdList><jobId><![CDATA[7]]></jobId></jobIdList>", XML),
    (b"<jobIdList><?a b?><jobId>7</jobId></jobIdList>", XML),
    (b"<!DOCTYPE a><jobIdList><jobId>7</jobId></jobIdList>", XML),
    (b"<jobIdList xmlns='urn:a'><jobId>7</jobId></jobIdList>", XML),
    (b"<jobIdList><a:jobId xmlns:a='urn:a'>7</a:jobId></jobIdList>", XML),
    (b"<jobIdList><jobid>7</jobid></jobIdList>", XML),
    (b"<jobIdList><jobId nil='true'>7</jobId></jobIdList>", XML),
    (b"<jobIdList><jobId><b>7</b></jobId></jobIdList>", XML),
    (b"<jobIdList><jobId> 7</jobId></jobIdList>", XML),
    (b"<jobIdList><jobId>007</jobId></jobIdList>", XML),
    (b"<jobIdList>7</jobIdList>", XML),
    (b"<ids><jobId>7</jobId></ids>", XML),
    (b"<?xml version='1.0' encoding='UTF-16'?><jobIdList><jobId>7</jobId></jobIdList>", XML),
]


@pytest.mark.parametrize(("body", "content_type"), ODD)
def test_an_odd_list_is_not_read(body: bytes, content_type: str) -> None:
    """Whatever one server reads as one job, another may read as none, which means all."""
    read = bodies.ids_in(_request(body, content_type))
    assert read.unreadable
    assert read.numbers == ()


def test_two_media_types_are_none() -> None:
    """Which of the two counts is nobody's to say."""
    assert bodies.ids_in(_request(b'{"jobId":[7]}', JSON, XML)).unreadable


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"label":"a","label":"b"}', JSON),
        (b"<job><label>a</label><label>b</label></job>", "application/job+xml"),
        (b"<job><a:label xmlns:a='urn:a'>a</a:label></job>", "application/job+xml"),
        (b"[]", "application/job+json"),
    ],
)
def test_an_ambiguous_descriptor_is_not_read(body: bytes, content_type: str) -> None:
    """A label given twice may be ours or not."""
    with pytest.raises(bodies.AmbiguousError):
        bodies.document_in(_request(body, content_type))


def test_a_descriptor_is_read_in_both_forms() -> None:
    """As one document."""
    forms = [
        (b'{"label":"a"}', "application/job+json"),
        (b"<job><label>a</label></job>", "application/job+xml"),
    ]
    assert [bodies.document_in(_request(*form)) for form in forms] == [{"label": "a"}] * 2
