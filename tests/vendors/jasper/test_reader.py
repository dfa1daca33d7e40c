"""The reader: what a request touches, makes and hands over, and what it cannot be trusted to say."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings

from harness.contract import Effect
from harness.exchange import Request, Response
from harness.guard import Subjects
from harness.vendors.jasper import markup
from harness.vendors.jasper.reader import JasperReader
from tests.vendors.jasper.bench import (
    JOB_JSON,
    JOB_XML,
    JOBS,
    JSON,
    XML,
    Bench,
    contract,
    descriptor,
    speaking,
)
from tests.vendors.jasper.neighbours import PREFIX, PRO, requests, shared

READER = JasperReader()


def subjects(method: str, path: str, body: bytes = b"", content: str = "") -> Subjects:
    """Return what the reader says of a request."""
    request = Request(method, f"{JOBS}{path}", speaking(content), body)
    match = contract().match(request)
    assert match is not None
    return READER.subjects(match, request)


def described(**more: Any) -> Subjects:
    """Return what the reader says of a schedule."""
    return subjects("PUT", "", orjson.dumps(descriptor("harness-a-001", **more)), JOB_JSON)


@pytest.mark.parametrize(
    ("method", "path", "body", "numbers"),
    [
        ("DELETE", "/7", b"", ["7"]),
        ("DELETE", "/7/", b"", ["7"]),
        ("DELETE", "?id=7&id=8", b"", ["7", "8"]),
        ("DELETE", "?id=%2B7", b"", ["+7"]),
        ("DELETE", "/007", b"", ["007"]),
        ("POST", "/7", orjson.dumps(descriptor()), ["7"]),
        ("POST", "?id=7&id=8", b'{"label":"a"}', ["7", "8"]),
        ("POST", "/pause", b'{"jobId":[7,8]}', ["7", "8"]),
        ("POST", "/restart", b'{"jobId":[7]}', ["7"]),
        ("POST", "/resume", b'{"jobId":[]}', []),
        ("GET", "/7/state", b"", ["7"]),
    ],
)
def test_every_job_of_a_request_is_named(method: str, path: str, body: bytes, numbers: list[str]) -> None:
    """By path, by query, by the list of the body; spelled as sent, so that a disguise is not ours."""
    read = subjects(method, path, body, JSON)
    assert [job.key for job in read.jobs] == [f"jasperserver-pro/{number}" for number in numbers]


@pytest.mark.parametrize("verb", ["pause", "resume"])
@pytest.mark.parametrize(
    ("body", "content", "effect"),
    [
        (b"", JSON, Effect.GLOBAL),
        (b"{}", JSON, Effect.GLOBAL),
        (b'{"jobId":[]}', JSON, Effect.GLOBAL),
        (b"<jobIdList/>", XML, Effect.GLOBAL),
        (b"nonsense", JSON, Effect.GLOBAL),
        (b'{"jobId":[7]}', JSON, Effect.MODIFY),
        (b"<jobIdList><jobId>7</jobId></jobIdList>", XML, Effect.MODIFY),
    ],
)
def test_an_empty_list_is_everybody_s_business(verb: str, body: bytes, content: str, effect: Effect) -> None:
    """It pauses or resumes the jobs of all users, so no run in ``owned`` may send it."""
    match = contract().match(Request("POST", f"{JOBS}/{verb}", speaking(content), body))
    assert match is not None
    assert match.effect is effect


@pytest.mark.parametrize("media_type", [JOB_JSON, JOB_XML])
def test_a_schedule_creates_under_its_label(media_type: str) -> None:
    """In either form."""
    write = orjson.dumps if media_type == JOB_JSON else markup.written
    read = subjects("PUT", "", write(descriptor("harness-a-001")), media_type)
    assert (read.creates, read.unreadable, read.addresses) == (("harness-a-001",), None, ())


@pytest.mark.parametrize(
    ("more", "address"),
    [
        ({"mailNotification": {"toAddresses": {"address": ["boss@bank.com"]}}}, "mailto:boss@bank.com"),
        ({"mailNotification": {"bccAddresses": {"address": ["a@example.com,b@bank.com"]}}}, None),
        ({"mailNotification": {"ccAddresses": ["boss@bank.com"]}}, "mailto:boss@bank.com"),
        ({"mailNotification": {"toAddresses": {"address": ["${owner}"]}}}, "mailto:${owner}"),
        (
            {"alert": {"toAddresses": {"address": ["x@example.com.bank.com"]}}},
            "mailto:x@example.com.bank.com",
        ),
        (
            {"repositoryDestination": {"outputFTPInfo": {"serverName": "ftp.bank.com"}}},
            "ftp://ftp.bank.com",
        ),
        ({"repositoryDestination": {"outputFTPInfo": {"serverName": "10.0.0.1"}}}, "ftp://10.0.0.1"),
    ],
)
def test_mail_and_files_for_outside_are_addresses(more: dict[str, Any], address: str | None) -> None:
    """Whatever their form, and although a name that nobody has may stand beside them."""
    read = described(**more)
    assert read.addresses
    assert address is None or read.addresses == (address,)


@pytest.mark.parametrize(
    "more",
    [
        {"mailNotification": {"toAddresses": {"address": ["reader@example.com", "r@mail.test"]}}},
        {"alert": {"recipient": "OWNER", "toAddresses": {"address": []}}},
        {"repositoryDestination": {"outputFTPInfo": {"serverName": "ftpserver.example.com"}}},
        {"repositoryDestination": {"outputFTPInfo": {"serverName": None}}, "mailNotification": None},
    ],
)
def test_names_that_nobody_has_are_no_addresses(more: dict[str, Any]) -> None:
    """What is sent to the names of examples goes nowhere."""
    assert described(**more).addresses == ()


def test_a_model_hands_over_addresses_too() -> None:
    """A bulk update can turn the mail of a job to somebody else."""
    model = {
        "mailNotificationModel": {"toAddresses": {"address": ["boss@bank.com"]}},
        "repositoryDestinationModel": {"outputFTPInfoModel": {"serverName": "ftp.bank.com"}},
    }
    read = subjects("POST", "?id=7", orjson.dumps(model), JSON)
    assert read.addresses == ("mailto:boss@bank.com", "ftp://ftp.bank.com")


@pytest.mark.parametrize(
    ("path", "body", "content"),
    [
        ("", b"{", JOB_JSON),
        ("", b'{"label":"a","label":"b"}', JOB_JSON),
        ("", orjson.dumps(descriptor("a", baseOutputFilename="everybodys")), JOB_JSON),
        ("", orjson.dumps(descriptor("a", repositoryDestination={"outputLocalFolder": "/etc"})), JOB_JSON),
        ("?j_username=superuser&j_password=superuser", orjson.dumps(descriptor()), JOB_JSON),
    ],
)
def test_a_descriptor_that_reaches_further_is_unreadable(path: str, body: bytes, content: str) -> None:
    """It may overwrite files of others, write to the server's disk, or act in another's name."""
    assert subjects("PUT", path, body, content).unreadable


def test_what_an_answer_creates_is_the_job_it_shows() -> None:
    """In both forms, and nothing when the schedule was refused."""
    for media_type in (JOB_JSON, JOB_XML):
        bench = Bench()
        write = orjson.dumps if media_type == JOB_JSON else markup.written
        request = Request("PUT", JOBS, speaking(media_type, media_type), write(descriptor()))
        match = contract().match(request)
        assert match is not None
        response = bench.send(request)
        job = READER.created(match, request, response)
        assert job is not None
        assert bench.ask("GET", f"/{job.names['id']}", accept=JOB_JSON).status == 200
        assert READER.created(match, request, Response(400)) is None


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(requests())
def test_whatever_the_guard_lets_pass_leaves_the_rest_alone(request: Request) -> None:
    """In ``owned`` no request changes a job, a schedule or a calendar that this run did not make."""
    if not shared().lets_pass(request):
        return
    try:
        shared().bench.send(request, "root")
        assert shared().truth() == shared().before
    finally:
        shared().bench.emulator.restore(shared().clean)


def test_our_own_jobs_can_be_reached() -> None:
    """The guard is no wall: every verb on jobs of ours passes, in each form."""
    one = str(shared().ours[0])
    listed = (b'{"jobId":[%s]}' % one.encode(), b"<jobIdList><jobId>%s</jobId></jobIdList>" % one.encode())
    requests = [
        *(
            Request("POST", f"{PRO}/jobs/{verb}", speaking(media), body)
            for verb in ("pause", "resume", "restart")
            for media, body in zip((JSON, XML), listed, strict=True)
        ),
        Request("POST", f"{PRO}/jobs?id={one}", speaking(JSON), b'{"description":"x"}'),
        Request("POST", f"{PRO}/jobs/{one}", speaking(JOB_JSON), orjson.dumps(descriptor(f"{PREFIX}1"))),
        Request("PUT", f"{PRO}/jobs", speaking(JOB_JSON), orjson.dumps(descriptor(f"{PREFIX}9"))),
        Request("DELETE", f"{PRO}/jobs/{one}"),
        Request("DELETE", f"{PRO}/jobs?id={one}"),
    ]
    assert [request for request in requests if not shared().lets_pass(request)] == []
