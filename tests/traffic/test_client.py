from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.exchange import Headers, Request, Sender
from harness.traffic.client import DoorClient

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"


@dataclass
class Wire:
    """A server that keeps the bytes of each request and answers with the next of ``answers``.

    An answer of None closes the connection without a byte; an answer that ends with ``CLOSE`` closes
    it after its bytes.
    """

    answers: list[bytes | None] = field(default_factory=list)
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self.hung_up = threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.thread = threading.Thread(target=self._accept, daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Stop accepting, and wait until the last connection is done."""
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()

    def _accept(self) -> None:
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            with closing(peer), closing(peer.makefile("rb")) as stream:
                while self._serve(peer, stream.readline, stream.read):
                    pass
            self.hung_up.set()

    def _serve(self, peer: socket.socket, line: Callable[[], bytes], read: Callable[[int], bytes]) -> bool:
        head = b""
        while (piece := line()) not in (b"", b"\r\n"):
            head += piece
        if not head:
            return False
        length = next(
            (int(row.split(b":")[1]) for row in head.splitlines() if row.startswith(b"Content-Length")), 0
        )
        self.requests.append(head + b"\r\n" + read(length))
        answer = self.answers.pop(0) if self.answers else OK
        if answer is None:
            return False
        peer.sendall(answer.removesuffix(b"CLOSE"))
        return not answer.endswith(b"CLOSE")


@pytest.fixture
def wire() -> Iterator[Wire]:
    """Give a server that shows what is really sent."""
    server = Wire()
    yield server
    server.close()


def _targets() -> st.SearchStrategy[str]:
    visible = st.characters(min_codepoint=0x21, max_codepoint=0x7E)
    return st.text(visible, max_size=40).map(lambda text: f"/{text}")


def test_the_target_arrives_byte_for_byte() -> None:
    """Every visible ASCII target arrives as written: raw ``#``, dot segments, doubled slashes and all."""
    server = Wire()
    with DoorClient(server.url) as client:

        @settings(max_examples=60, deadline=None, database=None)
        @given(_targets())
        def check(target: str) -> None:
            client.ask(Request("GET", target))
            assert server.requests[-1].startswith(f"GET {target} HTTP/1.1\r\n".encode())

        check()
    server.close()


def test_headers_keep_their_spelling_order_and_bytes(wire: Wire) -> None:
    """Header fields arrive in order and spelling, repeated ones too, with Latin-1 values."""
    headers = Headers.of([("X-b", "1"), ("x-A", "é"), ("X-b", "2")])
    with DoorClient(wire.url) as client:
        client.ask(Request("GET", "/", headers))
    assert b"\r\nX-b: 1\r\nx-A: \xe9\r\nX-b: 2\r\n" in wire.requests[0]


def test_the_door_learns_who_asks_and_for_whom(wire: Wire) -> None:
    """The sender and the session travel as control headers, which a request cannot forge."""
    with DoorClient(wire.url, Sender("scenario", "7"), session="other") as client:
        client.ask(Request("GET", "/", Headers.of(X_Harness_Session="primary")))
        client.ask(Request("GET", "/"), Sender("documented", "a"), "none")
    assert b"X-Harness-Sender: scenario/7\r\nX-Harness-Session: other\r\n" in wire.requests[0]
    assert b"primary" not in wire.requests[0]
    assert b"X-Harness-Sender: documented/a\r\nX-Harness-Session: none\r\n" in wire.requests[1]


def test_without_a_session_none_is_named(wire: Wire) -> None:
    """A client with no session of ours names none, so that its own credentials pass."""
    with DoorClient(wire.url, session=None) as client:
        client.ask(Request("GET", "/", Headers.of(Authorization="Basic b3du")))
    assert b"X-Harness-Session" not in wire.requests[0]
    assert b"Authorization: Basic b3du" in wire.requests[0]


@pytest.mark.parametrize(("method", "stated"), [("PUT", True), ("POST", True), ("GET", False)])
def test_an_empty_body_states_its_length_where_one_is_expected(wire: Wire, method: str, stated: bool) -> None:
    """An empty body has ``Content-Length: 0`` for methods that carry a body, and none for the others."""
    with DoorClient(wire.url) as client:
        client.ask(Request(method, "/"))
    assert (b"Content-Length: 0" in wire.requests[0]) is stated


def test_the_body_is_sent_as_it_is(wire: Wire) -> None:
    """Body bytes go out unchanged under their own length, whatever length the request claimed."""
    body = bytes(range(256))
    with DoorClient(wire.url) as client:
        client.ask(Request("PUT", "/", Headers.of(Content_Length="3"), body))
    assert wire.requests[0].endswith(b"\r\n\r\n" + body)
    assert wire.requests[0].count(b"Content-Length") == 1


def test_a_body_may_name_the_receiver_without_knowing_where_it_is(wire: Wire) -> None:
    """A documented request that hands over an address hands over that of the door's own receiver."""
    with DoorClient(wire.url, receiver="http://127.0.0.1:9/callback") as client:
        client.ask(Request("POST", "/", body=b'{"url":"{receiver}/t1"}'))
    with DoorClient(wire.url) as client:
        client.ask(Request("POST", "/", body=b"{receiver}"))
    assert wire.requests[0].endswith(
        b"Content-Length: 40\r\n"
        b"X-Harness-Sender: client/\r\n"
        b'X-Harness-Session: primary\r\n\r\n{"url":"http://127.0.0.1:9/callback/t1"}'
    )
    assert wire.requests[1].endswith(b"{receiver}")


def test_so_may_a_header(wire: Wire) -> None:
    """Some vendors are told by one where to post."""
    with DoorClient(wire.url, receiver="http://127.0.0.1:9/callback") as client:
        client.ask(Request("PUT", "/", Headers((("X-Notify", "{receiver}/t1"),))))
    assert b"X-Notify: http://127.0.0.1:9/callback/t1\r\n" in wire.requests[0]


def test_what_the_door_says_of_the_exchange_is_not_part_of_the_response(wire: Wire) -> None:
    """The exchange id and the blocking rule are read from the answer and taken out of it."""
    wire.answers.append(
        b"HTTP/1.1 403 Forbidden\r\nX-Harness-Exchange: e9\r\nX-Harness-Blocked: guard.mode\r\n"
        b"Content-Length: 0\r\n\r\n"
    )
    with DoorClient(wire.url) as client:
        reply = client.ask(Request("GET", "/"))
    assert (reply.exchange, reply.blocked_by) == ("e9", "guard.mode")
    assert reply.response is not None
    assert [name for name, _ in reply.response.headers] == ["Content-Length"]


def test_one_connection_serves_many_requests(wire: Wire) -> None:
    """The connection is kept open between requests, chunked answers included."""
    wire.answers.append(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
    with DoorClient(wire.url) as client:
        first, second = client.send(Request("GET", "/1")), client.send(Request("GET", "/2"))
    assert (first and first.body, second and second.body) == (b"abc", b"hi")
    assert wire.connections == 1


@pytest.mark.parametrize(
    "answer", [None, b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalfCLOSE", b"noise\r\nCLOSE"]
)
def test_a_broken_answer_is_no_response(wire: Wire, answer: bytes | None) -> None:
    """A reset, half a body or something that is not HTTP gives None, and the next request works."""
    wire.answers.append(answer)
    with DoorClient(wire.url) as client:
        assert client.send(Request("PUT", "/1")) is None
        assert client.send(Request("PUT", "/2")) is not None


@pytest.mark.parametrize(("method", "times"), [("PUT", 1), ("DELETE", 1), ("POST", 1), ("GET", 2)])
def test_only_reads_are_ever_sent_twice(wire: Wire, method: str, times: int) -> None:
    """When a kept connection drops, a read is asked once more; anything else went out exactly once."""
    wire.answers.extend([OK, None, OK])
    with DoorClient(wire.url) as client:
        client.ask(Request("GET", "/first"))
        client.ask(Request(method, "/second"))
    assert sum(b"/second" in request for request in wire.requests) == times


def test_a_connection_closed_meanwhile_is_replaced_before_sending(wire: Wire) -> None:
    """A PUT after the server closed an idle connection goes out once, on a fresh connection."""
    wire.answers.append(OK + b"CLOSE")
    with DoorClient(wire.url) as client:
        client.ask(Request("GET", "/first"))
        assert wire.hung_up.wait(10)
        assert client.send(Request("PUT", "/second")) is not None
    assert [request.split(b" ")[1] for request in wire.requests] == [b"/first", b"/second"]


def test_nobody_listening_is_no_response() -> None:
    """An address at which nothing listens gives None."""
    server = Wire()
    server.close()
    with DoorClient(server.url) as client:
        assert client.send(Request("GET", "/")) is None


@pytest.mark.parametrize(
    "request_",
    [
        Request("GET", "/a b"),
        Request("GET", "/a\n"),
        Request("GET", "/", Headers.of(X="a\r\nY: b")),
        Request("GET", "/", Headers.of([("X\nY", "a")])),
        Request("GET", "/", Headers.of(X="\u0416")),
    ],
)
def test_what_http_cannot_carry_is_refused_before_sending(wire: Wire, request_: Request) -> None:
    """A blank in the target or a line break in a header raises ValueError and nothing is sent."""
    with DoorClient(wire.url) as client, pytest.raises(ValueError, match="cannot carry"):
        client.ask(request_)
    with DoorClient(wire.url) as client:
        client.ask(Request("GET", "/fine"))
    assert [row.split(b" ")[1] for row in wire.requests] == [b"/fine"]


def test_a_base_path_precedes_every_target(wire: Wire) -> None:
    """A door mounted below a base path gets it before each target."""
    with DoorClient(f"{wire.url}/base/") as client:
        client.ask(Request("GET", "/jobs"))
    assert wire.requests[0].startswith(b"GET /base/jobs HTTP/1.1")


def test_only_plain_http_doors(wire: Wire) -> None:
    """A door's address is plain HTTP; anything else is refused at once."""
    with pytest.raises(ValueError, match="plain HTTP"):
        DoorClient(wire.url.replace("http", "https"))
