"""The reader: what a request touches, makes and hands over, and what it cannot be trusted to say."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from harness.exchange import Headers, Request, Response
from harness.guard import Subjects
from harness.vendors.zosmf.reader import ZosmfReader
from tests.oracles.script import BASE, CONTRACT, JCL, job

READER = ZosmfReader()
TEXT = ("Content-Type", "text/plain")


def subjects(method: str, path: str, *pairs: tuple[str, str], body: str = "") -> Subjects:
    """Return what the reader says of a request."""
    request = Request(method, f"{BASE}{path}", Headers(pairs), body.encode())
    match = CONTRACT.match(request)
    assert match is not None
    return READER.subjects(match, request)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/MYJOB/JOB00123", "MYJOB/JOB00123"),
        ("/myjob%2Fjob00123", "MYJOB/JOB00123"),
        ("/$#@JOB#1/JOB00123", "$#@JOB#1/JOB00123"),
        ("/J0000123SY1.....E1A2B3C4.......%3A", "J0000123SY1.....E1A2B3C4.......:"),
        ("/-JESB/MYJOB/JOB00123", "-JESB/MYJOB/JOB00123"),
    ],
)
def test_the_job_is_read_as_the_target_will_read_it(path: str, key: str) -> None:
    """Percent signs, letter case and address form do not hide a job."""
    assert [named.key for named in subjects("DELETE", path).jobs] == [key]


def test_a_submit_creates_under_each_of_its_names() -> None:
    """Two JOB cards make two jobs."""
    read = subjects("PUT", "", TEXT, body=JCL + JCL.replace("MYJOB", "OTHER"))
    assert (read.creates, read.unreadable) == (("MYJOB", "OTHER"), None)


@pytest.mark.parametrize(
    "pair",
    [
        ("X-IBM-Target-System", "PLEX2"),
        ("X-IBM-Target-System-User", "ROOT"),
        ("X-IBM-Requested-Method", "DELETE"),
    ],
)
def test_a_request_that_is_not_what_it_seems_is_unreadable(pair: tuple[str, str]) -> None:
    """Another system's jobs are not ours, and a header must not make a read a delete."""
    assert subjects("GET", "/MYJOB/JOB00123", pair).unreadable


@pytest.mark.parametrize(
    ("pairs", "body"),
    [
        ((("Content-Type", "application/json"),), '{"file":"//\'SYS1.JCL(PAYROLL)\'"}'),
        ((TEXT, ("X-IBM-Intrdr-Mode", "RECORD")), "xxxx"),
        ((TEXT, ("X-IBM-Intrdr-Mode", "binary")), "xxxx"),
        ((TEXT,), f"{JCL}/*$PJ1-99999\n"),
        ((TEXT,), f"{JCL}//OUT DD SYSOUT=(A,INTRDR)\n"),
    ],
)
def test_a_submit_that_hides_what_it_does_is_unreadable(
    pairs: tuple[tuple[str, str], ...], body: str
) -> None:
    """Data sets, record modes, commands and the internal reader keep work out of sight."""
    assert subjects("PUT", "", *pairs, body=body).unreadable


def test_addresses_handed_over_are_told() -> None:
    """A notification goes wherever the header says."""
    url = ("X-IBM-Notification-URL", "http://elsewhere/x")
    assert subjects("PUT", "", TEXT, url, body=JCL).addresses == ("http://elsewhere/x",)


def created(status: int, document: Any, path: str = "") -> str | None:
    """Return the key of the job that an answer to a submit says was made."""
    request = Request("PUT", f"{BASE}{path}", Headers((TEXT,)), JCL.encode())
    match = CONTRACT.match(request)
    assert match is not None
    made = READER.created(match, request, Response(status, Headers(), orjson.dumps(document)))
    return made.key if made else None


def test_only_a_201_with_a_job_made_one() -> None:
    """An error made nothing, and a 201 that cannot be read names nothing."""
    assert created(201, job("INPUT")) == "MYJOB/JOB00123"
    assert created(201, job("INPUT"), "/-JESB") == "-JESB/MYJOB/JOB00123"
    assert created(400, job("INPUT")) is None
    assert created(201, {}) is None


def test_other_operations_create_nothing() -> None:
    """The document of a status request is no new job."""
    request = Request("GET", f"{BASE}/MYJOB/JOB00123")
    match = CONTRACT.match(request)
    assert match is not None
    assert READER.created(match, request, Response(201, Headers(), orjson.dumps(job()))) is None
