"""The curl line sends the same bytes again, and holds no secret."""

from __future__ import annotations

import shlex
import socket
import subprocess
import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.exchange import Direction, Exchange, Headers, Passage, Request
from harness.oracles import curl_line

BASE = "http://zosmf.example:80"


def exchange(request: Request) -> Exchange:
    """Return an exchange with this request."""
    return Exchange("e1", "zosmf", request, None, Passage.BROKEN, 0, 1, "2026-01-05T08:00:00Z", upstream=BASE)


def sent_by_curl(request: Request) -> bytes:
    """Run the line in a shell against a socket, and return what arrives there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(10)
        line = curl_line(exchange(request), f"http://127.0.0.1:{server.getsockname()[1]}")
        environment = {"HARNESS_USER": "me", "HARNESS_PASSWORD": "pa ss", "PATH": "/usr/bin:/bin"}
        taken: list[bytes] = []

        def take() -> None:
            connection, _ = server.accept()
            with connection:
                connection.settimeout(10)
                taken.append(read_request(connection))
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        thread = threading.Thread(target=take)
        thread.start()
        done = subprocess.run(  # noqa: S602 - a line for a shell is tested in a shell
            line, shell=True, env=environment, check=False, capture_output=True, timeout=20
        )
        thread.join()
    assert done.returncode == 0, done.stderr
    return taken[0]


def read_request(connection: socket.socket) -> bytes:
    """Return a request, its body by its Content-Length."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    "target",
    [
        "/zosmf/restjobs/jobs?owner=*&prefix=A%20B",
        "/zosmf/restjobs/jobs/A#B/JOB00001",
        "/zosmf/restjobs/jobs/../x/./y",
        "/zosmf/restjobs/jobs/J0000123SY1.....E1A2B3C4.......%3A/files",
        "/jobs/{a}[1-3]/it's?x=$HOME`id`",
        '/jobs/A%2FB/\\"',
    ],
)
def test_a_raw_target_arrives_as_it_was(target: str) -> None:
    """Neither curl nor the shell may read anything into a target."""
    got = sent_by_curl(Request("GET", target))
    assert got.split(b"\r\n")[0] == f"GET {target} HTTP/1.1".encode()


@pytest.mark.parametrize(
    "body",
    [
        b"//A JOB (ACCT),'IT''S'\n//S EXEC PGM=X\n",
        b"@/etc/passwd",
        b"a\\nb\\c\t%s\r\n",
        bytes(range(256)),
        "ä\n".encode(),
    ],
)
def test_a_body_arrives_as_it_was(body: bytes) -> None:
    """Text, bytes and what looks like a file name are sent byte for byte."""
    request = Request("PUT", "/zosmf/restjobs/jobs", Headers((("Content-Type", "text/plain"),)), body)
    got = sent_by_curl(request)
    assert got.startswith(b"PUT ")
    assert got.endswith(b"\r\n\r\n" + body)


def test_a_line_is_one_line() -> None:
    """JCL of many records stays one command to copy."""
    request = Request("PUT", "/x", Headers(), b"//A JOB\n//B EXEC\n")
    assert "\n" not in curl_line(exchange(request))


def test_credentials_are_left_to_the_shell() -> None:
    """Whatever the request carried, the line carries the reader's own credentials."""
    headers = Headers((("Authorization", "redacted:1"), ("X-CSRF-ZOSMF-HEADER", ""), ("X-Empty", "")))
    request = Request("GET", "/zosmf/restjobs/jobs", headers)
    line = curl_line(exchange(request))
    assert "redacted" not in line
    assert '-u "$HARNESS_USER:$HARNESS_PASSWORD"' in line
    got = sent_by_curl(request)
    assert b"Authorization: Basic bWU6cGEgc3M=" in got
    assert b"X-CSRF-ZOSMF-HEADER:\r\n" in got.replace(b": \r\n", b":\r\n")


def test_without_credentials_there_is_no_user() -> None:
    """A request that carried none is sent again without any."""
    assert "-u" not in shlex.split(curl_line(exchange(Request("GET", "/x"))))


def test_secrets_under_other_names_and_our_own_headers_stay_away() -> None:
    """What was redacted cannot be sent; what the door reads is not for the target."""
    headers = Headers((("X-IBM-Target-System-Password", "redacted:2"), ("X-Harness-Session", "primary")))
    line = curl_line(exchange(Request("GET", "/x", headers)))
    assert "redacted" not in line
    assert "Harness" not in line


def test_a_body_without_a_media_type_gets_none_from_curl() -> None:
    """Curl's own guess at a media type would make it another request."""
    assert b"Content-Type" not in sent_by_curl(Request("PUT", "/x", Headers(), b"{}"))


def test_a_base_address_may_have_a_path_and_may_be_unknown() -> None:
    """The path of a gateway comes first; without any address the reader fills it in."""
    request = Request("GET", "/zosmf/info")
    assert curl_line(exchange(request), "https://gw:7554/ibmzosmf/api/v1/").endswith(
        "https://gw:7554/ibmzosmf/api/v1/zosmf/info"
    )
    unknown = replace(exchange(request), upstream="")
    assert curl_line(unknown).endswith('"$HARNESS_URL"/zosmf/info')


def test_what_cannot_be_sent_again_has_no_line() -> None:
    """A notification came to us, and a refused request was no HTTP."""
    known = exchange(Request("POST", "/x"))
    assert curl_line(replace(known, direction=Direction.INBOUND)) == ""
    assert curl_line(replace(known, passage=Passage.REFUSED)) == ""


@settings(max_examples=200, deadline=None, database=None)
@given(
    target=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1).map("/".__add__),
    value=st.text(st.characters(min_codepoint=32, max_codepoint=126)).map(str.strip),
)
def test_the_shell_sees_one_word_for_each_part(target: str, value: str) -> None:
    """No character of a target or header reaches the shell as anything but itself."""
    line = curl_line(exchange(Request("GET", target, Headers((("X-Value", value),)))))
    words = shlex.split(line)
    assert target in words or f"{BASE}{target}" in words
    assert (
        f"X-Value: {value}" in words
        or f"X-Value{';' if not value else ''}" in words
        or value.startswith("redacted:")
    )
