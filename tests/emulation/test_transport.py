from __future__ import annotations

import re
import socket
from collections.abc import Callable
from contextlib import closing
from email.utils import parsedate_to_datetime

import pytest

from harness.emulation import Answer, EmulatorSettings
from harness.emulation.faults import parse_faults
from harness.emulation.transport import origin_form
from harness.exchange import Headers, Response
from tests.emulation.conftest import Running


def _talk(running: Running, sent: bytes) -> bytes:
    """Send bytes as they are; return all that comes back until the server closes."""
    with closing(socket.create_connection(running.address, timeout=5)) as connection:
        connection.sendall(sent)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
        return b"".join(parts)


def _get(target: str, *headers: bytes) -> bytes:
    lines = [f"GET {target} HTTP/1.1".encode(), b"Connection: close", *(headers or (b"Host: h",))]
    return b"\r\n".join(lines) + b"\r\n\r\n"


@pytest.mark.parametrize(
    "target", ["/jobs/A#1/JOB00001", "/a%2Fb%23c%3A", "/?x=%zz&y=#", "/a//b/../c", "/%00", "/a?b?c"]
)
def test_a_target_arrives_as_it_was_sent(running: Running, target: str) -> None:
    """Neither a raw number sign nor a percent escape is touched on the way to the application."""
    answer = _talk(running, _get(target))
    assert answer.partition(b"\r\n\r\n")[2] == f"http://h GET {target} ".encode()


def test_the_absolute_form_is_read_as_the_origin_form() -> None:
    """A target with scheme and host means the same as without (RFC 9112, 3.2.2)."""
    assert origin_form("http://h:1/a?b") == "/a?b"
    assert origin_form("HTTPS://h") == "/"
    assert origin_form("http://h?x=1") == "?x=1"
    assert origin_form("/http://h/a") == "/http://h/a"


def test_old_clients_are_served(running: Running) -> None:
    """HTTP/1.0 without a Host header gets an answer that names the listener's own address."""
    answer = _talk(running, b"GET /a HTTP/1.0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.0 200 ")
    assert answer.endswith(f"{running.url} GET /a ".encode())


def test_a_long_token_is_taken(running: Running) -> None:
    """A session id may be a JSON web token of more than ten thousand characters."""
    answer = _talk(running, _get("/a", b"Host: h", b"Session: " + b"x" * 20_000))
    assert answer.startswith(b"HTTP/1.1 200 ")


def test_a_long_query_is_the_vendors_to_judge(running: Running) -> None:
    """A list of ids in an address may be long: no server in between refuses it in words of its own."""
    answer = _talk(running, _get("/a?id=" + "7" * 20_000, b"Host: h"))
    assert answer.startswith(b"HTTP/1.1 200 ")


def test_a_hostile_host_header_is_not_repeated(running: Running) -> None:
    """What is no host and port is replaced by the listener's own address."""
    answer = _talk(running, _get("/a", b'Host: "<x>'))
    assert running.url.encode() in answer


def test_a_client_that_waits_is_told_to_go_on(running: Running) -> None:
    """Expect: 100-continue is answered before the body is read."""
    with closing(socket.create_connection(running.address, timeout=5)) as connection:
        connection.sendall(b"PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
        assert connection.recv(65536) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"body")
        assert connection.recv(65536).endswith(b"PUT /a body")


def test_requests_on_one_connection_are_answered_in_order(running: Running) -> None:
    """Pipelined requests get their answers one after the other."""
    sent = b"".join(f"GET /{n} HTTP/1.1\r\nHost: h\r\n\r\n".encode() for n in range(19))
    answer = _talk(running, sent + _get("/19"))
    positions = [answer.find(f"GET /{n} ".encode()) for n in range(20)]
    assert -1 not in positions
    assert positions == sorted(positions)


@pytest.mark.parametrize(
    "sent",
    [
        b"PUT /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /a\x00b HTTP/1.1\r\nHost: h\r\n\r\n",
        b"\x16\x03\x01\x00\xa5",
    ],
)
def test_what_is_no_http_is_a_bad_request(running: Running, sent: bytes) -> None:
    """A request that cannot be read is refused with 400 and reaches no application."""
    assert b" 400 " in _talk(running, sent).partition(b"\r\n")[0]
    assert running.emulator.counts.requests == 0


def test_bytes_that_are_no_text_do_no_harm(running: Running) -> None:
    """Header values that are not UTF-8 reach the application as text that can be written again."""
    answer = _talk(running, _get("/a", b"Host: h", b"X-Odd: \xff\xfe"))
    assert b" 200 " in answer.partition(b"\r\n")[0]


def test_the_same_requests_get_the_same_bytes(start: Callable[[EmulatorSettings], Running]) -> None:
    """Under a logical clock an answer is the same in every run, its date included."""
    sent = b"GET /a HTTP/1.1\r\nHost: h\r\n\r\n" + _get("/a")
    first, second = (_talk(start(EmulatorSettings(clock="logical")), sent) for _ in range(2))
    assert first == second
    assert b"Date: Mon, 05 Jan 2026 08:00:00 GMT" in first


def answering(running: Running, monkeypatch: pytest.MonkeyPatch, *fields: tuple[str, str]) -> None:
    """Let the application answer with ``fields``."""
    answer = Answer(Response(200, Headers(fields), b"body"))
    monkeypatch.setattr(running.emulator.application, "answer", lambda _call: answer)


def test_an_answer_goes_out_in_chunks_where_the_vendor_does_so(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its length is not told then; a client that knows no chunks gets it whole."""
    answering(running, monkeypatch, ("Transfer-Encoding", "chunked"))
    head, _, body = _talk(running, _get("/a")).partition(b"\r\n\r\n")
    assert b"Transfer-Encoding: chunked" in head
    assert b"Content-Length" not in head
    assert body == b"4\r\nbody\r\n0\r\n\r\n"
    assert _talk(running, b"GET /a HTTP/1.0\r\n\r\n").endswith(b"\r\n\r\nbody")


def test_a_vendor_says_itself_what_server_it_is(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name goes out once, and ours not at all."""
    answering(running, monkeypatch, ("Server", "vendor/1.0"))
    head = _talk(running, _get("/a")).partition(b"\r\n\r\n")[0]
    assert [line for line in head.split(b"\r\n") if line.startswith(b"Server")] == [b"Server: vendor/1.0"]


def test_half_a_body_breaks_off(running: Running) -> None:
    """The head promises the whole body, a part of it comes, and the connection ends."""
    running.emulator.play(parse_faults([{"fault": {"kind": "half-body", "part": 0.5}}]))
    head, _, body = _talk(running, _get("/abcdef")).partition(b"\r\n\r\n")
    whole = b"http://h GET /abcdef "
    assert f"Content-Length: {len(whole)}".encode() in head
    assert body == whole[: len(whole) // 2]


def test_a_reset_is_a_reset(running: Running) -> None:
    """A reset reaches the client as one: no byte of an answer, an error instead of an end."""
    running.emulator.play(parse_faults([{"fault": {"kind": "reset"}}]))
    with pytest.raises(ConnectionResetError):
        _talk(running, _get("/a"))


def test_a_delayed_answer_arrives_whole(running: Running) -> None:
    """A delay changes when an answer comes, not what it is."""
    running.emulator.play(parse_faults([{"fault": {"kind": "delay", "seconds": 0.05}}]))
    assert _talk(running, _get("/a")).endswith(b"http://h GET /a ")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_dripping_answer_comes_in_parts(running: Running, method: str) -> None:
    """The body is whole at last, and comes a part at a time; what has no body has nothing to drip."""
    running.emulator.play(parse_faults([{"fault": {"kind": "slow-drip", "seconds": 0.2}}]))
    host, port = running.address
    with socket.create_connection((host, port), timeout=10) as connection:
        connection.sendall(_get("/abcdef").replace(b"GET", method.encode(), 1))
        parts = list(iter(lambda: connection.recv(65536), b""))
    body = b"".join(parts).partition(b"\r\n\r\n")[2]
    assert body == (b"http://h GET /abcdef " if method == "GET" else b"")
    assert (len(parts) > 5) is (method == "GET")


def test_a_defect_of_ours_is_said_aloud(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An application that raises gives 500 and a traceback in the log, whereas bad HTTP logs nothing."""
    _talk(running, b"nonsense\r\n\r\n")
    assert caplog.text == ""
    monkeypatch.setattr(running.emulator.application, "answer", None)
    assert b" 500 " in _talk(running, _get("/broken")).partition(b"\r\n")[0]
    assert "GET /broken" in caplog.text


def test_the_date_is_the_emulators_own(start: Callable[[EmulatorSettings], Running]) -> None:
    """It moves with the emulator's clock, to the second, also where that is the real one."""
    running = start(EmulatorSettings(clock="real"))
    clock = running.emulator.clock
    clock.advance(86_400)
    before, answer, after = clock.wall(clock.now()), _talk(running, _get("/a")), clock.wall(clock.now())
    said = re.search(rb"Date: (.*)\r\n", answer)
    assert said is not None
    told = parsedate_to_datetime(said[1].decode())
    assert before.replace(microsecond=0) <= told <= after
