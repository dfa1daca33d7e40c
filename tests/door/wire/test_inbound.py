"""A connection from a client: answers delimited as it can read them, at the speed that it reads."""

from __future__ import annotations

import asyncio

import pytest

from harness.door.wire import ClientConnection, Fields, Limits, Received, Refusal


class Socket(asyncio.Transport):
    """A transport that keeps what is written and does as it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.closed = self.aborted = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Keep ``data``."""
        self.written += bytes(data)

    def is_closing(self) -> bool:
        """Tell whether it was closed."""
        return self.closed

    def close(self) -> None:
        """Close."""
        self.closed = True

    def abort(self) -> None:
        """Reset."""
        self.closed = self.aborted = True


class Parts:
    """Answers every request in parts, by the length given."""

    def __init__(self, status: int, length: int | None, *parts: bytes) -> None:
        self.status = status
        self.length = length
        self.parts = parts
        self.got: list[Received | Refusal] = []

    async def handle(self, received: Received | Refusal, client: ClientConnection) -> None:
        """Answer."""
        self.got.append(received)
        fields: Fields = ((b"X-A", b"1"),)
        client.start(self.status, fields, self.length)
        for part in self.parts:
            await client.write(part)
        client.end()


async def turns(count: int = 20) -> None:
    """Let the loop turn."""
    for _ in range(count):
        await asyncio.sleep(0)


async def asked(handler: Parts, request: bytes) -> Socket:
    """Return the socket after ``request`` was answered."""
    client, socket = ClientConnection(handler, Limits()), Socket()
    client.connection_made(socket)
    client.data_received(request)
    await turns()
    return socket


@pytest.mark.parametrize(
    ("request_line", "status", "length", "written"),
    [
        (b"GET / HTTP/1.1", 200, None, b"Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"),
        (b"GET / HTTP/1.1", 200, 3, b"Content-Length: 3\r\n\r\nabc"),
        (b"GET / HTTP/1.0", 200, 3, b"Content-Length: 3\r\nConnection: close\r\n\r\nabc"),
        (b"GET / HTTP/1.0", 200, None, b"Connection: close\r\n\r\nabc"),
    ],
)
def test_an_answer_is_delimited_as_its_client_can_read_it(
    request_line: bytes, status: int, length: int | None, written: bytes
) -> None:
    """By length where it is known, else in chunks, or by the end for an old client."""
    socket = asyncio.run(asked(Parts(status, length, b"ab", b"c"), request_line + b"\r\n\r\n"))
    assert socket.written == b"HTTP/1.1 200 OK\r\nX-A: 1\r\n" + written
    assert socket.closed is request_line.endswith(b"1.0")


def test_a_client_that_does_not_keep_up_is_waited_for() -> None:
    """While the client's buffer is full no further part is taken; then it goes on."""

    async def scene() -> tuple[bytes, bytes]:
        handler = Parts(200, 3, b"a", b"b", b"c")
        client, socket = ClientConnection(handler, Limits()), Socket()
        client.connection_made(socket)
        client.pause_writing()
        client.data_received(b"GET / HTTP/1.1\r\n\r\n")
        await turns()
        before = socket.written
        client.resume_writing()
        await turns()
        return before, socket.written

    before, after = asyncio.run(scene())
    assert before.endswith(b"\r\n\r\na")
    assert after.endswith(b"\r\n\r\nabc")


def test_a_client_that_leaves_is_not_waited_for() -> None:
    """When the connection is lost, the answer is still brought to its end."""

    async def scene() -> bool:
        handler = Parts(200, 3, b"a", b"b", b"c")
        client, socket = ClientConnection(handler, Limits()), Socket()
        client.connection_made(socket)
        client.pause_writing()
        client.data_received(b"GET / HTTP/1.1\r\n\r\n")
        await turns()
        socket.closed = True
        client.connection_lost(None)
        await turns()
        return client.task is None

    assert asyncio.run(scene())


def test_requests_after_the_last_one_are_not_answered() -> None:
    """A client that says ``Connection: close`` is answered once, and no later request is taken up."""
    handler = Parts(200, 0)
    request = b"GET /%d HTTP/1.1\r\n%b\r\n"
    stream = request % (1, b"") + request % (2, b"Connection: close\r\n") + request % (3, b"")
    socket = asyncio.run(asked(handler, stream))
    assert [one.target for one in handler.got if isinstance(one, Received)] == ["/1", "/2"]
    assert socket.closed


def test_a_refusal_is_the_last_of_a_connection() -> None:
    """After bytes that cannot be read, the answer says close, and the connection closes."""
    handler = Parts(400, 0)
    socket = asyncio.run(asked(handler, b"BREW / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n"))
    assert len(handler.got) == 1
    assert isinstance(handler.got[0], Refusal)
    assert b"Connection: close" in socket.written
    assert socket.closed


def test_a_client_that_sends_no_more_gets_all_its_answers() -> None:
    """After the end of what it sends, only the last answer says that the connection closes."""

    async def scene() -> Socket:
        client, socket = ClientConnection(Parts(200, 0), Limits()), Socket()
        client.connection_made(socket)
        client.data_received(b"GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n")
        client.eof_received()
        await turns()
        return socket

    socket = asyncio.run(scene())
    first, second = socket.written.split(b"HTTP/1.1 200 OK")[1:]
    assert (b"Connection: close" in first, b"Connection: close" in second) == (False, True)
    assert socket.closed


def test_nothing_follows_a_body_that_the_end_delimits() -> None:
    """An old client that asks to stay cannot, and what it has asked beside is not taken up."""
    handler = Parts(200, None, b"abc")
    request = b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
    socket = asyncio.run(asked(handler, request * 2))
    assert len(handler.got) == 1
    assert socket.written.endswith(b"Connection: close\r\n\r\nabc")
    assert socket.closed
