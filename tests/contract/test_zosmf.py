from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.contract import Effect
from harness.exchange import Headers, Request
from tests.contract.zosmf_file import CORRELATOR, CSRF, JOBS, JSON, matched, zosmf


@pytest.mark.parametrize(
    ("method", "path", "operation", "parameters"),
    [
        ("GET", "", "listJobs", {}),
        ("GET", "/-JES3", "listJobsSecondary", {"jesb": "JES3"}),
        ("PUT", "", "submitJob", {}),
        ("PUT", "/", "submitJob", {}),
        ("PUT", "/-JES3", "submitJobSecondary", {"jesb": "JES3"}),
        ("GET", "/MYJOB/JOB00123", "getJob", {"jobname": "MYJOB", "jobid": "JOB00123"}),
        ("GET", "/MYJOB%2FJOB00123", "getJob", {"jobname": "MYJOB", "jobid": "JOB00123"}),
        ("GET", "/A#$@/JOB00123", "getJob", {"jobname": "A#$@", "jobid": "JOB00123"}),
        ("GET", "/A%23%24%40/JOB00123", "getJob", {"jobname": "A#$@", "jobid": "JOB00123"}),
        ("GET", "/TOOLONGNAME/JOB00123", "getJob", {"jobname": "TOOLONGNAME", "jobid": "JOB00123"}),
        ("PUT", "/MYJOB/JOB00123", "modifyJob", {"jobname": "MYJOB", "jobid": "JOB00123"}),
        ("DELETE", "/MYJOB/JOB00123", "deleteJob", {"jobname": "MYJOB", "jobid": "JOB00123"}),
        ("GET", f"/{CORRELATOR}", "getJobByCorrelator", {"correlator": CORRELATOR}),
        ("GET", f"/{quote(CORRELATOR)}", "getJobByCorrelator", {"correlator": CORRELATOR}),
        ("PUT", f"/{CORRELATOR}MINE", "modifyJobByCorrelator", {"correlator": CORRELATOR + "MINE"}),
        ("DELETE", f"/{CORRELATOR[:-1]}", "deleteJobByCorrelator", {"correlator": CORRELATOR[:-1]}),
        ("GET", f"/{CORRELATOR}/files", "listSpoolFilesByCorrelator", {"correlator": CORRELATOR}),
        (
            "GET",
            f"/{quote(CORRELATOR)}%2Ffiles%2FJCL%2Frecords",
            "getJclRecordsByCorrelator",
            {"correlator": CORRELATOR},
        ),
        (
            "GET",
            f"/{CORRELATOR}/files/2/records",
            "getSpoolRecordsByCorrelator",
            {"correlator": CORRELATOR, "fileId": "2"},
        ),
        ("GET", "/A/JOB00001/files", "listSpoolFiles", {"jobname": "A", "jobid": "JOB00001"}),
        ("GET", "/A/JOB00001/files/JCL/records", "getJclRecords", {"jobname": "A", "jobid": "JOB00001"}),
        (
            "GET",
            "/A/JOB00001/files/102/records?mode=binary",
            "getSpoolRecords",
            {"jobname": "A", "jobid": "JOB00001", "fileId": "102"},
        ),
        ("GET", "/-J/A/JOB00001", "getJobSecondary", {"jesb": "J", "jobname": "A", "jobid": "JOB00001"}),
        (
            "DELETE",
            "/-J/A/JOB00001",
            "deleteJobSecondary",
            {"jesb": "J", "jobname": "A", "jobid": "JOB00001"},
        ),
        (
            "GET",
            "/-J/A/JOB00001/files",
            "listSpoolFilesSecondary",
            {"jesb": "J", "jobname": "A", "jobid": "JOB00001"},
        ),
        (
            "GET",
            "/-J/A/JOB00001/files/JCL/records",
            "getJclRecordsSecondary",
            {"jesb": "J", "jobname": "A", "jobid": "JOB00001"},
        ),
    ],
)
def test_every_address_form_is_read(
    method: str, path: str, operation: str, parameters: dict[str, str]
) -> None:
    """Name and id, correlator and secondary JES, raw and encoded, as clients send them."""
    match = matched(method, JOBS + path)
    assert (match.operation.id, dict(match.parsed.path)) == (operation, parameters)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/MYJOB"), ("GET", "/)))"), ("POST", ""), ("GET", "/A/JOB00001/spool"), ("GET", "/..")],
)
def test_what_is_no_address_is_no_operation(method: str, path: str) -> None:
    """A single short segment is neither a correlator nor a job."""
    assert zosmf().match(Request(method, JOBS + path)) is None


def test_a_question_mark_in_a_job_name_makes_the_request_a_list() -> None:
    """As on z/OSMF: the path ends there."""
    assert matched("GET", f"{JOBS}/?PN/JOB00001").operation.id == "listJobs"


def test_a_tunnelled_request_is_what_its_header_names() -> None:
    """Otherwise a guard would take a purge for a harmless POST."""
    headers = Headers.of([("X-IBM-Requested-Method", "DELETE")])
    assert matched("POST", f"{JOBS}/A/JOB00001", headers).effect is Effect.DESTROY


NAMES = st.from_regex(r"[A-Z$#@][A-Z0-9$#@]{0,7}", fullmatch=True)
IDS = st.from_regex(r"(JOB|STC|TSU)[0-9]{5}|[JST][0-9]{7}", fullmatch=True)
ENCODINGS = st.sampled_from(
    [lambda text: text, lambda text: quote(text, safe=""), lambda text: quote(text, safe="#$@")]
)


@given(NAMES, IDS, ENCODINGS, st.sampled_from(["/", "%2F", "%2f"]), st.sampled_from(["", "/-JESB"]))
def test_a_job_is_addressed_alike_in_every_encoding(
    name: str, jobid: str, encode: Any, slash: str, jes: str
) -> None:
    """Whatever of the job's name a client encodes, the same job is meant."""
    match = matched("GET", f"{JOBS}{jes}/{encode(name)}{slash}{encode(jobid)}")
    assert (match.parsed.path["jobname"], match.parsed.path["jobid"]) == (name, jobid)
    assert match.operation.id == ("getJobSecondary" if jes else "getJob")
    assert zosmf().judge_request(match, Request("GET", match.operation.template, Headers.of([CSRF]))) == ()


@pytest.mark.parametrize(
    ("body", "effect", "role"),
    [
        ({"request": "hold", "version": "2.0"}, Effect.MODIFY, "modify:hold"),
        ({"request": "release"}, Effect.MODIFY, "modify:release"),
        ({"class": "B", "version": "1.0"}, Effect.MODIFY, "modify:class"),
        ({"request": "cancel"}, Effect.DESTROY, "modify:cancel"),
        ({"request": "CANCEL"}, Effect.DESTROY, "modify:cancel"),
        ({"request": "purge", "class": "A"}, Effect.DESTROY, "modify:cancel"),
        ([], Effect.DESTROY, "modify:cancel"),
        ("cancel", Effect.DESTROY, "modify:cancel"),
    ],
)
def test_a_modify_is_told_apart_by_its_body(body: Any, effect: Effect, role: str) -> None:
    """What says nothing known is taken for the strongest."""
    match = matched("PUT", f"{JOBS}/A/JOB00001", JSON, json.dumps(body).encode())
    assert (match.effect, match.role) == (effect, role)


@pytest.mark.parametrize(
    ("media", "body", "effect"),
    [
        ("text/plain", b"//A JOB", Effect.CREATE),
        ("plain/text", b"//A JOB", Effect.CREATE),
        ("application/octet-stream", b"//A JOB", Effect.CREATE),
        ("application/json", b'{"file": "//\'A.B(C)\'"}', Effect.EXECUTE),
    ],
)
def test_a_submit_of_jcl_on_the_host_runs_what_nobody_sees(media: str, body: bytes, effect: Effect) -> None:
    """Its job name cannot be checked, so it needs a permission of its own."""
    match = matched("PUT", JOBS, Headers.of([("Content-Type", media)]), body)
    assert (match.effect, match.role) == (effect, "submit")


@pytest.mark.parametrize(("method", "path"), [("PUT", ""), ("PUT", "/A/JOB00001"), ("DELETE", "/A/JOB00001")])
def test_a_change_on_another_system_is_out_of_reach(method: str, path: str) -> None:
    """What is ours here is not ours there."""
    headers = Headers.of([("X-IBM-Target-System", "SYSB")])
    assert matched(method, JOBS + path, headers).effect is Effect.GLOBAL
