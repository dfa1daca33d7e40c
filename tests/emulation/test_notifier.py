from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from queue import Queue

import pytest

from harness.emulation import Notice
from harness.emulation.notifier import Unsent, is_loopback
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


def _deliver(running: Running, urls: list[str]) -> None:
    """Let these addresses be told, and wait until it is known what came of it."""
    assert isinstance(running.emulator.application, Echo)
    heard: Queue[int] = Queue()
    notices = [Notice(0, url, b"", told=lambda status, _: heard.put(status)) for url in urls]
    running.emulator.application.due = notices
    assert [heard.get(timeout=5) for _ in urls] == [0] * len(urls)


def test_an_address_that_is_not_told_is_named_once(
    running: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """However many notices there are for it; another address is named too."""
    _deliver(running, [f"http://192.0.2.1/{n}" for n in range(50)] + ["http://192.0.2.2:80/"])
    assert sorted(record.getMessage() for record in caplog.records) == [
        "a notice to 192.0.2.1 is not sent: the address is not loopback",
        "a notice to 192.0.2.2:80 is not sent: the address is not loopback",
    ]


def test_a_great_many_addresses_are_not_all_named(running: Running, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever invents an address for each request does not fill the log."""
    _deliver(running, [f"http://192.0.2.1:{n}/" for n in range(1, 500)])
    assert len(caplog.records) == 21
    assert caplog.records[-1].getMessage() == "notices to further addresses are not delivered either"


def test_in_the_end_it_is_said_how_often(caplog: pytest.LogCaptureFixture) -> None:
    """Of what came more than once."""
    unsent = Unsent()
    for url in ("http://192.0.2.1/a", "http://192.0.2.1/b", "nonsense"):
        unsent.note(url, "is lost")
    caplog.clear()
    unsent.sum_up()
    assert [record.getMessage() for record in caplog.records] == ["a notice to 192.0.2.1 is lost (2 times)"]


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
