"""Answers of Informatica Cloud read once for all rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harness import oracles
from harness.exchange import Direction, Exchange
from harness.finding import Source, Standing
from harness.flow import JobRef
from harness.oracles import Evidence, judged_answers
from harness.vendors.iics import runs
from harness.vendors.iics.documents import document_of, entries, value_of

_REFERENCE = "Informatica Cloud REST API reference, topic '{}'"
JOB = Source("Informatica Cloud REST API v2, topic 'Job'")
CALLBACK = Source("Informatica Cloud REST API v2, topic 'Job', Job Status Example")
MONITOR = Source(_REFERENCE.format("activityMonitor"))
LOG = Source(_REFERENCE.format("activityLog"))
ERRORS = Source(_REFERENCE.format("Error object"))
SESSIONS = Source(_REFERENCE.format("Session IDs"))
COUNTER = Source("run ids of public fixtures are small numbers, so they count by task", Standing.INFERRED)
SCRIPTS = Source(
    "scripts of clients wait until a run has left the monitor, and take it from the log", Standing.SOURCE_CODE
)
STOPS = Source("renbud/InformaticaCloudClient: a stop when nothing runs is a 403", Standing.SOURCE_CODE)
STATES = Source("how states of the monitor, the log and a callback go together", Standing.INFERRED)


@dataclass(frozen=True)
class Answered(oracles.Answered):
    """An answer. ``document`` is what it holds, ``asked`` what the request does."""

    document: Any
    asked: Any

    @property
    def entries(self) -> tuple[Mapping[str, Any], ...]:
        """The entries of a list."""
        return entries(self.document)


@dataclass(frozen=True)
class Shown:
    """One run as one entry shows it."""

    answered: Answered
    job: JobRef
    entry: Mapping[str, Any]


@dataclass(frozen=True)
class Called:
    """One callback, and how our receiver answered it."""

    exchange: Exchange
    job: JobRef
    document: Mapping[str, Any]
    status: int


def answered(evidence: Evidence) -> tuple[Answered, ...]:
    """Return the answers to our own requests, in order; a fact."""
    return tuple(map(_answered, evidence.fact(judged_answers)))


def of_operation(evidence: Evidence, operation: str) -> tuple[Answered, ...]:
    """Return the answers of one operation."""
    return tuple(each for each in evidence.fact(answered) if each.operation == operation)


def monitored(evidence: Evidence) -> tuple[Shown, ...]:
    """Return every run that a monitor list shows; a fact."""
    return tuple(_shown(evidence, ("listRunning",)))


def logged(evidence: Evidence) -> tuple[Shown, ...]:
    """Return every run that the log shows, listed or alone; a fact."""
    return tuple(_shown(evidence, ("listLog", "getLogEntry")))


def called(evidence: Evidence) -> tuple[Called, ...]:
    """Return every callback that can be read; a fact."""
    return tuple(_called(evidence))


def _answered(each: oracles.Answered) -> Answered:
    request = each.exchange.request
    asked = value_of(request.headers, request.body)
    return Answered(each.exchange, each.match, each.response, document_of(each.response), asked)


def _shown(evidence: Evidence, operations: tuple[str, ...]) -> Iterator[Shown]:
    for each in evidence.fact(answered):
        if each.operation in operations and each.response.status == 200:
            for entry in each.entries or (each.document,):
                job = runs.run_in(entry)
                if job is not None:
                    yield Shown(each, job, entry)


def _called(evidence: Evidence) -> Iterator[Called]:
    for exchange in evidence.exchanges:
        if exchange.direction is not Direction.INBOUND or exchange.id not in evidence.matches:
            continue
        document = value_of(exchange.request.headers, exchange.request.body)
        job = runs.run_in(document)
        if job is not None:
            status = exchange.response.status if exchange.response else 0
            yield Called(exchange, job, document, status)
