"""Answers of z/OSMF read once for all rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harness import oracles
from harness.flow import JobRef
from harness.oracles import Evidence, judged_answers
from harness.vendors.zosmf import answers, jobs
from harness.vendors.zosmf.observe import diverted

JOB_ROLES = frozenset({"submit", "status", "list", "output", "modify", "delete"})


@dataclass(frozen=True)
class Answered(oracles.Answered):
    """A judged exchange of the jobs interface. ``document`` is its JSON, None when it has none."""

    document: Any
    role: str
    """``submit``, ``status``, ``list``, ``output``, ``modify`` or ``delete``."""

    @property
    def jesb(self) -> str | None:
        """The secondary JES in the path."""
        return self.match.parsed.path.get("jesb")

    @property
    def addressed(self) -> JobRef | None:
        """The job in the path, in upper case."""
        job = jobs.in_path(self.match.parsed.path)
        return jobs.folded(job) if job else None

    @property
    def words(self) -> str:
        """What was answered, for people."""
        return f"status {self.response.status} {self.response.body.decode('utf-8', 'replace')[:160]}".strip()

    def asks(self, parameter: str, value: str) -> bool:
        """Tell whether a query parameter that this level knows is given once, with this value."""
        given = self.match.parsed.query.get(parameter) == (value,)
        return given and self.match.operation.declares(parameter)


@dataclass(frozen=True)
class Shown:
    """One job document in an answer; ``where`` is ``submit``, ``item`` or ``list``."""

    answered: Answered
    where: str
    job: Mapping[str, Any]

    def text(self, name: str) -> str | None:
        """Return a field that holds text, None when it holds anything else."""
        value = self.job.get(name)
        return value if isinstance(value, str) else None


def contract_document(evidence: Evidence) -> Mapping[str, Any]:
    """Return the contract's own document; a fact, because each look at it makes a copy."""
    return evidence.contract.document


def answered(evidence: Evidence) -> tuple[Answered, ...]:
    """Return the answers of the jobs interface, less those another system may have given; a fact."""
    return tuple(_answered(evidence))


def shown(evidence: Evidence) -> tuple[Shown, ...]:
    """Return every job document; a fact."""
    return tuple(each for answer in evidence.fact(answered) for each in _shown(answer))


def files_listed(evidence: Evidence) -> tuple[tuple[Answered, tuple[Mapping[str, Any], ...]], ...]:
    """Return every list of spool files, with its file documents; a fact."""
    return tuple(
        (answer, tuple(entry for entry in answer.document if isinstance(entry, Mapping)))
        for answer in evidence.fact(answered)
        if answer.operation.startswith("listSpoolFiles")
        and answer.response.status == 200
        and isinstance(answer.document, list)
    )


def _answered(evidence: Evidence) -> Iterator[Answered]:
    for each in evidence.fact(judged_answers):
        role = (each.match.role or "").partition(":")[0]
        if role in JOB_ROLES and not diverted(each.exchange.request):
            document = answers.document_of(each.response)
            yield Answered(each.exchange, each.match, each.response, document, role)


def _shown(answer: Answered) -> Iterator[Shown]:
    places = {("submit", 201): "submit", ("status", 200): "item", ("list", 200): "list"}
    where = places.get((answer.role, answer.response.status))
    found = answer.document if isinstance(answer.document, list) else [answer.document]
    for job in found if where else []:
        if isinstance(job, Mapping):
            yield Shown(answer, where or "", job)
