"""What an exchange with Informatica Cloud says of runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from harness.contract import Contract, Match
from harness.exchange import Exchange
from harness.flow import JobRef, Outcome
from harness.oracles import Act, Observation
from harness.vendors.iics import runs
from harness.vendors.iics.documents import document_of, entries, text, value_of

_COMPARED = ("type", "startTime", "startedBy", "runContextType", "agentId", "runtimeEnvironmentId")
"""What the monitor and the log must say alike of a run."""


def observe(contract: Contract, match: Match, exchange: Exchange) -> tuple[Observation, ...]:
    """Read one exchange that left: answered, or broken (then only what may have been changed is told)."""
    del contract
    read = _READERS.get(match.operation.id)
    return () if read is None else tuple(read(match, exchange))


def _start(match: Match, exchange: Exchange) -> Iterator[Observation]:
    del match
    response = exchange.response if exchange.judged else None
    if response is None or response.status not in {200, 201}:
        return
    job = runs.run_in(document_of(response))
    if job is not None:
        yield Observation.of(exchange, Act.SUBMIT, job, present=True, outcome=Outcome.DONE)


def _stop(match: Match, exchange: Exchange) -> Iterator[Observation]:
    """Tell of a stop under its task's id: it counts for whichever run of the task there is."""
    del match
    task = text(value_of(exchange.request.headers, exchange.request.body), "taskId")
    if task is None:
        return
    response = exchange.response if exchange.judged else None
    outcome = Outcome.UNKNOWN
    if response is not None:
        outcome = runs.stop_outcome(response.status, document_of(response))
    known = outcome in {Outcome.ACCEPTED, Outcome.TOO_LATE}
    yield Observation.of(exchange, Act.MODIFY, JobRef(task), present=known, verb="stop", outcome=outcome)


def _monitor(match: Match, exchange: Exchange) -> Iterator[Observation]:
    del match
    for entry in _listed(exchange):
        job = runs.run_in(entry)
        if job is not None:
            state = text(entry, "executionState")
            yield Observation.of(
                exchange, Act.LISTED, job, present=True, state=state, document=compared(entry)
            )


def _log(match: Match, exchange: Exchange) -> Iterator[Observation]:
    """Tell of the entries of the log; of one run that was asked for and is not there, its absence."""
    wanted = _only_run(match)
    act = Act.LISTED if wanted is None else Act.STATUS
    found = False
    for entry in _listed(exchange):
        job = runs.run_in(entry)
        if job is not None:
            found = found or job.key == wanted
            yield _ended(exchange, act, job, entry)
    succeeded = exchange.judged and exchange.response is not None and exchange.response.status == 200
    if wanted is not None and succeeded and not found:
        yield Observation.of(exchange, Act.STATUS, JobRef(wanted), present=False, outcome=Outcome.NOT_VISIBLE)


def _entry(match: Match, exchange: Exchange) -> Iterator[Observation]:
    response = exchange.response if exchange.judged else None
    if response is None:
        return
    document = document_of(response)
    job = runs.run_in(document)
    asked = match.parsed.path["id"]
    if response.status == 200 and job is not None and job.names.get("logId") == asked:
        yield _ended(exchange, Act.STATUS, job, document)
    elif response.status == 404:
        yield Observation.of(exchange, Act.STATUS, JobRef(asked), present=False, outcome=Outcome.NOT_VISIBLE)


def _file(match: Match, exchange: Exchange) -> Iterator[Observation]:
    response = exchange.response if exchange.judged else None
    asked = JobRef(match.parsed.path["id"])
    if response is not None and response.status == 200:
        yield Observation.of(exchange, Act.OUTPUT, asked, present=True)
    elif response is not None and response.status == 404:
        yield Observation.of(exchange, Act.OUTPUT, asked, present=False, outcome=Outcome.NOT_VISIBLE)


def _called_back(match: Match, exchange: Exchange) -> Iterator[Observation]:
    """Read a callback. It tells no state: it may come before the log shows the run, or long after."""
    del match
    job = runs.run_in(value_of(exchange.request.headers, exchange.request.body))
    if job is not None:
        yield Observation.of(exchange, Act.NOTIFIED, job, present=True)


def compared(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an entry that must be alike wherever the run stands."""
    name = entry.get("taskName", entry.get("objectName"))
    return {"taskName": name, **{field: entry[field] for field in _COMPARED if field in entry}}


def _ended(exchange: Exchange, act: Act, job: JobRef, entry: Mapping[str, Any]) -> Observation:
    result = runs.result_of(entry)
    return Observation.of(
        exchange, act, job, present=True, state=runs.LOGGED, result=result, document=compared(entry)
    )


def _only_run(match: Match) -> str | None:
    """Return the key of the run that a log was asked for, when it was asked for just that."""
    query = match.parsed.query
    task, run = query.get("taskId", ()), query.get("runId", ())
    if len(task) != 1 or len(run) != 1 or not run[0].isdigit() or "offset" in query:
        return None
    return runs.key_of(task[0], int(run[0]))


def _listed(exchange: Exchange) -> tuple[Mapping[str, Any], ...]:
    response = exchange.response if exchange.judged else None
    return () if response is None or response.status != 200 else entries(document_of(response))


_READERS: Mapping[str, Callable[[Match, Exchange], Iterator[Observation]]] = {
    "startJob": _start,
    "stopJob": _stop,
    "listRunning": _monitor,
    "listLog": _log,
    "getLogEntry": _entry,
    "getSessionLog": _file,
    "getErrorLog": _file,
    "jobStatus": _called_back,
}
