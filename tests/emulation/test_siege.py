from __future__ import annotations

import http.client

import pytest

from harness.emulation.siege import Canary, RawConnection
from harness.exchange import Headers, Request
from tests.emulation.conftest import Running


def test_requests_go_out_byte_for_byte_on_one_connection(running: Running) -> None:
    """Whole, or in pieces."""
    line = RawConnection(running.url)
    asked = line.ask(Request("PUT", "/a%2F#", Headers.of(X_A="1"), b"body"))
    assert asked is not None
    assert asked.body.endswith(b"PUT /a%2F# body")
    raw = b"PUT /b HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nabcd"
    torn = line.send(raw, "PUT", pieces=7)
    assert torn is not None
    assert torn.body == b"http://x PUT /b abcd"
    line.close()


@pytest.mark.parametrize("raw", [b"GET\r\n\r\n", b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n"])
def test_what_is_no_http_gets_an_answer_or_none(running: Running, raw: bytes) -> None:
    """And the next request is served as ever."""
    line = RawConnection(running.url)
    answer = line.send(raw)
    assert answer is None or answer.status == 400
    assert line.ask(Request("GET", "/")) is not None
    line.close()


def test_a_client_that_goes_away_needs_no_answer(running: Running) -> None:
    """Its last piece never comes."""
    line = RawConnection(running.url)
    assert (
        line.send(b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nabc", "PUT", 3, last=False) is None
    )
    assert line.ask(Request("GET", "/")) is not None
    line.close()


def test_nobody_there_is_no_answer() -> None:
    """A refused connection is none."""
    assert RawConnection("http://127.0.0.1:9").ask(Request("GET", "/")) is None


def test_a_canary_counts_its_callers() -> None:
    """Each call once."""
    with Canary() as canary:
        host, _, port = canary.url.removeprefix("http://").partition(":")
        for _ in range(2):
            connection = http.client.HTTPConnection(host, int(port))
            connection.connect()
            assert connection.sock.recv(1) == b""
            connection.close()
        assert (canary.calls(), canary.calls()) == (2, 0)
