"""The answer as its caller sees it: led to the door, in a coding it asked for, without our secrets."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tests.door.client import RawClient
from tests.door.conftest import Open
from tests.door.passage import recorded
from tests.door.upstream import Upstream, always

GET = "GET /orders HTTP/1.1\nHost: door"


def coded_document(coded: bytes) -> bytes:
    """Return an answer with a JSON document in gzip."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
    return head + b"Content-Length: %d\r\n\r\n%b" % (len(coded), coded)


def test_addresses_in_an_answer_lead_to_the_door(open_door: Open, upstream: Upstream, tmp_path: Path) -> None:
    """Documents, redirects and cookies name the door to the caller; the record keeps what was sent."""
    document = json.dumps({"url": f"{upstream.url}/base/orders/1"}).encode()
    upstream.script = always(
        b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nLocation: %b/base/orders/1\r\n"
        b"Set-Cookie: T=1; Path=/base/; Secure; Domain=shop.example\r\nContent-Length: %d\r\n\r\n%b"
        % (upstream.url.encode(), len(document), document)
    )
    door = open_door(upstream.url + "/base")
    with RawClient(door.url) as client:
        answer = client.ask("GET /orders HTTP/1.1\nHost: door\nReferer: " + door.url + "/here")
    assert json.loads(answer.body) == {"url": f"{door.url}/orders/1"}
    assert answer.headers.get("Location") == f"{door.url}/orders/1"
    assert answer.headers.get("Set-Cookie") == "T=1; Path=/"
    assert upstream.asked[0].field("Referer") == f"{upstream.url}/base/here".encode()
    response = recorded(tmp_path)[0].response
    assert response is not None
    assert response.body == document
    assert response.headers.get("Location") == f"{upstream.url}/base/orders/1"


def test_a_coded_answer_is_recorded_plain(open_door: Open, upstream: Upstream, tmp_path: Path) -> None:
    """A client gets the coding it asked for, where it can be undone; the record has the plain body."""
    coded = gzip.compress(b'{"a": 1}')
    upstream.script = always(coded_document(coded))
    with RawClient(open_door(upstream.url).url) as client:
        answer = client.ask(GET + "\nAccept-Encoding: br, gzip;q=0.5, zstd")
        client.ask(GET + "\nAccept-Encoding: br")
    assert answer.body == coded
    assert answer.headers.get("Content-Encoding") == "gzip"
    assert [asked.field("Accept-Encoding") for asked in upstream.asked] == [b"gzip;q=0.5", b"identity"]
    response = recorded(tmp_path)[0].response
    assert response is not None
    assert response.body == b'{"a": 1}'


def test_a_coded_document_with_addresses_is_rewritten(open_door: Open, upstream: Upstream) -> None:
    """A coding does not hide an address of the upstream from being rewritten."""
    coded = gzip.compress(json.dumps({"url": upstream.url + "/x"}).encode())
    upstream.script = always(coded_document(coded))
    door = open_door(upstream.url)
    with RawClient(door.url) as client:
        answer = client.ask(GET + "\nAccept-Encoding: gzip")
    assert json.loads(answer.body) == {"url": door.url + "/x"}
    assert answer.headers.get("Content-Encoding") is None
