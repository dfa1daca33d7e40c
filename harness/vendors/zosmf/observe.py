"""What an exchange with z/OSMF says of jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import orjson

from harness.contract import Contract, Match
from harness.exchange import Exchange, Request
from harness.flow import JobRef, Outcome
from harness.oracles import Act, Observation
from harness.vendors.zosmf import answers, jobs

_COMPARED = (
    "jobid",
    "jobname",
    "subsystem",
    "owner",
    "type",
    "class",
    "status",
    "retcode",
    "job-correlator",
    "exec-system",
    "exec-member",
    "exec-submitted",
    "exec-started",
    "exec-ended",
)
"""What a list and an item must say alike; a phase moves on after the end, and a reason is free text."""
_ELSEWHERE = ("X-IBM-Target-System", "X-IBM-Target-System-User")
_TUNNEL = "X-IBM-Requested-Method"
_VERBS = frozenset({"hold", "release", "cancel"})


def observe(contract: Contract, match: Match, exchange: Exchange) -> tuple[Observation, ...]:
    """Read one exchange that left: answered, or broken (then only what may have been changed is told).

    Nothing is read from a document about another job than the one asked for; that is for the rule on
    echoes. Where another system or subsystem may have served a request, the job may be a namesake:
    then the exchange tells nothing but that it may have changed the job.
    """
    del contract
    role = (match.role or "").partition(":")[0]
    elsewhere = diverted(exchange.request) or "jesb" in match.parsed.path
    read = _READERS.get(role)
    if read is None or (elsewhere and read is not _changes):
        return ()
    seen = tuple(read(match, exchange))
    return tuple(map(_perhaps, seen)) if elsewhere else seen


def diverted(request: Request) -> bool:
    """Tell whether another system, or another method than the one seen, may have served the request.

    A POST that names its real method is no such case: the contract reads it as that method.
    """
    tunnelled = _TUNNEL in request.headers and request.method != "POST"
    return tunnelled or any(name in request.headers for name in _ELSEWHERE)


def compared(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a job document that must be alike wherever it stands; of URLs, the path."""
    fields = {name: document[name] for name in _COMPARED if name in document}
    urls = {name: document.get(name) for name in ("url", "files-url")}
    return {**fields, **{name: urlsplit(url).path for name, url in urls.items() if isinstance(url, str)}}


def verb_of(request: Request) -> str | None:
    """Return the verb in the body of a job update, None unless it holds exactly one that is documented."""
    try:
        body = orjson.loads(request.body)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(body, Mapping) or ("request" in body) == ("class" in body):
        return None
    if "class" in body:
        return "class" if isinstance(body["class"], str) else None
    verb = body["request"]
    return verb if isinstance(verb, str) and verb in _VERBS else None


def _told(document: Mapping[str, Any]) -> dict[str, Any]:
    state, result = document.get("status"), document.get("retcode")
    return {
        "present": True,
        "state": state if isinstance(state, str) else None,
        "result": result if isinstance(result, str) else None,
    }


def _submit(match: Match, exchange: Exchange) -> Iterator[Observation]:
    del match
    response = exchange.response
    if not exchange.judged or response is None or response.status != 201:
        return
    document = answers.document_of(response)
    job = jobs.in_document(document)
    if job is not None:
        yield Observation.of(exchange, Act.SUBMIT, job, outcome=Outcome.DONE, **_told(document))


def _status(match: Match, exchange: Exchange) -> Iterator[Observation]:
    addressed = jobs.in_path(match.parsed.path)
    if not exchange.judged or exchange.response is None or addressed is None:
        return
    document = answers.document_of(exchange.response)
    job = jobs.in_document(document)
    if exchange.response.status == 200 and job is not None and jobs.same(addressed, job):
        yield Observation.of(exchange, Act.STATUS, job, document=compared(document), **_told(document))
    elif answers.says_no_job(exchange.response):
        yield _absent(exchange, Act.STATUS, addressed)


def _list(match: Match, exchange: Exchange) -> Iterator[Observation]:
    response = exchange.response
    listed = answers.document_of(response) if exchange.judged and response else None
    if response is None or response.status != 200 or not isinstance(listed, list):
        return
    named = [(jobs.in_document(entry), entry) for entry in listed]
    for job, entry in named:
        if job is not None:
            yield Observation.of(exchange, Act.LISTED, job, document=compared(entry), **_told(entry))
    wanted = _only_job(match)
    if wanted and not any(job.names["jobid"].upper() == wanted for job, _ in named if job):
        yield _absent(exchange, Act.UNLISTED, JobRef(wanted))


def _only_job(match: Match) -> str | None:
    """Return the job id of a list that must show that job, if it is there, whoever owns it."""
    query = {name: values for name, values in match.parsed.query.items() if name != "exec-data"}
    jobid = query.pop("jobid", ())
    everyone = query.pop("owner", ()) == ("*",) and query.pop("prefix", ("*",)) == ("*",)
    return jobid[0] if everyone and not query and len(jobid) == 1 else None


def _output(match: Match, exchange: Exchange) -> Iterator[Observation]:
    addressed = jobs.in_path(match.parsed.path)
    if not exchange.judged or exchange.response is None or addressed is None:
        return
    if exchange.response.status == 200:
        files = answers.document_of(exchange.response)
        told = files[0] if isinstance(files, list) and files else None
        yield Observation.of(exchange, Act.OUTPUT, _meant(addressed, told), present=True)
    elif answers.says_no_job(exchange.response):
        yield _absent(exchange, Act.OUTPUT, addressed)


def _changes(match: Match, exchange: Exchange) -> Iterator[Observation]:
    addressed = jobs.in_path(match.parsed.path)
    if addressed is None:
        return
    act, verb = (Act.DELETE, "delete") if match.role == "delete" else (Act.MODIFY, verb_of(exchange.request))
    response = exchange.response if exchange.judged else None
    outcome = answers.outcome_of(response)
    if outcome is Outcome.NOT_VISIBLE:
        yield replace(_absent(exchange, act, addressed), verb=verb)
    else:
        known = outcome in (Outcome.DONE, Outcome.TOO_LATE)
        job = _meant(addressed, answers.document_of(response))
        yield Observation.of(exchange, act, job, present=known, verb=verb, outcome=outcome)


def _perhaps(change: Observation) -> Observation:
    """Return a change that may have been made to the job of the primary JES, or to a namesake."""
    key = "/".join(change.job.key.split("/")[-2:])
    return replace(change, job=JobRef(key), present=False, outcome=Outcome.UNKNOWN)


def _meant(addressed: JobRef, document: Any) -> JobRef:
    """Return the job by all the names that the answer gives, if it is the one that was asked for."""
    told = jobs.in_document(document)
    return told if told is not None and jobs.same(addressed, told) else jobs.folded(addressed)


def _notified(match: Match, exchange: Exchange) -> Iterator[Observation]:
    """Read a notification: its request tells; one without a result is of an earlier event."""
    del match
    try:
        document = orjson.loads(exchange.request.body)
    except orjson.JSONDecodeError:
        return
    job = jobs.in_document(document)
    if job is not None and isinstance(document.get("retcode"), str):
        told = {"present": True, "state": jobs.TERMINAL, "result": document["retcode"]}
        yield Observation.of(exchange, Act.NOTIFIED, job, **told)


def _absent(exchange: Exchange, act: Act, addressed: JobRef) -> Observation:
    """Tell of a job that the target does not know: its names may be of no job, so they alias none."""
    return Observation.of(exchange, act, JobRef(addressed.key), present=False, outcome=Outcome.NOT_VISIBLE)


_READERS: Mapping[str, Callable[[Match, Exchange], Iterator[Observation]]] = {
    "submit": _submit,
    "status": _status,
    "list": _list,
    "output": _output,
    "modify": _changes,
    "delete": _changes,
    "callback": _notified,
}
