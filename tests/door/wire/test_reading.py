"""Bytes become whole requests, or are refused, however they are cut up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.door.wire import Limits, Received, Refusal
from harness.door.wire.reading import RequestParser

STREAM = (
    b"GET /a#b HTTP/1.1\r\nHost: x\r\nX-A: \xe9\r\n\r\n"
    b"PUT /b HTTP/1.1\r\nContent-Length: 4\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\n"
    b"HTTP2-Settings: AAA\r\nX-B: 1\r\n\r\nbody"
    b"POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\nX-C: 1\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\nT: 1\r\n\r\n"
    b"GET /d HTTP/1.0\r\n\r\n"
)
WHOLE = [
    Received("GET", "/a#b", ((b"Host", b"x"), (b"X-A", b"\xe9")), b"", "1.1", keep_alive=True),
    Received("PUT", "/b", ((b"Content-Length", b"4"), (b"X-B", b"1")), b"body", "1.1", keep_alive=True),
    Received(
        "POST", "/c", ((b"Transfer-Encoding", b"chunked"), (b"X-C", b"1")), b"abc", "1.1", keep_alive=True
    ),
    Received("GET", "/d", (), b"", "1.0", keep_alive=False),
]


def read(*parts: bytes, limits: Limits | None = None) -> tuple[list[Received | Refusal], int]:
    """Feed ``parts`` one by one; return what came of them, and how often a body was asked for."""
    asked = []
    parser = RequestParser(limits or Limits(), lambda: asked.append(1))
    whole = [one for part in parts for one in parser.feed(part)]
    return whole + parser.finish(), len(asked)


@given(st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_it_does_not_matter_how_bytes_are_cut_up(cuts: list[int]) -> None:
    """The same requests come of the same bytes, in whatever parts they arrive."""
    edges = [0, *sorted(cuts), len(STREAM)]
    parts = [STREAM[start:end] for start, end in pairwise(edges) if start < end]
    assert read(*parts) == (WHOLE, 0)


@given(st.lists(st.binary(max_size=30), max_size=6))
def test_no_bytes_break_the_parser(parts: list[bytes]) -> None:
    """Anything is requests and at most one refusal, which is the last."""
    whole, _ = read(*parts)
    assert [one for one in whole[:-1] if isinstance(one, Refusal)] == []


@pytest.mark.parametrize(
    ("raw", "status", "why"),
    [
        (b"BREW /pot HTTP/1.1\r\n\r\n", 501, "method"),
        (b"GET / HTTP/1.1\r\nA: \x00\r\n\r\n", 400, "header value"),
        (b"GET / HTTP/1.1\r\nA : b\r\n\r\n", 400, "header"),
        (b"GET / HTTP/1.1\nA: b\n\n", 400, "CRLF"),
        (b"GET /\xc3\xa9 HTTP/1.1\r\n\r\n", 400, "url"),
        (b"GET / HTTP/2.0\r\n\r\n", 505, "HTTP/2.0"),
        (b"PUT / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400, "Content-Length"),
        (b"PUT / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx", 400, "Content-Length"),
        (b"PUT / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501, "transfer coding"),
        (b"PUT / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf", 400, "ended within"),
        (b"GET / HT", 400, "ended within"),
    ],
)
def test_what_cannot_be_read_is_refused(raw: bytes, status: int, why: str) -> None:
    """Ambiguous framing above all: two readers of the same bytes must not read two requests."""
    (refusal,), _ = read(raw)
    assert isinstance(refusal, Refusal)
    assert refusal.status == status
    assert why in refusal.why
    assert raw.startswith(refusal.raw)
    assert refusal.raw


def test_a_head_has_a_limit_in_one_piece_or_many() -> None:
    """A head that does not end is refused once it is too large."""
    line = b"X: " + b"y" * 100 + b"\r\n"
    (refusal,), _ = read(b"GET / HTTP/1.1\r\n", *[line] * 50, limits=Limits(head=1000))
    assert isinstance(refusal, Refusal)
    assert refusal.status == 431
    assert len(refusal.raw) == 1000


def test_a_body_above_the_limit_is_told_and_not_kept() -> None:
    """The request is whole, its body is gone, and the next request is read."""
    put = b"PUT / HTTP/1.1\r\nContent-Length: 9\r\n\r\n123456789"
    whole, _ = read(put * 2, limits=Limits(body=8))
    assert [(one.body, one.oversize) for one in whole if isinstance(one, Received)] == [(b"", True)] * 2
    whole, _ = read(put, limits=Limits(body=9))
    assert [(one.body, one.oversize) for one in whole if isinstance(one, Received)] == [(b"123456789", False)]


def test_a_body_is_asked_for_where_the_client_waits() -> None:
    """Only an HTTP/1.1 client that says so is told to go on."""
    head = b"PUT / HTTP/%b\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n"
    assert read(head % b"1.1", b"x")[1] == 1
    assert read(head % b"1.0", b"x")[1] == 0


def test_nothing_is_read_after_a_refusal() -> None:
    """What follows unreadable bytes cannot be told from their rest."""
    whole, _ = read(b"BREW / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n")
    assert len(whole) == 1


def test_a_refusal_after_other_requests_does_not_show_them() -> None:
    """Where a refused request began among others is not known, so its beginning is not guessed."""
    whole, _ = read(b"GET / HTTP/1.1\r\nAuthorization: x\r\n\r\nBREW / HTTP/1.1\r\n\r\n")
    refusal = whole[-1]
    assert isinstance(refusal, Refusal)
    assert refusal.raw == b""
