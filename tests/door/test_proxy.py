"""What clients send goes through the door byte for byte, and answers come back as they were."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Event

import pytest

from harness.target import Mode
from tests.door.client import RawClient
from tests.door.conftest import Open
from tests.door.passage import recorded
from tests.door.upstream import OK, Asked, Upstream, Wire, always

GET = "GET /orders HTTP/1.1\nHost: door"


TARGETS = [
    "/zosmf/restjobs/jobs/A#B@C/JOB00123/files?x=#y#z",
    "/jobs/TESTJOB%2FJOB00012",
    "/jobs/J0000123SY1.....E1A2B3C4.......%3A",
    "/a//b/./../c/",
    "/?",
    "/a?b??c&&d=%zz%",
    "/\"<>\\^`{|}'()*,;=~!$&+",
    "//host/path",
]


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_arrives_as_it_was_sent(
    open_door: Open, upstream: Upstream, tmp_path: Path, target: str
) -> None:
    """No character of a request target is decoded, encoded, folded or dropped, nor in the record."""
    with RawClient(open_door(upstream.url).url) as client:
        client.ask(f"GET {target} HTTP/1.1\nHost: door")
    assert upstream.asked[0].first_line == f"GET {target} HTTP/1.1".encode()
    assert recorded(tmp_path)[0].request.target == target


def test_a_base_path_stands_before_the_target(open_door: Open, upstream: Upstream, tmp_path: Path) -> None:
    """Below a base path the target is as it was; the record has it without the base."""
    with RawClient(open_door(upstream.url + "/api/v1/").url) as client:
        client.ask("GET /orders?x=#1 HTTP/1.1\nHost: door")
    assert upstream.asked[0].first_line == b"GET /api/v1/orders?x=#1 HTTP/1.1"
    exchange = recorded(tmp_path)[0]
    assert (exchange.request.target, exchange.upstream) == ("/orders?x=#1", upstream.url + "/api/v1")
    assert exchange.operation == "listOrders"


def test_headers_arrive_in_their_order_and_spelling(open_door: Open, upstream: Upstream) -> None:
    """End-to-end fields pass untouched, bytes beyond ASCII too; only Host is the upstream's own."""
    with RawClient(open_door(upstream.url).url) as client:
        client.ask("GET / HTTP/1.1\nhOsT: door\nX-b: 1\nx-A: \xe9\xff\nX-b: 2\nX-Empty:\nAccept: */*")
    lines = upstream.asked[0].head.split(b"\r\n")[1:-1]
    host = f"Host: 127.0.0.1:{upstream.port}".encode()
    assert lines == [host, b"X-b: 1", b"x-A: \xe9\xff", b"X-b: 2", b"X-Empty: ", b"Accept: */*"]


def test_what_ends_at_a_hop_does_not_pass(open_door: Open, upstream: Upstream) -> None:
    """Fields of RFC 9110, 7.6.1, those that Connection names, and our own control headers stay here."""
    upstream.script = always(
        b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=5\r\n"
        b"Proxy-Authenticate: Basic\r\nX-Harness-Exchange: forged\r\nX-End: 1\r\n\r\n"
    )
    with RawClient(open_door(upstream.url).url) as client:
        answer = client.ask(
            "GET / HTTP/1.1\nHost: door\nConnection: keep-alive, X-Mine\nX-Mine: 1\nKeep-Alive: 5\n"
            "Proxy-Authorization: Basic x\nTE: trailers\n"
            "X-Harness-Sender: fuzzing/3\nX-harness-other: 1\nX-End: 1"
        )
    names = [line.partition(b":")[0] for line in upstream.asked[0].head.split(b"\r\n")[1:-1]]
    assert names == [b"Host", b"X-End"]
    assert [name for name, _ in answer.headers] == ["X-End", "X-Harness-Exchange", "Content-Length"]
    assert answer.headers.get("X-Harness-Exchange") == "x000001"


def test_the_door_adds_nothing_to_an_answer_but_its_id(open_door: Open, upstream: Upstream) -> None:
    """Status, reason, fields and body of an answer pass as they were, and no default is put in."""
    upstream.script = always(
        b"HTTP/1.1 299 Odd \xe9\r\nx-A: \xe9\r\nX-a: 2\r\nContent-Length: 3\r\n\r\na\x00b"
    )
    with RawClient(open_door(upstream.url).url) as client:
        client.send(b"GET / HTTP/1.0\r\n\r\n")
        raw = client.until_closed()
    assert raw == (
        b"HTTP/1.1 299 Odd \xe9\r\nx-A: \xe9\r\nX-a: 2\r\nX-Harness-Exchange: x000001\r\n"
        b"Content-Length: 3\r\nConnection: close\r\n\r\na\x00b"
    )


@pytest.mark.parametrize(
    ("framing", "sent"),
    [
        (b"Content-Length: 6\r\n", b"abcdef"),
        (b"Transfer-Encoding: chunked\r\n", b"3\r\nabc\r\n3;x=1\r\ndef\r\n0\r\nTrailer: 1\r\n\r\n"),
        (b"", b"abcdef"),
    ],
)
@pytest.mark.parametrize("version", ["1.1", "1.0"])
def test_a_body_arrives_however_it_is_delimited(
    open_door: Open, upstream: Upstream, tmp_path: Path, *, framing: bytes, sent: bytes, version: str
) -> None:
    """By its length, in chunks, or by the end of the connection: callers of either version get it whole."""

    def script(_asked: Asked, wire: Wire) -> None:
        wire.send(b"HTTP/1.1 200 OK\r\n" + framing + b"\r\n" + sent)
        if not framing:
            wire.close()

    upstream.script = script
    with RawClient(open_door(upstream.url).url) as client:
        answer = client.ask(f"GET /orders HTTP/{version}\nHost: door")
    assert answer.body == b"abcdef"
    response = recorded(tmp_path)[0].response
    assert response is not None
    assert response.body == b"abcdef"


@pytest.mark.parametrize("body", [b"", b"x" * 100_000])
def test_a_request_body_arrives_whole(open_door: Open, upstream: Upstream, body: bytes) -> None:
    """In chunks or by its length, a body goes on by its length."""
    with RawClient(open_door(upstream.url).url) as client:
        client.ask("PUT /x HTTP/1.1\nHost: door", body)
        chunk = b"%x\r\n%b\r\n" % (len(body), body) if body else b""
        client.send(b"PUT /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + b"0\r\n\r\n")
        client.answer("PUT")
    for asked in upstream.asked:
        assert asked.body == body
        assert asked.field("Content-Length") == str(len(body)).encode()
        assert asked.field("Transfer-Encoding") is None


def test_a_large_answer_arrives_whole(open_door: Open, upstream: Upstream, tmp_path: Path) -> None:
    """An answer far above every buffer is passed on and recorded without loss."""
    body = bytes(range(256)) * 20_000
    upstream.script = always(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
    with RawClient(open_door(upstream.url).url) as client:
        assert client.ask(GET).body == body
    response = recorded(tmp_path)[0].response
    assert response is not None
    assert response.body == body


def test_an_answer_is_passed_on_as_it_comes(open_door: Open, upstream: Upstream) -> None:
    """The first part of a text reaches the caller while the rest is still to be sent."""
    seen = Event()

    def script(_asked: Asked, wire: Wire) -> None:
        wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\nfour")
        assert seen.wait(10)
        wire.send(b"more")

    upstream.script = script
    with RawClient(open_door(upstream.url).url) as client:
        client.send(b"GET /orders HTTP/1.1\r\nHost: door\r\n\r\n")
        raw = b""
        while b"four" not in raw:
            raw += client.socket.recv(4096)
        seen.set()
        while b"more" not in raw:
            raw += client.socket.recv(4096)


@pytest.mark.parametrize(
    ("request_head", "sent"),
    [
        ("HEAD /orders HTTP/1.1\nHost: door", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
        (GET, b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"),
        (GET, b"HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n"),
        (
            GET,
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 E\r\nX-E: 1\r\n\r\nHTTP/1.1 204 N\r\n\r\n",
        ),
    ],
)
def test_an_answer_without_a_body_leaves_the_connection_good(
    open_door: Open, upstream: Upstream, request_head: str, sent: bytes
) -> None:
    """HEAD, 204, 304 and interim answers end where HTTP says; the next request is answered in turn."""
    upstream.script = always(sent)
    with RawClient(open_door(upstream.url).url) as client:
        first = client.ask(request_head)
        upstream.script = always(OK)
        second = client.ask(GET)
    assert first.body == b""
    assert first.headers.get("Content-Length") == ("5" if b"Length: 5" in sent else None)
    assert first.headers.get("X-E") is None
    assert second.body == b"ok"
    assert upstream.accepted == 1


def test_pipelined_requests_are_answered_in_order(open_door: Open, upstream: Upstream) -> None:
    """Requests that come at once on one connection are taken one by one."""
    upstream.script = lambda asked, wire: wire.send(
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n" + asked.first_line.split(b" ")[1][-2:]
    )
    with RawClient(open_door(upstream.url).url) as client:
        client.send(b"".join(b"GET /%02d HTTP/1.1\r\nHost: door\r\n\r\n" % each for each in range(40)))
        assert [client.answer().body for _ in range(40)] == [b"%02d" % each for each in range(40)]


def test_a_client_may_read_pipelined_answers_late(open_door: Open, upstream: Upstream) -> None:
    """More requests than may wait at once are all answered, though nobody reads until the last was asked."""
    all_asked = Event()

    def script(_asked: Asked, wire: Wire) -> None:
        wire.send(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n%03d" % len(upstream.asked))
        all_asked.set() if len(upstream.asked) == 400 else None

    upstream.script = script
    with RawClient(open_door(upstream.url).url) as client:
        client.send(b"GET / HTTP/1.1\r\nHost: door\r\n\r\n" * 400)
        assert all_asked.wait(60)
        answers = [client.answer().body for _ in range(400)]
    assert answers == [b"%03d" % number for number in range(1, 401)]


def test_a_client_that_waits_for_leave_gets_it(open_door: Open, upstream: Upstream) -> None:
    """``Expect: 100-continue`` is settled here, for the door has to see the whole request anyway."""
    with RawClient(open_door(upstream.url).url) as client:
        client.send(b"PUT /x HTTP/1.1\r\nHost: door\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
        assert client.socket.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.send(b"body")
        assert client.answer("PUT").body == b"ok"
    assert upstream.asked[0].field("Expect") is None
    assert upstream.asked[0].body == b"body"


def test_an_offered_upgrade_is_passed_over(open_door: Open, upstream: Upstream) -> None:
    """Java's client offers h2c with its first request; it is answered in HTTP/1.1, and so is the next."""
    offer = "Connection: Upgrade, HTTP2-Settings\nUpgrade: h2c\nHTTP2-Settings: AAA"
    with RawClient(open_door(upstream.url).url) as client:
        assert client.ask(f"{GET}\n{offer}").body == b"ok"
        assert client.ask(f"PUT /orders HTTP/1.1\nHost: door\n{offer}", b"tag=RUN1").body == b"ok"
        assert client.ask(GET).body == b"ok"
    assert upstream.asked[1].body == b"tag=RUN1"
    assert upstream.asked[0].field("Upgrade") is None


def test_an_old_client_may_keep_its_connection(open_door: Open, upstream: Upstream) -> None:
    """HTTP/1.0 closes after an answer unless the client asks otherwise, and then it is told."""
    with RawClient(open_door(upstream.url).url) as client:
        kept = client.ask("GET / HTTP/1.0\nConnection: keep-alive")
        last = client.ask("GET / HTTP/1.0")
        assert client.until_closed() == b""
    assert kept.headers.get("Connection") == "keep-alive"
    assert last.headers.get("Connection") == "close"


@pytest.mark.parametrize("target", ["http://{own}/orders", "{upstream}/orders", "http://{own}?a=1"])
def test_a_target_in_absolute_form_is_understood(open_door: Open, upstream: Upstream, target: str) -> None:
    """A client that takes the door for a proxy to the upstream is served (RFC 9112, 3.2.2)."""
    door = open_door(upstream.url)
    absolute = target.format(own=door.url.removeprefix("http://"), upstream=upstream.url)
    with RawClient(door.url) as client:
        assert client.ask(f"GET {absolute} HTTP/1.1\nHost: door").status == 200
    path = "/?a=1" if "?" in target else "/orders"
    assert upstream.asked[0].first_line == f"GET {path} HTTP/1.1".encode()


@pytest.mark.parametrize("target", ["http://payroll.example/orders", "http://127.0.0.1.evil/", "a:443"])
def test_a_target_elsewhere_is_refused(open_door: Open, upstream: Upstream, target: str) -> None:
    """The door leads to its upstream and nowhere else."""
    door = open_door(upstream.url)
    method = "CONNECT" if target == "a:443" else "GET"
    with RawClient(door.url) as client:
        assert client.ask(f"{method} {target} HTTP/1.1\nHost: door", method="GET").status == 421
    assert (door.counts.received, door.counts.refused) == (1, 1)
    assert upstream.asked == []


def test_a_block_is_an_answer_and_never_a_reset(open_door: Open, upstream: Upstream) -> None:
    """What the guard keeps is answered 403 with the rule's name, and the connection goes on."""
    door = open_door(upstream.url, mode=Mode.READ_ONLY)
    with RawClient(door.url) as client:
        blocked = client.ask("PUT /orders HTTP/1.1\nHost: door", b"tag=RUN1")
        passed = client.ask(GET)
    assert blocked.status == 403
    assert blocked.headers.get("X-Harness-Blocked") == "guard.mode"
    assert json.loads(blocked.body)["detail"].startswith("the mode read-only permits no operation")
    assert blocked.headers.get("X-Harness-Exchange") == "x000001"
    assert passed.status == 200
    assert len(upstream.asked) == 1


def test_a_defect_of_ours_is_answered_and_told(
    open_door: Open, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What breaks in the door itself is answered 500 and noted; the door goes on."""
    door = open_door(upstream.url)
    with RawClient(door.url) as client:
        with monkeypatch.context() as broken:
            broken.setattr(door.core, "admit", lambda _asked: 1 // 0)
            assert client.ask(GET).status == 500
        assert client.ask(GET).status == 200
    assert len(door.core.defects) == 1
    assert "ZeroDivisionError" in door.core.defects[0]
