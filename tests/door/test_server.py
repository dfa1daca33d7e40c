"""The door as a server: its life, its listeners, TLS on both sides, proxies on the way out."""

from __future__ import annotations

import http.client
import threading
from pathlib import Path
from threading import Event

import pytest

from harness.door import DoorOptions, DoorServer
from harness.exchange import Passage
from harness.ledger import EntryState, read_ledger
from harness.record import read_exchanges
from tests.door.client import RawClient, get
from tests.door.conftest import Build, Open
from tests.door.upstream import OK, Asked, Upstream, Wire

GET = "GET /orders HTTP/1.1\nHost: door"


def test_a_door_is_open_from_start_to_stop(build: Build, upstream: Upstream) -> None:
    """After ``start`` it serves, after ``stop`` nobody listens, and stopping twice does nothing."""
    door = DoorServer(build(upstream.url), DoorOptions(environment={}))
    with pytest.raises(RuntimeError, match="not open"):
        _ = door.url
    door.start()
    url = door.url
    assert get(url) == 200
    door.stop()
    door.stop()
    with pytest.raises(ConnectionRefusedError):
        get(url)


def test_a_door_leaves_no_thread_and_no_connection(build: Build, upstream: Upstream) -> None:
    """Closing ends the door's thread, and callers that keep a connection see it closed."""
    door = DoorServer(build(upstream.url), DoorOptions(environment={}))
    door.start()
    with RawClient(door.url) as client:
        client.ask(GET)
        door.stop()
        with pytest.raises((OSError, http.client.HTTPException)):
            client.ask(GET)
    assert not [thread for thread in threading.enumerate() if thread.name == "door-shop"]


def test_a_request_under_way_is_ended_before_the_door_closes(
    build: Build, upstream: Upstream, tmp_path: Path
) -> None:
    """What has been forwarded is awaited and recorded when the door is told to close."""
    arrived, go_on = Event(), Event()

    def script(_asked: Asked, wire: Wire) -> None:
        arrived.set()
        assert go_on.wait(10)
        wire.send(OK)

    upstream.script = script
    door = DoorServer(build(upstream.url), DoorOptions(environment={}))
    door.start()
    with RawClient(door.url) as client:
        client.send(b"GET /orders HTTP/1.1\r\nHost: door\r\n\r\n")
        assert arrived.wait(10)
        stopping = threading.Thread(target=door.stop)
        stopping.start()
        go_on.set()
        stopping.join(10)
    assert [exchange.passage for exchange in read_exchanges(tmp_path / "run")] == [Passage.ANSWERED]


def test_a_request_that_does_not_end_is_recorded_when_the_door_closes(
    build: Build, upstream: Upstream, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A door does not wait for ever, and what it gave up is in the record and uncertain in the ledger."""
    monkeypatch.setattr("harness.door.entrance._GRACE", 0.05)
    arrived = Event()
    upstream.script = lambda _asked, _wire: arrived.set()
    door = DoorServer(build(upstream.url), DoorOptions(environment={}))
    door.start()
    with RawClient(door.url) as client:
        client.send(b"PUT /orders HTTP/1.1\r\nHost: door\r\nContent-Length: 8\r\n\r\ntag=RUN1")
        assert arrived.wait(10)
        door.stop()
    (exchange,) = read_exchanges(tmp_path / "run")
    assert (exchange.passage, exchange.error) == (Passage.BROKEN, "the door was closed meanwhile")
    assert [entry.state for entry in read_ledger(tmp_path / "run").left()] == [EntryState.UNCERTAIN]


def test_a_client_that_leaves_does_not_hide_what_its_request_did(
    open_door: Open, upstream: Upstream, tmp_path: Path
) -> None:
    """When a client goes away, its request is seen through to the answer and recorded."""
    arrived, gone = Event(), Event()

    def script(_asked: Asked, wire: Wire) -> None:
        arrived.set()
        assert gone.wait(10)
        wire.send(b'HTTP/1.1 201 X\r\nContent-Length: 16\r\n\r\n{"order":"4711"}')

    upstream.script = script
    door = open_door(upstream.url)
    with RawClient(door.url) as client:
        client.send(b"PUT /orders HTTP/1.1\r\nHost: door\r\nContent-Length: 8\r\n\r\ntag=RUN1")
        assert arrived.wait(10)
    gone.set()
    door.stop()
    (exchange,) = read_exchanges(tmp_path / "run")
    assert exchange.passage is Passage.ANSWERED
    assert door.core.ledger.view.owns("4711")
