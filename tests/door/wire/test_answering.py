"""Bytes from an upstream become one answer, however they are cut up and delimited."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.door.wire.answering import AnswerHead, AnswerParser

BODY = b"the body"
ANSWERS = {
    "by length": b"HTTP/1.1 200 OK\r\nX-A: \xe9\r\nContent-Length: 8\r\n\r\n" + BODY,
    "in chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nthe\r\n5\r\n body\r\n0\r\n\r\n",
    "by the end": b"HTTP/1.1 200 OK\r\n\r\n" + BODY,
    "after others": b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 H\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + BODY,
}


def parsed(answer: bytes, cuts: list[int], method: str = "GET") -> tuple[AnswerParser, bytes]:
    """Return a parser that was fed ``answer`` cut up, then its end, and the body that it gave."""
    parser = AnswerParser(method)
    edges = [0, *sorted(min(cut, len(answer)) for cut in cuts), len(answer)]
    body = b""
    for start, end in pairwise(edges):
        if start < end:
            parser.feed(answer[start:end])
            body += parser.take()
    if not parser.complete:
        parser.finish()
    return parser, body


@given(st.sampled_from(sorted(ANSWERS)), st.lists(st.integers(0, 120), max_size=8))
def test_it_does_not_matter_how_bytes_are_cut_up(name: str, cuts: list[int]) -> None:
    """The same head and body come of the same bytes."""
    parser, body = parsed(ANSWERS[name], cuts)
    assert parser.head is not None
    assert (parser.head.status, parser.head.reason, parser.head.length) == (
        200,
        b"OK",
        8 if name == "by length" else None,
    )
    assert (body, parser.complete, parser.error) == (BODY, True, None)
    assert parser.keeps is (name in {"by length", "in chunks"})


@given(st.sampled_from(["by length", "in chunks"]), st.data())
def test_an_answer_that_ends_early_is_an_error(name: str, data: st.DataObject) -> None:
    """Cut off anywhere, a delimited answer is never taken for a whole one."""
    answer = ANSWERS[name]
    parser, body = parsed(answer[: data.draw(st.integers(0, len(answer) - 1))], [])
    assert not parser.complete
    assert parser.error == "the target closed the connection"
    assert BODY.startswith(body)


@given(st.lists(st.binary(max_size=30), max_size=5), st.sampled_from(["GET", "HEAD"]))
def test_no_bytes_break_the_parser(parts: list[bytes], method: str) -> None:
    """Anything is an answer, part of one, or an error in words."""
    parser = AnswerParser(method)
    for part in parts:
        parser.feed(part)
    parser.finish()
    assert parser.complete or parser.error


@pytest.mark.parametrize(
    ("method", "answer"),
    [
        ("HEAD", b"HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n"),
        ("HEAD", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        ("GET", b"HTTP/1.1 204 No Content\r\n\r\n"),
        ("GET", b"HTTP/1.1 304 Not Modified\r\nContent-Length: 8\r\n\r\n"),
    ],
)
def test_an_answer_without_a_body_is_complete_with_its_head(method: str, answer: bytes) -> None:
    """What a HEAD's or a 304's fields say of a body is not waited for; the connection stays good."""
    parser = AnswerParser(method)
    assert parser.feed(answer)
    assert parser.keeps
    assert parser.take() == b""


def test_a_body_after_a_head_spoils_the_connection() -> None:
    """A target that sends a body to a HEAD is out of step: its answer stands, its connection does not."""
    parser = AnswerParser("HEAD")
    assert parser.feed(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    assert not parser.keeps
    assert parser.take() == b""


def test_the_head_is_as_it_came() -> None:
    """Names, values and reason keep their bytes."""
    parser, _ = parsed(b"HTTP/1.1 299 \xe9 x\r\nb: 1\r\nB: \xff\r\nContent-Length: 0\r\n\r\n", [])
    expected = ((b"b", b"1"), (b"B", b"\xff"), (b"Content-Length", b"0"))
    assert parser.head == AnswerHead(299, b"\xe9 x", expected, 0)
