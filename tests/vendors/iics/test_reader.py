"""The reader: what a request starts, and every address in it however it is hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.exchange import Headers, Request, Response
from harness.guard import Subjects
from harness.vendors.iics.reader import IicsReader
from tests.vendors.iics.bench import contract

READER = IicsReader()
JSON, XML = "application/json", "application/xml"
OURS = "http://127.0.0.1:9/__harness__/callback/hk3x9000001"


def subjects(body: str | bytes, kind: str = JSON, path: str = "/saas/api/v2/job") -> Subjects:
    """Return what the reader says of a request."""
    raw = body.encode() if isinstance(body, str) else body
    request = Request("POST", path, Headers.of(Content_Type=kind), raw)
    match = contract().match(request)
    assert match is not None
    return READER.subjects(match, request)


def test_the_tag_is_the_end_of_the_address() -> None:
    """By which the run is found again."""
    read = subjects(f'{{"taskName":"a","taskType":"MTT","callbackURL":"{OURS}"}}')
    assert (read.creates, read.addresses, read.unreadable) == (("hk3x9000001",), (OURS,), None)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('{"callbackURL":"https://evil.example/x"}', JSON),
        ('{"callbackUrl":"https://evil.example/x"}', JSON),
        ('{"x":{"y":["  https://evil.example/x"]}}', JSON),
        ('{"callbackURL":"https:\\/\\/evil.example\\/x"}', JSON),
        ('{"callbackURL":"\\u0068ttps://evil.example/x"}', JSON),
        ("<job><callbackURL>https://evil.example/x</callbackURL></job>", XML),
        ("<job><callbackURL>&#104;ttps://evil.example/x</callbackURL></job>", XML),
        (f'{{"callbackURL":"{OURS}","callbackURL":"https://evil.example/x"}}', JSON),
        ('{"callbackURL":"https://evil.example/x"', JSON),
        ('{"callbackURL":"https:\\/\\/evil.example/x"', JSON),
        ("<job><a/><callbackURL>https://evil.example/x</callbackURL>", XML),
    ],
)
def test_no_address_stays_unseen(body: str, kind: str) -> None:
    """Escaped, under another name, twice, in a body that is broken off."""
    assert "https://evil.example/x" in subjects(body, kind).addresses


def test_a_callback_without_an_address_is_one_all_the_same() -> None:
    """What it would be taken for is not ours to guess."""
    assert subjects('{"callbackURL":"evil.example"}').addresses == ("evil.example",)


@pytest.mark.parametrize("body", ["", "[]", "{", '{"taskId":"a","taskId":"b"}', b"\xff"])
def test_what_can_be_read_in_two_ways_is_unreadable(body: str | bytes) -> None:
    """The guard keeps it back."""
    assert subjects(body).unreadable
    assert subjects(body, path="/saas/api/v2/job/stop").unreadable


def test_other_requests_touch_nothing() -> None:
    """A lookup reads."""
    assert subjects('{"objects":[]}', path="/saas/public/core/v3/lookup") == Subjects()


@given(st.binary(max_size=80), st.sampled_from([JSON, XML, "text/plain", ""]))
def test_it_never_fails(body: bytes, kind: str) -> None:
    """Whatever is sent."""
    assert subjects(body, kind) is not None


def created(status: int, body: bytes, path: str = "/saas/api/v2/job") -> str | None:
    """Return the key of the run that an answer says was started."""
    request = Request("POST", path, Headers.of(Content_Type=JSON))
    match = contract().match(request)
    assert match is not None
    job = READER.created(match, request, Response(status, Headers.of(Content_Type=JSON), body))
    return None if job is None else job.key


def test_only_the_answer_to_a_start_makes_a_run() -> None:
    """With 200, or in some editions 201."""
    body = b'{"taskId":"a","runId":5}'
    assert created(200, body) == created(201, body) == "a/5"
    assert created(403, body) is created(200, b"{}") is created(200, body, "/saas/api/v2/job/stop") is None
