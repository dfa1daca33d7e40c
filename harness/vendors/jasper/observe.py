"""What an exchange with JasperReports Server says of jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from harness.contract import Contract, Match
from harness.exchange import Exchange
from harness.flow import JobRef, Outcome
from harness.oracles import Act, Observation
from harness.vendors.jasper import answers, bodies, names
from harness.vendors.jasper.flows import result_of

_LISTED = {
    "label": "label",
    "version": "version",
    "description": "description",
    "reportUnitURI": "reportUnitURI",
    "owner": "owner",
}
_STORED = {"label": "label", "version": "version", "description": "description", "owner": "username"}
_RUN = {"reportUnitURI": "reportUnitURI"}
"""What a summary and a definition must say alike, by the name it has in each."""
_BY_QUERY = frozenset({"updateJobs", "deleteJobs"})
_BY_BODY = frozenset({"pauseJobs", "resumeJobs", "restartJobs"})


def observe(contract: Contract, match: Match, exchange: Exchange) -> tuple[Observation, ...]:
    """Read one exchange that left: answered, or broken (then only what may have been changed is told)."""
    del contract
    read = _READERS.get(match.operation.id)
    if read is None:
        return ()
    changes = read is _changes
    return tuple(read(match, exchange)) if changes or exchange.judged else ()


def _submit(match: Match, exchange: Exchange) -> Iterator[Observation]:
    response = exchange.response
    if response is not None and response.status in (200, 201):
        job = names.in_document(match.parsed.path["context"], answers.document_of(response))
        if job is not None:
            yield Observation.of(exchange, Act.SUBMIT, job, outcome=Outcome.DONE, present=True)


def _state(match: Match, exchange: Exchange) -> Iterator[Observation]:
    job, response = names.in_path(match.parsed.path), exchange.response
    if job is None or response is None:
        return
    if response.status == 200:
        yield Observation.of(exchange, Act.STATUS, job, present=True, **_told(answers.members_of(response)))
    elif answers.says_gone(response):
        yield _absent(exchange, Act.STATUS, job)


def _definition(match: Match, exchange: Exchange) -> Iterator[Observation]:
    job, response = names.in_path(match.parsed.path), exchange.response
    if job is None or response is None:
        return
    stored = answers.members_of(response)
    if response.status == 200 and str(stored.get("id")) == job.names["id"]:
        document = {**_compared(stored, _STORED), **_compared(stored.get("source"), _RUN)}
        yield Observation.of(exchange, Act.STATUS, job, present=True, document=document)
    elif answers.says_gone(response):
        yield _absent(exchange, Act.STATUS, job)


def _list(match: Match, exchange: Exchange) -> Iterator[Observation]:
    listed = answers.members_of(exchange.response).get("jobsummary")
    if exchange.response is None or exchange.response.status != 200 or not isinstance(listed, list):
        return
    for entry in listed:
        job = names.in_document(match.parsed.path["context"], entry)
        if job is not None:
            told = _told(entry.get("state"))
            yield Observation.of(
                exchange, Act.LISTED, job, present=True, document=_compared(entry, _LISTED), **told
            )


def _changes(match: Match, exchange: Exchange) -> Iterator[Observation]:
    """Tell of every job that was to be changed; what a refusal does not name may have been changed."""
    act = Act.DELETE if match.role == "delete" else Act.MODIFY
    verb = (match.role or "").rpartition(":")[2]
    response = exchange.response if exchange.judged else None
    outcome = answers.outcome_of(response)
    addressed = _addressed(match, exchange)
    missed = answers.missed(response) if response is not None and outcome is Outcome.TOO_LATE else frozenset()
    for job in addressed:
        of_this = outcome
        if len(addressed) > 1 and outcome is Outcome.TOO_LATE and job.names["id"] not in missed:
            of_this = Outcome.UNKNOWN
        yield Observation.of(exchange, act, job, present=of_this is Outcome.DONE, verb=verb, outcome=of_this)


def _addressed(match: Match, exchange: Exchange) -> tuple[JobRef, ...]:
    context, operation = match.parsed.path["context"], match.operation.id
    if operation in _BY_QUERY:
        return names.jobs(context, match.parsed.query.get("id", ()))
    if operation in _BY_BODY:
        return names.jobs(context, bodies.ids_in(exchange.request).numbers)
    job = names.in_path(match.parsed.path)
    return () if job is None else (job,)


def _told(state: Any) -> dict[str, Any]:
    value = state.get("value") if isinstance(state, Mapping) else None
    told = value if isinstance(value, str) else None
    return {"state": told, "result": result_of(told)}


def _compared(document: Any, fields: Mapping[str, str]) -> dict[str, Any]:
    """Return the shared fields; a null may be left out, so it says nothing."""
    if not isinstance(document, Mapping):
        return {}
    return {name: document[ours] for name, ours in fields.items() if document.get(ours) is not None}


def _absent(exchange: Exchange, act: Act, job: JobRef) -> Observation:
    return Observation.of(exchange, act, job, present=False, outcome=Outcome.NOT_VISIBLE)


_READERS: Mapping[str, Callable[[Match, Exchange], Iterator[Observation]]] = {
    "scheduleJob": _submit,
    "getJobState": _state,
    "getJob": _definition,
    "listJobs": _list,
    "updateJobs": _changes,
    "deleteJobs": _changes,
    "editJob": _changes,
    "deleteJob": _changes,
    "pauseJobs": _changes,
    "resumeJobs": _changes,
    "restartJobs": _changes,
}
