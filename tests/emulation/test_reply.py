from __future__ import annotations

import io
from http.client import HTTPResponse
from typing import Any

import pytest
from aiohttp import HttpVersion, HttpVersion10, HttpVersion11
from hypothesis import given
from hypothesis import strategies as st

from harness.emulation.reply import in_bytes
from harness.exchange import Headers, Response

SIGNED = (("Server", "harness"), ("Date", "Mon, 05 Jan 2026 08:00:00 GMT"))
BODILESS = [101, 204, 304]


class _Wire(io.BytesIO):
    """Bytes that a client reads as if they came from a socket, which stays open."""

    def makefile(self, *_: Any) -> _Wire:
        return self

    def close(self) -> None:
        pass


def _read(sent: bytes, method: str = "GET") -> tuple[HTTPResponse, bytes, bytes]:
    """Return an answer as a client reads it, its body, and what is left on the connection."""
    wire = _Wire(sent)
    answer = HTTPResponse(wire, method=method)  # type: ignore[arg-type]  # all it needs of a socket
    answer.begin()
    body = answer.read()
    return answer, body, wire.read()


def _sent(
    response: Response, method: str = "GET", version: HttpVersion = HttpVersion11, *, stays: bool = True
) -> bytes:
    return in_bytes(response, SIGNED, method, version, stays=stays)


@given(
    st.sampled_from([200, 201, 202, 400, 401, 419, 500, *BODILESS[1:]]),
    st.binary(max_size=300),
    st.sampled_from(["GET", "HEAD", "PUT"]),
    st.booleans(),
)
def test_a_client_reads_what_the_vendor_said(status: int, body: bytes, method: str, chunked: bool) -> None:
    """Status, fields and body arrive, and nothing is left over that the next answer would begin with."""
    fields = (("X-A", "1"), ("X-A", "2"), *((("Transfer-Encoding", "chunked"),) if chunked else ()))
    answer, read, left = _read(_sent(Response(status, Headers(fields), body), method), method)
    assert (answer.status, left) == (status, b"")
    assert answer.headers.get_all("X-A") == ["1", "2"]
    assert read == (b"" if method == "HEAD" or status in BODILESS else body)


@pytest.mark.parametrize("status", BODILESS)
def test_an_answer_without_body_tells_no_length(status: int) -> None:
    """Neither does it come in chunks (RFC 9110, 8.6; RFC 9112, 6.1)."""
    head = _sent(Response(status, Headers.of(Transfer_Encoding="chunked"), b"lost")).lower()
    assert head.endswith(b"gmt\r\n\r\n")
    assert b"content-length" not in head
    assert b"transfer-encoding" not in head


def test_a_head_tells_how_long_the_body_would_be() -> None:
    """As the answer to a GET would, and the body stays away."""
    assert _sent(Response(200, body=b"four"), "HEAD").endswith(b"Content-Length: 4\r\n\r\n")


@pytest.mark.parametrize(
    ("version", "stays", "said"),
    [
        (HttpVersion11, True, None),
        (HttpVersion11, False, "close"),
        (HttpVersion10, True, "keep-alive"),
        (HttpVersion10, False, None),
    ],
)
def test_what_becomes_of_the_connection_is_said(version: HttpVersion, stays: bool, said: str | None) -> None:
    """Only where it is not what the version does by itself."""
    sent = _sent(Response(200), version=version, stays=stays)
    assert sent.startswith(f"HTTP/1.{version.minor} 200 OK\r\n".encode())
    assert _read(sent)[0].headers.get("Connection") == said


def test_an_old_client_gets_no_chunks() -> None:
    """HTTP/1.0 does not know them."""
    response = Response(200, Headers.of(Transfer_Encoding="chunked"), b"body")
    answer, body, _ = _read(_sent(response, version=HttpVersion10, stays=False))
    assert (body, answer.headers.get("Transfer-Encoding")) == (b"body", None)


def test_what_a_vendor_says_of_its_server_goes_before() -> None:
    """Its name goes out once, and ours not at all."""
    answer, _, _ = _read(_sent(Response(200, Headers.of(Server="vendor/1"))))
    assert answer.headers.get_all("Server") == ["vendor/1"]
    assert answer.headers.get_all("Date") == [SIGNED[1][1]]


@pytest.mark.parametrize("value", ["a\r\nX-B: 1", "a\nb", "\x00"])
def test_a_field_writes_nothing_but_itself(value: str) -> None:
    """A value that would begin another field is a defect, and not sent."""
    with pytest.raises(ValueError, match="cannot have the field"):
        _sent(Response(200, Headers.of(X_A=value)))
