"""Run folders as a check of z/OSMF leaves them, for the tests of reports to read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from harness.exchange import Exchange, Headers, Passage, Request, Response, Sender
from harness.finding import Change, Finding, Severity, Source, Standing, Verdict, VerdictKind
from harness.record import Run, RunFolder, RunTarget, append_findings, write_run

BASE = "/zosmf/restjobs/jobs"
CORRELATOR = "J0000123SY1.....E1A2B3C4.......:"
JCL = b"//HQ1A0001 JOB (ACCT),'HARNESS',CLASS=A,MSGCLASS=X\n//S1      EXEC PGM=IEFBR14\n"
OURS = Headers.of(
    [
        ("Host", "127.0.0.1:4430"),
        ("Authorization", "redacted:1"),
        ("X-CSRF-ZOSMF-HEADER", "true"),
        ("Accept", "*/*"),
    ]
)
THEIRS = Headers.of(
    [
        ("Content-Type", "application/json; charset=utf-8"),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
)
MISSING = {
    "category": 6,
    "rc": 4,
    "reason": 10,
    "message": "No job found for reference: 'HQ1A0001(JOB00123)'",
}


def job(**changed: Any) -> dict[str, Any]:
    """Return a job document."""
    return {
        "owner": "IBMUSER",
        "phase": 20,
        "subsystem": "JES2",
        "phase-name": "Job is on the hard copy queue",
        "job-correlator": CORRELATOR,
        "type": "JOB",
        "url": f"https://127.0.0.1:4430{BASE}/{CORRELATOR[:-1]}%3A",
        "jobid": "JOB00123",
        "class": "A",
        "files-url": f"https://127.0.0.1:4430{BASE}/{CORRELATOR[:-1]}%3A/files",
        "jobname": "HQ1A0001",
        "status": "OUTPUT",
        "retcode": "CC 0000",
        **changed,
    }


def answer(status: int, document: Any = None, *, body: bytes = b"", headers: Headers = THEIRS) -> Response:
    """Return a response with a JSON document or the given bytes."""
    return Response(status, headers, json.dumps(document).encode() if document is not None else body)


def exchange(number: int, method: str, target: str, response: Response | None, **changed: Any) -> Exchange:
    """Return the exchange ``x<number>``: half a second after the one before, 8 ms long."""
    begun = number * 500_000_000
    fields: dict[str, Any] = {
        "id": f"x{number}",
        "vendor": "zosmf",
        "request": Request(method, target, OURS),
        "response": response,
        "passage": Passage.ANSWERED if response else Passage.BROKEN,
        "begun_ns": begun,
        "ended_ns": begun + 8_000_000 + number * 100_000,
        "wall": f"2026-01-05T08:00:{number % 60:02d}Z",
        "target": "zosmf",
        "upstream": "http://127.0.0.1:4430",
        "session": "primary",
        "sender": Sender("scenarios", "job-7"),
    }
    return Exchange(**{**fields, **changed})


def life_of_a_job() -> list[Exchange]:
    """Return one scenario: submit, look, hold, release, wait, read the output, purge, look again."""
    path = f"{BASE}/HQ1A0001/JOB00123"
    feedback = {
        "owner": "IBMUSER",
        "jobid": "JOB00123",
        "jobname": "HQ1A0001",
        "status": 0,
        "message": "Request was successful.",
    }
    early = {"phase": 130, "phase-name": "Job is actively converting", "status": "INPUT", "retcode": None}
    queued = {"phase": 10, "phase-name": "Job is awaiting execution", "status": "INPUT", "retcode": None}
    text = Headers.of([("Content-Type", "text/plain; charset=utf-8")])
    submit = exchange(1, "PUT", BASE, answer(201, job(**early)), operation="submitJob")
    plain = OURS.put("Content-Type", "text/plain")
    return [
        replace(submit, request=Request("PUT", BASE, plain, JCL)),
        exchange(2, "GET", path, answer(400, MISSING), operation="getJob"),
        exchange(3, "GET", path, answer(200, job(**queued)), operation="getJob"),
        exchange(4, "PUT", path, answer(200, feedback), operation="modifyJob"),
        exchange(5, "PUT", path, answer(200, feedback), operation="modifyJob"),
        exchange(6, "GET", f"{path}?step-data=Y", answer(200, job(retcode=0)), operation="getJob"),
        exchange(7, "GET", f"{path}/files", answer(200, []), operation="listSpoolFiles"),
        exchange(8, "GET", f"{path}/files/2/records", answer(200, body=b"1 J E S 2\n", headers=text)),
        exchange(9, "DELETE", path, answer(200, feedback), operation="deleteJob"),
        exchange(10, "GET", path, answer(400, MISSING), operation="getJob"),
    ]


SCHEMA = Finding(
    rule="exchange.schema",
    severity=Severity.ERROR,
    claim="The body of getJob's 200 answer breaks its schema: retcode is a number",
    operation="getJob",
    subject="200 /retcode type",
    expected="string or null",
    got="0",
    witness=("x6",),
    source=Source("z/OS jobs REST interface: JSON documents, job document"),
    change=Change.BREAKING,
    reproduce="curl -sS -i -u \"$HARNESS_USER:$HARNESS_PASSWORD\" -H 'X-CSRF-ZOSMF-HEADER: true' "
    f"'http://127.0.0.1:4430{BASE}/HQ1A0001/JOB00123?step-data=Y'",
    count=14,
)
MONOTONIC = Finding(
    rule="lifecycle.monotonic",
    severity=Severity.ERROR,
    claim="A job that was seen in OUTPUT was later seen in ACTIVE",
    operation="getJob",
    subject="OUTPUT to ACTIVE",
    expected="OUTPUT is terminal",
    got="ACTIVE 512 ms later",
    witness=("x3", "x6"),
    source=Source("APAR PH44152", Standing.MEASURED),
)
FIELD = Finding(
    rule="exchange.undocumented-field",
    severity=Severity.WARNING,
    claim="listJobs answers a field that the documents do not list: /*/job-group",
    operation="listJobs",
    subject="200 /*/job-group",
    expected="one of the documented fields",
    got="PAYROLL1",
    witness=("x11",),
    source=Source("z/OS jobs REST interface: Obtain the status of a job"),
    change=Change.ADDITIVE,
    reproduce=f"curl -sS -i 'http://127.0.0.1:4430{BASE}?owner=*&max-jobs=3'",
)
ITEM = Finding(
    rule="relations.list-is-item",
    severity=Severity.INFO,
    claim="The list and the job itself disagree on the class of one job",
    operation="listJobs",
    subject="class",
    expected="A",
    got="B",
    witness=("x11", "x3"),
    source=Source("z/OS jobs REST interface: List the jobs", Standing.INFERRED),
)


def findings() -> list[Finding]:
    """Return findings of each severity on the life of that job, the worst first."""
    return [SCHEMA, MONOTONIC, FIELD, ITEM]


def listing() -> Exchange:
    """Return a list of jobs in which one has a field too many."""
    jobs = [job(), job(jobid="JOB00124", **{"class": "B", "job-group": "PAYROLL1"}), job(jobid="JOB00125")]
    target = f"{BASE}?owner=*&max-jobs=3"
    return exchange(
        11, "GET", target, answer(200, jobs), operation="listJobs", sender=Sender("coverage", "c-81")
    )


def blocked() -> Exchange:
    """Return a request that the guard kept."""
    return exchange(
        12,
        "DELETE",
        f"{BASE}/PAYROLL/JOB00001",
        None,
        passage=Passage.BLOCKED,
        blocked_by="guard.not-ours",
        operation="deleteJob",
        sender=Sender("fuzzing", "f-3"),
    )


COVERAGE = [
    ("listJobs", "read", {"200": 612, "400": 88}, ["200", "400", "401", "403", "500"], 700, 0, ""),
    ("getJob", "read", {"200": 1204, "400": 311, "404": 2}, ["200", "400", "401", "403", "500"], 1517, 0, ""),
    ("getJobByCorrelator", "read", {"200": 96, "400": 41}, ["200", "400", "401", "500"], 137, 0, ""),
    ("listSpoolFiles", "read", {"200": 214, "400": 30}, ["200", "400", "401", "500"], 244, 0, ""),
    ("getSpoolRecords", "read", {"200": 180, "400": 57, "500": 1}, ["200", "400", "401", "500"], 238, 0, ""),
    ("submitJob", "create", {"201": 402, "400": 133}, ["201", "400", "401", "403", "500"], 535, 4, ""),
    ("modifyJob", "modify", {"200": 288, "202": 41, "400": 96}, ["200", "202", "400", "500"], 425, 12, ""),
    ("deleteJob", "destroy", {"200": 301, "202": 8, "400": 22}, ["200", "202", "400", "500"], 331, 6, ""),
    ("getJobSecondary", "read", {"400": 44}, ["200", "400", "500"], 44, 0, "never answered a 2xx"),
    ("logout", "session", {}, ["204", "401"], 0, 0, "session operations are scripted, never generated"),
]
RULES = [
    ("exchange.status", "Every answer has a status that the documents list", "error"),
    ("exchange.media-type", "Every answer has a media type that the documents list for its status", "error"),
    ("exchange.schema", "Every body keeps to its schema", "error"),
    ("exchange.undocumented-field", "No body holds a field that the documents do not list", "warning"),
    ("exchange.error-document", "Every refusal carries an error report document", "error"),
    ("exchange.echo", "A document names the job that was asked for", "error"),
    ("lifecycle.monotonic", "A job never goes back to an earlier state", "error"),
    ("lifecycle.result", "A job has a return code exactly when it has ended", "error"),
    ("lifecycle.verb", "A verb has one of the outcomes allowed in the job's state", "error"),
    ("relations.list-is-item", "The list and the job itself agree on the fields they share", "warning"),
    ("relations.filter-narrows", "A filter of the list only ever leaves jobs out", "error"),
    ("zosmf.feedback-status", "The feedback status is one of the documented numbers", "warning"),
]


NEVER = [("getJobSecondary", "200", ""), ("logout", "204", "nobody <logs> out")]
PAIRS = {
    "target": "zosmf",
    "documented": 41,
    "exercised": 39,
    "missing": [dict(zip(("operation", "status", "because"), pair, strict=True)) for pair in NEVER],
}


def details(**changed: Any) -> dict[str, Any]:
    """Return what a check adds to ``run.json``."""
    names = ("operation", "effect", "statuses", "documented", "judged", "blocked", "skipped_reason")
    return {
        "coverage": [dict(zip(names, row, strict=True)) for row in COVERAGE],
        "pairs": [PAIRS],
        "rules": [dict(zip(("id", "claim", "severity"), rule, strict=True)) for rule in RULES],
        "fail_on": "warning",
        "requests_digest": "b2c4e8f0a1d3",
        **changed,
    }


TARGET = RunTarget("zosmf", "zosmf", ("http://127.0.0.1:4430",), "unrestricted", embedded=True)
COUNTS = {"received": 4193, "forwarded": 4171, "blocked": 22, "refused": 0, "judged": 4171, "cases": 2380}
FAIL = Verdict(VerdictKind.FAIL, "3 findings at or above warning, the worst: getJob breaks its schema")
PASS = Verdict(VerdictKind.PASS, "Every claim held in 4,171 judged exchanges of 9 operations")
INCONCLUSIVE = Verdict(VerdictKind.INCONCLUSIVE, "No submit succeeded, so nothing was learned of jobs")


def run_of(verdict: Verdict | None, **changed: Any) -> Run:
    """Return the ``run.json`` of a check with that verdict."""
    fields: dict[str, Any] = {
        "id": "20260105T080000Z-check-zosmf",
        "command": "check",
        "command_line": ("check", "zosmf"),
        "started": "2026-01-05T08:00:00+00:00",
        "targets": (TARGET,),
        "versions": {"harness": "0.1.0", "python": "3.11.9", "schemathesis": "4.32.5"},
        "seed": 7,
        "profile": "standard",
        "ended": None if verdict is None else "2026-01-05T08:00:38.412000+00:00",
        "verdict": verdict,
        "exit_code": None if verdict is None else verdict.exit_code,
        "counts": COUNTS,
        "details": details(),
    }
    return Run(**{**fields, **changed})


def write(
    folder: Path,
    run: Run,
    exchanges: Sequence[Exchange] = (),
    found: Sequence[Finding] = (),
    metrics: Mapping[str, Any] | None = None,
) -> Path:
    """Write a run folder, and return it."""
    record = RunFolder.create(folder)
    for each in exchanges:
        record.append(each)
    record.close()
    append_findings(folder, found)
    write_run(folder, run)
    if metrics is not None:
        (folder / "metrics.json").write_text(json.dumps(metrics))
    return folder


def failing(folder: Path) -> Path:
    """Write a check that failed."""
    return write(folder, run_of(FAIL), [*life_of_a_job(), listing(), blocked()], findings())


def passing(folder: Path) -> Path:
    """Write a check that passed."""
    return write(folder, run_of(PASS), [*life_of_a_job(), listing(), blocked()])
