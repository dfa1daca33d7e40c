from __future__ import annotations

import json
from typing import Any

import pytest

from harness.contract import Kind
from harness.exchange import Headers, Request, Response
from harness.finding import Change
from tests.contract.zosmf_file import CORRELATOR, CSRF, JOBS, JSON, example, matched, zosmf


def answered(status: int, document: Any, target: str = "/A/JOB00001", *headers: tuple[str, str]) -> list[Any]:
    """Return kind, subject and change of what is wrong with an answer to a GET."""
    raw = document if isinstance(document, bytes) else json.dumps(document).encode()
    response = Response(status, Headers((*JSON.fields, *headers)), raw)
    found = zosmf().judge_response(matched("GET", JOBS + target), response)
    return [(discrepancy.kind, discrepancy.subject, discrepancy.change) for discrepancy in found]


def test_a_captured_answer_with_its_headers_has_nothing_wrong() -> None:
    """The whole set of a real server, escaped slashes and all."""
    raw = json.dumps(example("JobEnded")).replace("/", "\\/").encode()
    liberty = [
        ("X-Powered-By", "Servlet/3.1"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-XSS-Protection", "1; mode=block"),
        ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
        ("Pragma", "no-cache"),
        ("Content-Language", "en-US"),
        ("Transfer-Encoding", "chunked"),
        ("Expires", "Thu, 01 Dec 1994 16:00:00 GMT"),
        ("Cache-Control", "no-store, no-cache=set-cookie"),
        ("Set-Cookie", "jwtToken=a.b.c; Path=/; Secure; HttpOnly"),
        ("Set-Cookie", "LtpaToken2=abc==; Path=/; Secure; HttpOnly"),
        ("Date", "Mon, 05 Jan 2026 08:00:00 GMT"),
    ]
    assert answered(200, raw, "/A/JOB00001", *liberty) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"status": "HELD"}, [(Kind.UNDOCUMENTED_VALUE, "/status", Change.BREAKING)]),
        ({"phase": 77}, [(Kind.UNDOCUMENTED_VALUE, "/phase", Change.ADDITIVE)]),
        ({"retcode": "CC 0"}, [(Kind.BODY, "/retcode", None)]),
        ({"retcode": "CC 0000\n"}, [(Kind.BODY, "/retcode", None)]),
        ({"job-correlator": CORRELATOR[:-1]}, [(Kind.BODY, "/job-correlator", None)]),
        ({"owner": None}, [(Kind.BODY, "/owner", None)]),
        ({"priority": 9}, [(Kind.UNDOCUMENTED_FIELD, "/priority", Change.ADDITIVE)]),
        ({"status": None, "retcode": None, "subsystem": None, "job-correlator": None}, []),
        ({"retcode": "ABEND S806"}, []),
        ({"retcode": "ABENDU0016"}, []),
        ({"retcode": "ABEND U0016"}, []),
        ({"jobid": "J0123456", "jobname": "?PN"}, []),
        ({"owner": ""}, []),
    ],
)
def test_a_job_document_is_held_to_its_documents(changes: dict[str, Any], found: list[Any]) -> None:
    """Each difference is found once, and what documents or captures show is none."""
    assert answered(200, {**example("JobEnded"), **changes}) == found


def test_a_feedback_status_is_a_number() -> None:
    """IBM's samples have a string, real answers a number; an unknown number is no break."""
    match = matched("DELETE", f"{JOBS}/A/JOB00001")
    for status, kinds in [(156, []), ("0", [Kind.BODY]), (999, [Kind.UNDOCUMENTED_VALUE])]:
        raw = json.dumps({**example("FeedbackDone"), "status": status}).encode()
        assert [found.kind for found in zosmf().judge_response(match, Response(200, JSON, raw))] == kinds


@pytest.mark.parametrize(
    ("status", "document", "found"),
    [
        (400, {"category": 6, "rc": 4, "reason": 10, "message": "No job found", "stack": "x"}, []),
        (
            400,
            {"category": 2, "rc": 4, "reason": 1},
            [(Kind.UNDOCUMENTED_VALUE, "/category", Change.ADDITIVE)],
        ),
        (400, {"errorID": "IZUG846W", "errorMsg": "x"}, None),
        (403, {"errorID": "IZUG846W", "errorMsg": "x"}, []),
        (403, {"category": 6, "rc": 8, "reason": 1}, []),
        (500, {"category": 9, "rc": 16, "reason": -1, "message": "CIM connection failure"}, []),
        (404, {"category": 6, "rc": 4, "reason": 10}, [(Kind.STATUS, "status:404", Change.BREAKING)]),
        (401, b"", []),
        (401, {"category": 6}, [(Kind.MEDIA_TYPE, "header:Content-Type", Change.BREAKING)]),
    ],
)
def test_each_error_has_its_own_document(status: int, document: Any, found: list[Any] | None) -> None:
    """An error report, the refusal of the security layer, or nothing at all."""
    got = answered(status, document)
    assert got == found if found is not None else got != []


def test_records_are_text_or_bytes() -> None:
    """Also empty ones, under both names of plain text, and without any media type."""
    match = matched("GET", f"{JOBS}/A/JOB00001/files/2/records")
    for media in ("text/plain", "plain/text", "application/octet-stream"):
        headers = Headers.of([("Content-Type", media), ("X-IBM-Record-Range", "3,20")])
        assert zosmf().judge_response(match, Response(200, headers, b"1 J E S 2")) == ()
        assert zosmf().judge_response(match, Response(200, headers, b"")) == ()
    assert zosmf().judge_response(match, Response(200)) == ()
    wrong = Headers.of([("Content-Type", "text/plain"), ("X-IBM-Record-Range", "0-9")])
    assert [found.kind for found in zosmf().judge_response(match, Response(200, wrong))] == [Kind.HEADER]


def test_an_asynchronous_answer_says_nothing() -> None:
    """202 has no body."""
    match = matched("DELETE", f"{JOBS}/A/JOB00001")
    assert zosmf().judge_response(match, Response(202)) == ()


def request_judged(method: str, target: str, *headers: tuple[str, str], body: bytes = b"") -> list[Any]:
    """Return pointer, keyword and tolerance of what is wrong with a request that has the CSRF header."""
    request = Request(method, JOBS + target, Headers.of([CSRF, *headers]), body)
    found = zosmf().judge_request(matched(method, request.target, request.headers, body), request)
    return [(each.pointer, each.keyword, each.tolerated is not None) for each in found]


def test_requests_of_known_clients_have_nothing_wrong() -> None:
    """What Zowe CLI and the Zowe Python SDK send."""
    text = ("Content-Type", "text/plain")
    reader = [("X-IBM-Intrdr-Mode", "TEXT"), ("X-IBM-Intrdr-Lrecl", "80"), ("X-IBM-Intrdr-Recfm", "F")]
    symbol = ("X-IBM-JCL-Symbol-DSN1", "A.B")
    assert request_judged("PUT", "", text, *reader, symbol, body=b"//A JOB\n") == []
    assert request_judged("GET", "?owner=*&prefix=*&max-jobs=1000&user-correlator=ABC&exec-data=Y") == []
    assert request_judged("GET", "?owner=*&jobid=JOB00123") == []
    range_ = ("X-IBM-Record-Range", "0-0")
    search = "/A/JOB00001/files/2/records?search=HASP&maxreturnsize=1&insensitive=false"
    assert request_judged("GET", search, range_) == []
    assert request_judged("DELETE", "/A/JOB00001", ("X-IBM-Job-Modify-Version", "2.0")) == []


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("?max-jobs=5000", [("query:max-jobs", "maximum", True)]),
        ("?status=OUTPUT", [("query:status", "pattern", True)]),
        ("?sort=owner", [("query:sort", "undeclared", True)]),
        ("?jobid=JOB00001&user-correlator=MINE", [("query:user-correlator", "excludes", False)]),
        ("?user-correlator=MINE&jobid=JOB00001", [("query:jobid", "excludes", False)]),
        ("?owner=TOOLONGNAME", [("query:owner", "maxLength", False)]),
        ("/toolongname/JOB00001", [("path:jobname", "maxLength", False)]),
        ("/myjob/job00001", [("path:jobname", "pattern", True), ("path:jobid", "pattern", True)]),
        ("/%3FPN/JOB00001", [("path:jobname", "pattern", True)]),
        ("/A/JOBhjh40", [("path:jobid", "pattern", False)]),
    ],
)
def test_wrong_requests_are_told_with_what_the_vendor_tolerates(target: str, found: list[Any]) -> None:
    """By the documents they are wrong; by design some are accepted."""
    assert request_judged("GET", target) == found


def test_a_misspelt_vendor_header_is_told() -> None:
    """As the Kotlin SDK misspelt the encoding of a submit."""
    found = request_judged(
        "PUT", "", ("Content-Type", "text/plain"), ("X-IBM-Intrdr-FileEncoding", "IBM-1047"), body=b"//A"
    )
    assert found == [("header:X-IBM-Intrdr-FileEncoding", "undeclared", False)]


@pytest.mark.parametrize(("method", "told"), [("POST", []), ("GET", ["header:X-IBM-Requested-Method"])])
def test_a_tunnelled_method_is_no_misspelling(method: str, told: list[str]) -> None:
    """A POST names its real method by a header; with any other method nobody knows what it is for."""
    headers = Headers((CSRF, ("X-IBM-Requested-Method", "GET")))
    request = Request(method, f"{JOBS}/A/JOB00001", headers)
    found = zosmf().judge_request(matched(method, request.target, headers), request)
    assert [each.pointer for each in found] == told


def test_a_missing_cross_site_header_is_told() -> None:
    """Any value would do."""
    request = Request("GET", JOBS)
    found = zosmf().judge_request(matched("GET", JOBS), request)
    assert [(each.pointer, each.keyword) for each in found] == [("header:X-CSRF-ZOSMF-HEADER", "required")]


def test_the_life_cycle_is_that_of_a_job() -> None:
    """Input, active, output; cancelling an ended job is too late, and no verb is left out."""
    cycle = zosmf().lifecycle
    assert cycle.reachable("INPUT", "OUTPUT")
    assert not cycle.reachable("OUTPUT", "ACTIVE")
    assert cycle.verbs["cancel"]["OUTPUT"] == ("too-late", "accepted")
    assert set(cycle.verbs) == {"hold", "release", "class", "cancel", "delete"}
    assert [look.statuses for look in cycle.not_visible] == [(400,)]


def test_a_notification_is_judged() -> None:
    """By the callback that a submit declares."""
    request = Request(
        "POST", "/hook", JSON, json.dumps({"jobid": "JOB00001", "jobname": "A", "owner": "IBMUSER"}).encode()
    )
    found = zosmf().judge_callback("jobCompleted", request)
    assert [each.pointer for each in found] == ["/job-correlator"]
