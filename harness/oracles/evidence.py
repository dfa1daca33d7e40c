"""What oracles judge: recorded exchanges, read as operations and as observations of jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self, TypeVar

from harness.contract import Contract, Match
from harness.exchange import Exchange
from harness.finding import Finding, Severity, Source
from harness.flow import JobRef, Outcome


class Act(StrEnum):
    """What an exchange did with a job."""

    SUBMIT = "submit"
    STATUS = "status"
    LISTED = "listed"
    """The job stands in a list."""
    UNLISTED = "unlisted"
    """A list that would have shown the job does not."""
    MODIFY = "modify"
    DELETE = "delete"
    OUTPUT = "output"
    NOTIFIED = "notified"


@dataclass(frozen=True, slots=True)
class Observation:
    """What one exchange says of one job; a vendor reads it out of its own documents.

    ``state`` is in the words of the contract's life cycle, None when the answer does not tell.
    ``document`` holds the comparable fields of the job (for list ≡ item), without what may differ by
    design. Time is the exchange's closed interval. ``outcome`` is UNKNOWN when no whole answer came.
    """

    exchange: str
    act: Act
    job: JobRef
    present: bool
    begun_ns: int
    ended_ns: int
    session: str | None = None
    state: str | None = None
    result: str | None = None
    verb: str | None = None
    outcome: Outcome | None = None
    document: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, exchange: Exchange, act: Act, job: JobRef, *, present: bool, **told: Any) -> Self:
        """Return what ``exchange`` says of ``job``, in its session; ``told`` are further fields."""
        begun, ended = exchange.begun_ns, exchange.ended_ns
        return cls(exchange.id, act, job, present, begun, ended, exchange.session, **told)

    def before(self, other: Observation) -> bool:
        """Tell whether this one ended before ``other`` began; concurrent ones have no order."""
        return self.ended_ns < other.begun_ns


T = TypeVar("T")


@dataclass(frozen=True)
class Evidence:
    """All that a verdict rests on. Judging it twice gives the same findings in the same order.

    ``matches`` holds, by exchange id, the operation each exchange was read as. ``observations`` are
    in order of ``begun_ns``. The exchanges belong to one unbroken time line of one target: what was
    sent around a snapshot and its restoration is evidence of its own.
    """

    contract: Contract
    exchanges: tuple[Exchange, ...]
    matches: Mapping[str, Match]
    observations: tuple[Observation, ...] = ()
    _facts: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def fact(self, derive: Callable[[Evidence], T]) -> T:
        """Return ``derive(self)``, worked out once however many rules ask."""
        if derive not in self._facts:
            self._facts[derive] = derive(self)
        found: T = self._facts[derive]
        return found


@dataclass(frozen=True)
class Rule:
    """One claim about a target, and how to judge it.

    ``id`` reads ``family.claim`` (``exchange.status``, ``lifecycle.monotonic``, ``zosmf.feedback-status``).
    ``judge`` yields a Finding for each broken claim and does nothing else.
    """

    id: str
    claim: str
    severity: Severity
    source: Source
    why: str
    """For people: why it matters, and what breaks downstream."""
    judge: Callable[[Evidence], Iterable[Finding]]
