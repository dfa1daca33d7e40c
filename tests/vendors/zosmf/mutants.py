"""Servers that are wrong in one way: changes laid over a truthful server's answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import orjson

from harness.exchange import Headers, Request, Response
from tests.oracles.script import NO_JOB, job
from tests.vendors.zosmf.bench import Change, rewritten


def on_job(change: dict[str, Any], where: str = "", **when: Any) -> Change:
    """Put fields over each job document that has all of ``when``; ``where`` is ``list`` or ``item`` only."""

    def mutated(document: Any) -> Any:
        if isinstance(document, list):
            return [mutated(entry) for entry in document]
        fits = isinstance(document, dict) and "phase" in document
        if fits and all(document.get(name) == value for name, value in when.items()):
            return {**document, **change}
        return document

    def mutant(request: Request, response: Response) -> Response:
        listed = request.path.endswith("/jobs") and request.method == "GET"
        there = {"": True, "list": listed, "item": not listed and request.method == "GET"}[where]
        return on_json(response, mutated) if there else response

    return mutant


def on_json(response: Response, change: Callable[[Any], Any]) -> Response:
    """Change the JSON of an answer, if it has any."""
    try:
        document = orjson.loads(response.body)
    except orjson.JSONDecodeError:
        return response
    return rewritten(response, change(document))


def unfiltered(parameter: str) -> Change:
    """Answer each filtered list with what was last answered to a list of all jobs."""
    whole: list[bytes] = []

    def mutant(request: Request, response: Response) -> Response:
        if request.method != "GET" or response.status != 200 or not request.path.endswith("/jobs"):
            return response
        if request.query == "owner=*":
            whole[:] = [response.body]
        filtered = whole and f"{parameter}=" in request.query
        return Response(200, response.headers, whole[0]) if filtered else response

    return mutant


def on_error(status: int, **change: Any) -> Change:
    """Change the status and members of "no job found" errors."""

    def mutant(_: Request, response: Response) -> Response:
        if b'"reason":10' not in response.body:
            return response
        return rewritten(response, {**orjson.loads(response.body), **change}, status)

    return mutant


def on_cancel(old: int, new: int) -> Change:
    """Answer cancels with another feedback status."""
    message = {0: "Request was successful.", 156: "Job not cancellable or purgeable"}[new]

    def mutated(document: Any) -> Any:
        fits = isinstance(document, dict) and document.get("status") == old and "original-jobid" in document
        return {**document, "status": new, "message": message} if fits else document

    return lambda request, response: on_json(response, mutated) if b"cancel" in request.body else response


def open_door(request: Request, response: Response) -> Response:
    """Let everybody in: an empty list for a refusal."""
    refused = response.status in (401, 403) and request.method == "GET" and request.path.endswith("/jobs")
    return Response(200, Headers.of(Content_Type="application/json"), b"[]") if refused else response


def fewer_files(_: Request, response: Response) -> Response:
    """Leave the job's messages out of each list of spool files."""

    def mutated(document: Any) -> Any:
        known = isinstance(document, list)
        return [file for file in document if file.get("ddname") != "JESYSMSG"] if known else document

    return on_json(response, mutated)


def more_records(request: Request, response: Response) -> Response:
    """Add three records to every file."""
    whole = "/records" in request.path and response.status == 200
    return Response(200, response.headers, response.body + b"A\nB\nC\n") if whole else response


def asynchronous(request: Request, response: Response) -> Response:
    """Answer every change with a 202."""
    changed = request.method in ("PUT", "DELETE") and b'"original-jobid"' in response.body
    return Response(202, Headers(), b"") if changed else response


def stale() -> Change:
    """Answer each item with what it was when it was first asked for."""
    first: dict[str, Response] = {}

    def mutant(request: Request, response: Response) -> Response:
        item = request.method == "GET" and response.status == 200 and b'"phase"' in response.body
        if not item or response.body.startswith(b"["):
            return response
        return first.setdefault(request.target, response)

    return mutant


def forgetful() -> Change:
    """Say of every third item that there is no such job."""
    count = [0]

    def mutant(request: Request, response: Response) -> Response:
        if request.method != "GET" or response.status != 200 or not response.body.startswith(b'{"'):
            return response
        count[0] += 1
        named = unquote(request.path).removeprefix("/zosmf/restjobs/jobs/").split("/")
        message = f"No job found for reference: '{'('.join(named).upper()})'"
        error = {**NO_JOB, "message": message} if len(named) == 2 else {**NO_JOB, "message": None}
        return rewritten(response, error, 400) if count[0] % 3 == 0 else response

    return mutant


def restless() -> Change:
    """Tell another return code at every second reading."""
    count = [0]

    def mutant(request: Request, response: Response) -> Response:
        count[0] += 1
        changed = on_job({"retcode": "CC 0004"}, status="OUTPUT", retcode="CC 0000")
        return changed(request, response) if count[0] % 2 else response

    return mutant


def undead() -> Change:
    """Go on showing jobs that were purged."""
    last: dict[str, Response] = {}

    def mutant(request: Request, response: Response) -> Response:
        if request.method != "GET":
            return response
        if response.status == 200 and b'"phase"' in response.body and not response.body.startswith(b"["):
            last[request.path] = response
        return last.get(request.path, response) if b'"reason":10' in response.body else response

    return mutant


_OTHER = {
    name: value for name, value in job(number=9).items() if name in ("job-correlator", "url", "files-url")
}
MUTANTS: dict[str, tuple[Callable[[], Change], str]] = {
    "no result at the end": (
        lambda: on_job({"retcode": None}, status="OUTPUT"),
        "lifecycle.ended-without-result",
    ),
    "result before the end": (
        lambda: on_job({"retcode": "CC 0000"}, status="INPUT"),
        "lifecycle.result-before-end",
    ),
    "status of another phase": (
        lambda: on_job({"status": "INPUT", "retcode": None}, status="OUTPUT"),
        "zosmf.phase-status",
    ),
    "one id for all": (lambda: on_job({"jobid": "JOB99999"}, status="OUTPUT"), "exchange.echo"),
    "one correlator for all": (lambda: on_job(_OTHER, "list"), "zosmf.correlator"),
    "list and item disagree": (
        lambda: on_job({"owner": "NOBODY"}, "list", status="OUTPUT"),
        "relations.list-item",
    ),
    "steps unasked": (lambda: on_job({"step-data": []}, "list"), "zosmf.step-data"),
    "owner not filtered": (lambda: unfiltered("owner"), "zosmf.list-owner"),
    "prefix not filtered": (lambda: unfiltered("prefix"), "zosmf.list-prefix"),
    "jobid not filtered": (lambda: unfiltered("jobid"), "zosmf.list-jobid"),
    "status not filtered": (lambda: unfiltered("status"), "zosmf.list-active"),
    "max-jobs not obeyed": (lambda: unfiltered("max-jobs"), "zosmf.list-max-jobs"),
    "404 for an unknown job": (lambda: on_error(404), "exchange.status"),
    "other category for an unknown job": (lambda: on_error(400, category=8), "zosmf.error-number"),
    "other reason for an unknown job": (lambda: on_error(400, reason=13), "zosmf.error-number"),
    "cancel of an ended job succeeds": (lambda: on_cancel(156, 0), "lifecycle.verb-outcome"),
    "a confirmed cancel told as refused": (lambda: on_cancel(0, 156), "zosmf.cancel-told"),
    "stale items": (stale, "lifecycle.monotonic"),
    "jobs vanish now and then": (forgetful, "lifecycle.reappeared"),
    "return codes change": (restless, "lifecycle.result-stable"),
    "purged jobs are shown": (undead, "lifecycle.visible-after-delete"),
    "anybody may list": (lambda: open_door, "exchange.without-session"),
    "no cross-site header needed": (lambda: open_door, "exchange.wrong-input-accepted"),
    "a JES file is missing": (lambda: fewer_files, "zosmf.jes-files"),
    "more records than told": (lambda: more_records, "zosmf.record-count"),
    "202 for a synchronous change": (lambda: asynchronous, "zosmf.synchronous"),
}
"""By what is wrong: a fresh mutant, and the rule that must find it."""
