from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from queue import Queue

import pytest

from harness.emulation import Notice
from harness.emulation.notifier import is_loopback
from tests.emulation.conftest import Running
from tests.emulation.echo import Echo


class _Receiver(http.server.BaseHTTPRequestHandler):
    received: Queue[tuple[str, str | None, bytes]]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.received.put((self.path, self.headers["Content-Type"], self.rfile.read(length)))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def receiver() -> Iterator[http.server.HTTPServer]:
    """Serve a receiver of notices."""
    _Receiver.received = Queue()
    server = http.server.HTTPServer(("127.0.0.1", 0), _Receiver)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_notice_is_posted_when_it_is_due(running: Running, receiver: http.server.HTTPServer) -> None:
    """A notice goes out once its instant has come, with its media type and body."""
    assert isinstance(running.emulator.application, Echo)
    url = f"http://127.0.0.1:{receiver.server_port}/told"
    running.emulator.application.due = [Notice(2_000_000_000, url, b'{"a":1}'), Notice(0, url, b"now")]
    assert _Receiver.received.get(timeout=5) == ("/told", "application/json", b"now")
    assert _Receiver.received.empty()
    running.emulator.clock.advance(3)
    assert _Receiver.received.get(timeout=5)[2] == b'{"a":1}'


def test_a_failed_notice_stops_nothing(running: Running, receiver: http.server.HTTPServer) -> None:
    """Nobody listening, a wrong address or a foreign one: later notices still go out."""
    assert isinstance(running.emulator.application, Echo)
    url = f"http://127.0.0.1:{receiver.server_port}/told"
    wrong = ("http://127.0.0.1:1/", "http://192.0.2.1/", "nonsense", "http://[", "ftp://127.0.0.1/")
    running.emulator.application.due = [Notice(0, each, b"") for each in (*wrong, url)]
    assert _Receiver.received.get(timeout=5)[0] == "/told"


def test_the_sender_hears_what_became_of_a_notice(running: Running, receiver: http.server.HTTPServer) -> None:
    """The status tells whether it was taken; 0 that nobody answered."""
    assert isinstance(running.emulator.application, Echo)
    heard: Queue[int] = Queue()

    def told(status: int, _instant: int) -> None:
        heard.put(status)

    urls = (f"http://127.0.0.1:{receiver.server_port}/told", "http://127.0.0.1:1/", "http://192.0.2.1/")
    running.emulator.application.due = [Notice(0, url, b"", told=told) for url in urls]
    assert sorted(heard.get(timeout=5) for _ in urls) == [0, 0, 204]


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://127.0.0.1:80/a", True),
        ("https://127.9.9.9/", True),
        ("http://[::1]/", True),
        ("http://localhost:1/", True),
        ("http://192.0.2.1/", False),
        ("http://localhost.example/", False),
        ("http://127.0.0.1.example/", False),
        ("http://user@192.0.2.1/", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_only_loopback_addresses_are_told(url: str, *, loopback: bool) -> None:
    """An emulator never makes a request to another machine."""
    assert is_loopback(url) is loopback
