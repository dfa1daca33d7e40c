"""A request is written once. What may be written twice is told, and everything else never is."""

from __future__ import annotations

import http.client
import itertools
from pathlib import Path
from threading import Event

import pytest

from harness.door import DoorOptions
from harness.exchange import Passage
from tests.door.client import RawClient
from tests.door.conftest import Open
from tests.door.passage import recorded
from tests.door.upstream import OK, Asked, Script, Upstream, Wire, always

GET = "GET /orders HTTP/1.1\nHost: door"
PUT = "PUT /orders HTTP/1.1\nHost: door"
BROKEN = (OSError, http.client.HTTPException)


def answers_once_a_connection() -> Script:
    """Return a script that answers a connection's first request and resets at its second."""
    served: set[int] = set()

    def script(asked: Asked, wire: Wire) -> None:
        if asked.connection in served:
            wire.reset()
        else:
            served.add(asked.connection)
            wire.send(OK)

    return script


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH", "OPTIONS"])
def test_what_changes_something_is_never_written_twice(
    open_door: Open, upstream: Upstream, tmp_path: Path, method: str
) -> None:
    """When a kept connection breaks under a request that is no GET or HEAD, it is broken off."""
    upstream.script = answers_once_a_connection()
    with RawClient(open_door(upstream.url).url) as client:
        client.ask(GET)
        with pytest.raises(BROKEN):
            client.ask(f"{method} /orders HTTP/1.1\nHost: door", b"tag=RUN1")
    assert [asked.first_line.split(b" ")[0].decode() for asked in upstream.asked] == ["GET", method]
    assert [exchange.passage for exchange in recorded(tmp_path)] == [Passage.ANSWERED, Passage.BROKEN]
    assert recorded(tmp_path)[1].sends == 1


def test_a_get_on_a_stale_connection_is_written_again_and_told(
    open_door: Open, upstream: Upstream, tmp_path: Path
) -> None:
    """A GET whose kept connection broke before any answer goes out once more, and counts two sends."""
    upstream.script = answers_once_a_connection()
    with RawClient(open_door(upstream.url).url) as client:
        client.ask(GET)
        assert client.ask(GET).body == b"ok"
    assert len(upstream.asked) == 3
    assert [exchange.sends for exchange in recorded(tmp_path)] == [1, 2]
    again = recorded(tmp_path)[1]
    assert again.begun_ns < again.ended_ns


def test_a_get_is_not_written_a_third_time(open_door: Open, upstream: Upstream, tmp_path: Path) -> None:
    """When the fresh connection breaks too, the request is broken off."""
    with RawClient(open_door(upstream.url).url) as client:
        client.ask(GET)
        upstream.script = lambda _asked, wire: wire.reset()
        with pytest.raises(BROKEN):
            client.ask(GET)
    assert len(upstream.asked) == 3
    assert (recorded(tmp_path)[1].passage, recorded(tmp_path)[1].sends) == (Passage.BROKEN, 2)


def test_a_fresh_connection_that_breaks_is_not_tried_again(
    open_door: Open, upstream: Upstream, tmp_path: Path
) -> None:
    """A target that resets at once has seen one request."""
    upstream.script = lambda _asked, wire: wire.reset()
    with RawClient(open_door(upstream.url).url) as client, pytest.raises(BROKEN):
        client.ask(GET)
    assert len(upstream.asked) == 1
    assert recorded(tmp_path)[0].sends == 1


def test_a_get_with_half_an_answer_is_not_written_again(open_door: Open, upstream: Upstream) -> None:
    """Once any of an answer came, the request was taken, and what broke is the answer."""
    turns = itertools.count()

    def script(_asked: Asked, wire: Wire) -> None:
        if next(turns) == 0:
            wire.send(OK)
        else:
            wire.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf")
            wire.reset()

    upstream.script = script
    with RawClient(open_door(upstream.url).url) as client:
        client.ask(GET)
        with pytest.raises(BROKEN):
            client.ask(GET)
    assert len(upstream.asked) == 2


def test_a_good_connection_is_used_again(open_door: Open, upstream: Upstream) -> None:
    """Requests one after another share a connection, whatever their method."""
    with RawClient(open_door(upstream.url).url) as client:
        for head in (GET, PUT, GET, PUT):
            client.ask(head)
    assert upstream.accepted == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
        b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok, and more than it said",
    ],
)
def test_a_connection_that_is_not_good_is_not_used_again(
    open_door: Open, upstream: Upstream, answer: bytes
) -> None:
    """Closed by its own words, or out of step: the next request gets a connection of its own."""
    upstream.script = always(answer)
    with RawClient(open_door(upstream.url).url) as client:
        assert [client.ask(head).body for head in (PUT, PUT, GET)] == [b"ok"] * 3
    assert upstream.accepted == 3


def test_a_connection_that_was_closed_meanwhile_is_noticed(open_door: Open, upstream: Upstream) -> None:
    """When the target closes an idle connection, a PUT afterwards goes out on a new one, once."""
    closed = Event()

    def script(asked: Asked, wire: Wire) -> None:
        wire.send(OK)
        if asked.connection == 1:
            wire.close()
            closed.set()

    upstream.script = script
    door = open_door(upstream.url)
    with RawClient(door.url) as client:
        client.ask(GET)
        assert closed.wait(10)
        # An exchange with the door on another connection lets its loop see the close.
        with RawClient(door.url) as other:
            other.ask("GET /__harness__/nothing HTTP/1.1\nHost: door")
        assert client.ask(PUT).body == b"ok"
    assert [asked.connection for asked in upstream.asked] == [1, 2]


@pytest.fixture
def impatient() -> DoorOptions:
    """Return options under which a silent target is given up soon."""
    return DoorOptions(silence_timeout=0.2, environment={})


def test_a_silent_target_is_given_up(
    open_door: Open, upstream: Upstream, tmp_path: Path, impatient: DoorOptions
) -> None:
    """An answer that does not come within the time given is broken off, and says so."""
    upstream.script = lambda _asked, _wire: None
    with RawClient(open_door(upstream.url, options=impatient).url) as client, pytest.raises(BROKEN):
        client.ask(PUT)
    (exchange,) = recorded(tmp_path)
    assert exchange.error == "no answer within 0.2 s"
    assert exchange.ended_ns - exchange.begun_ns > 0.2e9


@pytest.mark.parametrize("length", [b"Content-Length: 100\r\n", b""])
def test_an_answer_without_bounds_is_broken_off(
    open_door: Open, upstream: Upstream, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, length: bytes
) -> None:
    """An answer larger than can be kept is given up, rather than kept in part."""
    monkeypatch.setattr("harness.door.forwarding.LARGEST_ANSWER", 50)

    def script(_asked: Asked, wire: Wire) -> None:
        wire.send(b"HTTP/1.1 200 OK\r\n" + length + b"\r\n" + b"x" * 60)

    upstream.script = script
    with RawClient(open_door(upstream.url).url) as client, pytest.raises(BROKEN):
        client.ask(GET)
    (exchange,) = recorded(tmp_path)
    assert exchange.error == "the answer is larger than 50 bytes"
    assert exchange.begun_ns < exchange.ended_ns


NOT_HTTP = [
    b"SSH-2.0-OpenSSH\r\n",
    b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"y" * 300_000,
]


@pytest.fixture(params=range(len(NOT_HTTP)))
def not_http(request: pytest.FixtureRequest) -> bytes:
    """Return bytes that are no answer."""
    number: int = request.param
    return NOT_HTTP[number]


def test_what_is_no_answer_is_broken_off(
    open_door: Open, upstream: Upstream, tmp_path: Path, not_http: bytes
) -> None:
    """A target that does not speak HTTP is recorded as such, with the reason in words."""

    def script(_asked: Asked, wire: Wire) -> None:
        wire.send(not_http)

    upstream.script = script
    with RawClient(open_door(upstream.url).url) as client, pytest.raises(BROKEN):
        client.ask(GET)
    (exchange,) = recorded(tmp_path)
    assert exchange.passage is Passage.BROKEN
    assert exchange.error


def test_a_target_that_resets_is_seen_as_a_reset(open_door: Open, upstream: Upstream, tmp_path: Path) -> None:
    """A client under test sees what it would see without the door; the record says what broke."""
    upstream.script = lambda _asked, wire: wire.reset()
    with (
        RawClient(open_door(upstream.url).url) as client,
        pytest.raises((OSError, http.client.HTTPException)),
    ):
        client.ask("PUT /orders HTTP/1.1\nHost: door", b"tag=RUN1")
    (exchange,) = recorded(tmp_path)
    assert (exchange.passage, exchange.response, exchange.sends) == (Passage.BROKEN, None, 1)
    assert exchange.error


@pytest.mark.parametrize("kind", [b"text/plain", b"application/json"])
def test_half_a_body_is_never_taken_for_a_whole_one(
    open_door: Open, upstream: Upstream, tmp_path: Path, kind: bytes
) -> None:
    """A body that ends early breaks the caller's connection too, and the part is in the record."""

    def script(_asked: Asked, wire: Wire) -> None:
        wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\nContent-Length: 10\r\n\r\nhalf")
        wire.close()

    upstream.script = script
    with (
        RawClient(open_door(upstream.url).url) as client,
        pytest.raises((OSError, http.client.HTTPException)),
    ):
        client.ask(GET)
    (exchange,) = recorded(tmp_path)
    assert exchange.passage is Passage.BROKEN
    assert exchange.response is not None
    assert exchange.response.body == b"half"
    assert exchange.error == "the target closed the connection"


def test_our_own_traffic_is_told_what_broke(open_door: Open, upstream: Upstream) -> None:
    """A broken exchange of our own traffic is answered by the door, so that it can be named."""
    upstream.script = lambda _asked, wire: wire.reset()
    with RawClient(open_door(upstream.url).url) as client:
        answer = client.ask(GET + "\nX-Harness-Sender: fuzzing/3")
    assert answer.status == 502
    assert answer.headers.get("X-Harness-Broken") == "true"
    assert answer.headers.get("X-Harness-Exchange") == "x000001"


def test_a_target_that_is_not_there_is_told(open_door: Open, tmp_path: Path) -> None:
    """When no connection can be made nothing was sent, and any caller is told so."""
    with Upstream() as gone:
        url = gone.url
    door = open_door(url)
    with RawClient(door.url) as client:
        assert client.ask(GET).status == 502
    (exchange,) = recorded(tmp_path)
    assert (exchange.passage, exchange.sends) == (Passage.BROKEN, 0)
    assert "no connection" in (exchange.error or "")
    assert (door.counts.forwarded, door.counts.unsent) == (1, 1)
