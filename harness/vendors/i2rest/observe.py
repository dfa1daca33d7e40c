"""What an exchange with i2Rest says of jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from harness.contract import Contract, Match
from harness.exchange import Exchange
from harness.flow import JobRef, Outcome
from harness.oracles import Act, Observation
from harness.vendors.i2rest import answers, cl, flows, jobs

_COMPARED = ("jobnum", "jobuser", "jobname", "status", "complsts", "jobpty")
"""What a list and a look-up must say alike."""


def observe(contract: Contract, match: Match, exchange: Exchange) -> tuple[Observation, ...]:
    """Read one exchange that left: answered, or broken (then only what may have been changed is told)."""
    del contract
    read = _READERS.get((match.role or "").partition(":")[0])
    return () if read is None else tuple(read(match, exchange))


def asked_job(match: Match) -> JobRef | None:
    """Return the job that a look-up asks for."""
    body = match.parsed.body
    return jobs.in_row(body.get("input")) if isinstance(body, Mapping) else None


def command_in(match: Match) -> str:
    """Return the command that a request runs, or nothing."""
    body = match.parsed.body
    text = body.get("command") if isinstance(body, Mapping) else None
    return text if isinstance(text, str) else ""


def _at(exchange: Exchange, act: Act, job: JobRef, *, present: bool, **told: Any) -> Observation:
    """Return what an exchange says of a job; its user is no name of it: every job of the user bears it."""
    names = {part: name for part, name in job.names.items() if part != "jobuser"}
    return Observation.of(exchange, act, JobRef(job.key, names), present=present, **told)


def _row(exchange: Exchange, act: Act, job: JobRef, row: Mapping[str, Any]) -> Observation:
    read = flows.reading(row, job)
    document = {name: row[name] for name in _COMPARED if name in row}
    return _at(exchange, act, job, present=True, state=read.state, result=read.result, document=document)


def _submit(match: Match, exchange: Exchange) -> Iterator[Observation]:
    del match
    job = jobs.submitted(answers.document_of(exchange.response)) if exchange.judged else None
    if job is not None and answers.succeeded(exchange.response):
        yield _at(exchange, Act.SUBMIT, job, present=True, outcome=Outcome.DONE)


def _looked_up(match: Match, exchange: Exchange) -> Iterator[Observation]:
    """Read a look-up; nothing is read from an answer about another job than the one asked for."""
    asked = asked_job(match)
    output = answers.output_of(exchange.response) if exchange.judged else None
    if asked is None or output is None or jobs.in_row(output) != asked:
        return
    if match.operation.id == "lookUpEnd":
        result = flows.end_of(output)
        if result is not None:
            # The history log tells of the end, not of where the job is now.
            yield _at(exchange, Act.NOTIFIED, asked, present=True, result=result)
    elif answers.says_unknown(output):
        yield _at(exchange, Act.STATUS, asked, present=False, outcome=Outcome.NOT_VISIBLE)
    else:
        yield _row(exchange, Act.STATUS, asked, output)


def _listed(match: Match, exchange: Exchange) -> Iterator[Observation]:
    del match
    output = answers.output_of(exchange.response) if exchange.judged else None
    rows = output.get("jobs") if output else None
    for row in rows if isinstance(rows, list) else ():
        job = jobs.in_row(row)
        if job is not None:
            yield _row(exchange, Act.LISTED, job, row)


def _changed(match: Match, exchange: Exchange) -> Iterator[Observation]:
    job = cl.touching(command_in(match)).job
    if job is None:
        return
    role = match.role or ""
    act, verb = (Act.DELETE, "delete") if role == "delete" else (Act.MODIFY, role.partition(":")[2])
    outcome = answers.outcome_of(exchange.response if exchange.judged else None)
    known = outcome in {Outcome.DONE, Outcome.ACCEPTED, Outcome.TOO_LATE}
    yield _at(exchange, act, job, present=known, verb=verb, outcome=outcome)


_READERS: Mapping[str, Callable[[Match, Exchange], Iterator[Observation]]] = {
    "submit": _submit,
    "status": _looked_up,
    "list": _listed,
    "modify": _changed,
    "delete": _changed,
}
