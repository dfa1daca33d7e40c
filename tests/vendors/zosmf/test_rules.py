"""z/OSMF's own rules: each proved twice, all silent on a truthful server, and awake to mutants."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from harness.exchange import Headers, Request, Response
from harness.finding import Finding, Severity
from harness.oracles import CLIENT, SUITE, Rule, judge
from harness.seed import stream
from harness.vendors.zosmf.rules import RULES
from tests.oracles.planting import PLANTED, fired
from tests.vendors.zosmf.bench import Bench, Change, rewritten
from tests.vendors.zosmf.planted import changes, documents, errors, lists, spool, submits
from tests.vendors.zosmf.traffic import Traffic

MODULES = (changes, documents, errors, lists, spool, submits)
"""Importing them plants their faults."""
LAWS = ("", "read=constant:300ms,modify=lognormal:500ms,0.6", "read=uniform:0ms..2s,modify=constant:10ms")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_planted_fault_fires_its_rule_and_no_other(rule: Rule) -> None:
    """A rule fires at the fault that it is for, and no other rule takes that fault for its own."""
    plays = PLANTED[rule.id]
    assert plays
    assert [fired(play, fault=True, rule=rule) for play in plays] == [{rule.id}] * len(plays)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_clean_twin_fires_nothing(rule: Rule) -> None:
    """The same exchanges without the fault are clean."""
    plays = PLANTED[rule.id]
    assert plays
    assert [fired(play, fault=False, rule=rule) for play in plays] == [set()] * len(plays)


def test_rules_are_named_after_their_vendor_and_unlike_any_other() -> None:
    """A rule's id names one rule in the whole product, and tells whose it is."""
    ids = [rule.id for rule in (*SUITE, *CLIENT, *RULES)]
    assert len(ids) == len(set(ids))
    assert all(rule.id.startswith("zosmf.") for rule in RULES)


def judged(seed: int, lag: str = "", mutate: Change | None = None, count: int = 250) -> list[Finding]:
    """Return what random traffic makes of the emulator, less mere informations."""
    bench = Bench(seed, lag, mutate)
    Traffic(bench, stream(seed, "traffic")).make(count)
    found = judge(bench.evidence(), (*SUITE, *RULES), embedded=True)
    return [finding for finding in found if finding.severity is not Severity.INFO]


@pytest.mark.parametrize("lag", LAWS)
@pytest.mark.parametrize("seed", range(4))
def test_a_truthful_server_is_clean_to_good_and_wrong_requests(seed: int, lag: str) -> None:
    """Neither the visibility lag, nor purges, other users, odd spellings or wrong input is a finding."""
    assert judged(seed, lag) == []


def on_job(change: dict[str, Any], **when: Any) -> Change:
    """Return a mutant that puts fields over each job document that has all of ``when``."""

    def mutated(document: Any) -> Any:
        if isinstance(document, list):
            return [mutated(entry) for entry in document]
        fits = isinstance(document, dict) and "phase" in document
        if fits and all(document.get(name) == value for name, value in when.items()):
            return {**document, **change}
        return document

    return lambda _, response: _on_json(response, mutated)


def _on_json(response: Response, change: Any) -> Response:
    try:
        document = orjson.loads(response.body)
    except orjson.JSONDecodeError:
        return response
    return rewritten(response, change(document))


def unfiltered(parameter: str) -> Change:
    """Return a mutant that answers each list with what it last answered to a list of all jobs."""
    whole: list[bytes] = []

    def mutant(request: Request, response: Response) -> Response:
        if request.method != "GET" or response.status != 200 or not request.path.endswith("/jobs"):
            return response
        if request.query == "owner=*":
            whole[:] = [response.body]
        return (
            Response(200, response.headers, whole[0])
            if whole and f"{parameter}=" in request.query
            else response
        )

    return mutant


def on_error(status: int, **change: Any) -> Change:
    """Return a mutant that changes "no job found" errors."""

    def mutant(_: Request, response: Response) -> Response:
        if b'"reason":10' not in response.body:
            return response
        return rewritten(response, {**orjson.loads(response.body), **change}, status)

    return mutant


def on_feedback(old: int, new: int) -> Change:
    """Return a mutant that answers a modify with another feedback status."""
    message = {0: "Request was successful.", 156: "Job not cancellable or purgeable"}[new]

    def mutated(document: Any) -> Any:
        fits = isinstance(document, dict) and document.get("status") == old and "original-jobid" in document
        return {**document, "status": new, "message": message} if fits else document

    return lambda request, response: _on_json(response, mutated) if b"cancel" in request.body else response


def open_door(request: Request, response: Response) -> Response:
    """Let everybody in: an empty list for a refusal."""
    refused = response.status in (401, 403) and request.method == "GET" and request.path.endswith("/jobs")
    return Response(200, Headers.of(Content_Type="application/json"), b"[]") if refused else response


def fewer_files(_: Request, response: Response) -> Response:
    """Leave the job's messages out of each list of spool files."""
    return _on_json(
        response,
        lambda document: (
            [e for e in document if e.get("ddname") != "JESYSMSG"] if isinstance(document, list) else document
        ),
    )


def more_records(request: Request, response: Response) -> Response:
    """Add three records to every file."""
    whole = "/records" in request.path and response.status == 200
    return Response(200, response.headers, response.body + b"A\nB\nC\n") if whole else response


def asynchronous(request: Request, response: Response) -> Response:
    """Answer every change with a 202."""
    changed = request.method in ("PUT", "DELETE") and b'"original-jobid"' in response.body
    return Response(202, Headers(), b"") if changed else response


MUTANTS = {
    "no result at the end": (on_job({"retcode": None}, status="OUTPUT"), "lifecycle.ended-without-result"),
    "result before the end": (on_job({"retcode": "CC 0000"}, status="INPUT"), "lifecycle.result-before-end"),
    "ends told as waiting": (
        on_job({"status": "INPUT", "retcode": None}, status="OUTPUT"),
        "zosmf.phase-status",
    ),
    "one id for all": (on_job({"jobid": "JOB99999"}, status="OUTPUT"), "exchange.echo"),
    "owner not filtered": (unfiltered("owner"), "zosmf.list-owner"),
    "prefix not filtered": (unfiltered("prefix"), "zosmf.list-prefix"),
    "status not filtered": (unfiltered("status"), "zosmf.list-active"),
    "max-jobs not obeyed": (unfiltered("max-jobs"), "zosmf.list-max-jobs"),
    "404 for an unknown job": (on_error(404), "exchange.status"),
    "other category for an unknown job": (on_error(400, category=8), "zosmf.error-number"),
    "other reason for an unknown job": (on_error(400, reason=13), "zosmf.error-number"),
    "cancel of an ended job succeeds": (on_feedback(156, 0), "lifecycle.verb-outcome"),
    "a confirmed cancel told as refused": (on_feedback(0, 156), "zosmf.cancel-told"),
    "anybody may list": (open_door, "zosmf.authentication"),
    "no cross-site header needed": (open_door, "exchange.wrong-input-accepted"),
    "a JES file is missing": (fewer_files, "zosmf.jes-files"),
    "more records than told": (more_records, "zosmf.record-count"),
    "202 for a synchronous change": (asynchronous, "zosmf.synchronous"),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_of_the_server_is_caught(name: str) -> None:
    """A server that is wrong in one way is found out by ordinary traffic, in one of ten runs."""
    mutate, rule = MUTANTS[name]
    assert any(rule in {finding.rule for finding in judged(seed, mutate=mutate)} for seed in range(10))
