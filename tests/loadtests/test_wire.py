"""What the load generator's client puts on the wire, counted by servers that misbehave.

The client runs in a process of its own: gevent has no place beside asyncio and Schemathesis.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from harness.resources import resource

Behaviour = Callable[[socket.socket, bytes], None]

OURS = """
import json, sys
sys.path.insert(0, sys.argv[2])
from generator.wire import Wire
from harness.exchange import Headers, Request
from harness.target import Tls
method, target, count = sys.argv[3], sys.argv[4], int(sys.argv[5])
wire, seen = Wire(sys.argv[1], Tls(), connections=10, timeout=10), []
for _ in range(count):
    try:
        headers = Headers.of([("X-A", "1"), ("X-A", "2"), ("Content-Type", "text/plain")])
        answer = wire.send(Request(method, target, headers, b"//JOB"))
        seen.append([answer.status, answer.headers.fields, answer.body.decode()])
    except OSError as problem:
        seen.append(str(problem))
print(json.dumps(seen))
"""
LOCUSTS = """
import json, sys
from locust import FastHttpUser
from locust.env import Environment
sys.path.insert(0, sys.argv[2])
import generator.wire
class Someone(FastHttpUser):
    host = sys.argv[1]
answer = Someone(Environment()).client.request(sys.argv[3], sys.argv[4], data="//JOB", catch_response=False)
print(json.dumps([answer.status_code]))
"""


@contextmanager
def server(behaviour: Behaviour) -> Iterator[tuple[str, list[bytes]]]:
    """Serve on loopback; give the address and the requests read so far, one entry a request."""
    requests: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=converse, args=(connection,), daemon=True).start()

    def converse(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while request := read_request(connection):
                requests.append(request)
                behaviour(connection, request)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", requests
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def read_request(connection: socket.socket) -> bytes:
    """Read one request with the five-byte body that the clients here send; empty at the end."""
    data = b""
    while not (b"\r\n\r\n" in data and data.endswith(b"//JOB")):
        try:
            block = connection.recv(65536)
        except OSError:
            return b""
        if not block:
            return b""
        data += block
    return data


def client(script: str, url: str, method: str, target: str = "/jobs", count: int = 1) -> list[Any]:
    """Run a client's script in a process of its own and return what it saw."""
    arguments = [url, str(resource("loadtests")), method, target, str(count)]
    ended = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, check=False, timeout=60
    )
    assert ended.returncode == 0, ended.stderr.decode()
    answers: list[Any] = json.loads(ended.stdout)
    return answers


def hang_up(connection: socket.socket, _request: bytes) -> None:
    """Take the request and drop the connection, as a crashing server does."""
    connection.shutdown(socket.SHUT_RDWR)


def half_a_body(connection: socket.socket, _request: bytes) -> None:
    """Promise ten bytes, send five, drop the connection."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf.")
    connection.shutdown(socket.SHUT_RDWR)


def answer(connection: socket.socket, _request: bytes) -> None:
    """Answer, and keep the connection."""
    head = b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n"
    connection.sendall(head + b"ok")


def answer_and_close_quietly(connection: socket.socket, request: bytes) -> None:
    """Answer as if the connection stayed, and close it: an idle time-out between two requests."""
    # Corked, the answer and the end of the connection travel together and cannot be told apart in time.
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
    answer(connection, request)
    connection.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "GET"])
def test_a_request_whose_connection_drops_is_sent_once(method: str) -> None:
    """No method is ever repeated: what a server got twice, somebody else sent twice."""
    with server(hang_up) as (url, requests):
        (problem,) = client(OURS, url, method)
    assert "no whole answer" in problem
    assert len(requests) == 1


def test_locusts_own_client_is_tamed_as_well() -> None:
    """FastHttpUser re-sent a dropped PUT eleven times; beside our client it sends it once."""
    with server(hang_up) as (url, requests):
        assert client(LOCUSTS, url, "PUT") == [0]
    assert len(requests) == 1


def test_half_a_body_is_no_answer() -> None:
    """A body that ends early is an error, not a short answer, and is not asked for again."""
    with server(half_a_body) as (url, requests):
        (problem,) = client(OURS, url, "GET")
    assert "no whole answer" in problem
    assert len(requests) == 1


def test_a_closed_idle_connection_costs_no_request() -> None:
    """A connection that the server closed meanwhile is not used, so nothing is lost and nothing repeated."""
    with server(answer_and_close_quietly) as (url, requests):
        answers = client(OURS, url, "PUT", count=3)
    assert [seen[0] for seen in answers] == [201, 201, 201]
    assert len(requests) == 3


def test_the_request_target_arrives_byte_for_byte() -> None:
    """A raw number sign, escapes and dots stay as they are; so do repeated header fields."""
    target = "/zosmf/restjobs/jobs/A#B/JOB1/../x%2Fy?owner=*&a=%3A"
    with server(answer) as (url, requests):
        ((status, headers, body),) = client(OURS, url, "PUT", target)
    assert requests[0].split(b"\r\n")[0] == f"PUT {target} HTTP/1.1".encode()
    assert b"X-A: 1\r\nX-A: 2\r\n" in requests[0]
    assert (status, body) == (201, "ok")
    assert [pair for pair in headers if pair[0] == "Set-Cookie"] == [
        ["Set-Cookie", "a=1"],
        ["Set-Cookie", "b=2"],
    ]
