from __future__ import annotations

from dataclasses import replace

from harness.exchange import Headers, Passage, Request, Response
from harness.report.focus import Focus
from harness.report.message import TARGET_LIMIT, broken_reason, request_message, response_message
from tests.report import sample


def test_a_query_parameter_is_marked_within_its_target() -> None:
    """Only the parameter that is meant is marked, and the target reads as it was sent."""
    request = Request("GET", "/jobs?owner=*&max-jobs=0&x=1")
    start = request_message(request, Focus("query", "max-jobs", in_request=True)).start
    assert "".join(part.text for part in start) == "GET /jobs?owner=*&max-jobs=0&x=1"
    assert [part.text for part in start if part.marked] == ["max-jobs=0"]


def test_a_path_is_marked_without_its_query() -> None:
    """A path that is meant is marked up to the question mark."""
    start = request_message(Request("GET", "/jobs/A#?x=1"), Focus("path", "jobid", in_request=True)).start
    assert [part.text for part in start if part.marked] == ["/jobs/A#"]


def test_a_header_is_marked_on_the_side_that_is_meant() -> None:
    """A finding on the response marks nothing in the request."""
    focus = Focus("header", "content-type")
    headers = Headers.of(Content_Type="text/plain")
    answer = response_message(Response(200, headers), focus)
    asked = request_message(Request("GET", "/", headers), focus)
    assert [line.marked for line in (*answer.headers, *asked.headers)] == [True, False]


def test_a_status_is_marked_with_its_phrase() -> None:
    """A status that is meant stands marked on the first line."""
    line = response_message(Response(404), Focus("status")).start[0]
    assert (line.text, line.marked) == ("404 Not Found", True)


def test_a_body_is_marked_where_the_finding_points() -> None:
    """The line of the witness that breaks the claim is marked."""
    body = response_message(sample.answer(200, sample.job(retcode=0)), Focus("body", "/retcode")).body
    assert [line.text for line in body.lines if line.marked] == ['  "retcode": 0']


def test_a_hostile_target_stays_on_one_line() -> None:
    """Control characters in a method, a target or a header break no line and reach no terminal."""
    request = Request("GET\r\n", "/\x1b[2J\n" + "x" * 5000, Headers((("A\n", "b\r\nc"),)))
    message = request_message(request, Focus())
    texts = [line.text for line in (*message.start, *message.headers)]
    assert all("\r" not in text and "\x1b" not in text for text in texts)
    assert texts[1].startswith("/\\x1b[2J\\x0axx")
    assert len(texts[1]) < TARGET_LIMIT + 10
    assert texts[1].endswith("x…")
    assert texts[2] == "A: b\\x0d c"


def test_silence_has_a_reason() -> None:
    """Where there is no response a report says why."""
    broken = sample.exchange(1, "GET", "/", None, error="connection reset")
    kept = replace(broken, passage=Passage.BLOCKED, blocked_by="guard.mode", error=None)
    assert broken_reason(broken) == "connection reset"
    assert broken_reason(kept) == "kept back by guard.mode; nothing was sent"
    assert broken_reason(replace(broken, error=None)) == "no whole response came back"
