"""Answers of JasperReports Server read once for all rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness import oracles
from harness.oracles import Evidence, judged_answers
from harness.vendors.jasper import answers


@dataclass(frozen=True)
class Answered(oracles.Answered):
    """An answer; ``document`` is what it holds, the same for JSON and XML."""

    document: Any

    @property
    def members(self) -> Mapping[str, Any]:
        """The document when it is an object, else an empty one."""
        return self.document if isinstance(self.document, Mapping) else {}

    def asked(self, parameter: str) -> str | None:
        """Return the value of a query parameter that this level knows, given once."""
        values = self.match.parsed.query.get(parameter, ())
        known = self.match.operation.declares(parameter)
        return values[0] if known and len(values) == 1 else None


def answered(evidence: Evidence) -> tuple[Answered, ...]:
    """Return every answer, in order; a fact."""
    return tuple(
        Answered(each.exchange, each.match, each.response, answers.document_of(each.response))
        for each in evidence.fact(judged_answers)
    )


def lists(evidence: Evidence) -> tuple[tuple[Answered, tuple[Mapping[str, Any], ...]], ...]:
    """Return every list of jobs with its summaries; a fact."""
    return tuple(
        (each, tuple(entry for entry in each.members["jobsummary"] if isinstance(entry, Mapping)))
        for each in evidence.fact(answered)
        if each.operation == "listJobs" and isinstance(each.members.get("jobsummary"), list)
    )
