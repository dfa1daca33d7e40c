"""Answers of JasperReports Server read once for all rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harness.contract import Match
from harness.exchange import Exchange, Response
from harness.oracles import Breach, Evidence
from harness.vendors.jasper import answers


@dataclass(frozen=True)
class Answered:
    """A judged exchange. ``document`` is its answer, the same for JSON and XML."""

    exchange: Exchange
    match: Match
    response: Response
    document: Any

    @property
    def operation(self) -> str:
        """The operationId."""
        return self.match.operation.id

    @property
    def members(self) -> Mapping[str, Any]:
        """The document when it is an object, else an empty one."""
        return self.document if isinstance(self.document, Mapping) else {}

    def asked(self, parameter: str) -> str | None:
        """Return the value of a query parameter that this level knows, given once."""
        values = self.match.parsed.query.get(parameter, ())
        known = self.match.operation.declares(parameter)
        return values[0] if known and len(values) == 1 else None

    def breach(self, subject: str, says: str, expected: str, got: str, *more: str) -> Breach:
        """Return the breach that this answer is the witness of, behind ``more`` others."""
        return Breach(
            says=says,
            operation=self.operation,
            subject=subject,
            expected=expected,
            got=got,
            witness=(*more, self.exchange.id),
        )


def answered(evidence: Evidence) -> tuple[Answered, ...]:
    """Return every answer, in order; a fact."""
    return tuple(_answered(evidence))


def lists(evidence: Evidence) -> tuple[tuple[Answered, tuple[Mapping[str, Any], ...]], ...]:
    """Return every list of jobs with its summaries; a fact."""
    return tuple(
        (each, tuple(entry for entry in each.members["jobsummary"] if isinstance(entry, Mapping)))
        for each in evidence.fact(answered)
        if each.operation == "listJobs" and isinstance(each.members.get("jobsummary"), list)
    )


def _answered(evidence: Evidence) -> Iterator[Answered]:
    for exchange in evidence.exchanges:
        match, response = evidence.matches.get(exchange.id), exchange.response
        if match is not None and response is not None and exchange.judged:
            yield Answered(exchange, match, response, answers.document_of(response))
