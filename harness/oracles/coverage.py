"""What was judged: per operation and status, so that no run is green for want of answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from harness.contract import Operation
from harness.exchange import Exchange, Passage
from harness.oracles.evidence import Evidence


@dataclass(frozen=True, slots=True)
class OperationCoverage:
    """What became of the requests of one operation. ``operation`` None: requests that match none."""

    operation: str | None
    role: str | None = None
    """The contract's role, that of the strongest case where one operation has several."""
    submitted: bool = False
    """Whether a request that submits was answered with success."""
    judged: int = 0
    """Requests that the target answered in full."""
    blocked: Mapping[str, int] = field(default_factory=dict)
    """Requests that the guard kept, by its rule."""
    refused: int = 0
    broken: int = 0
    statuses: Mapping[int, int] = field(default_factory=dict)
    """Answers by status, in rising order."""
    success: str = "2"
    """First digit of a success: 3 where the documents know none but a redirection, as of a logout that leads
    to a page, and empty where they know none at all, so that any answer is what they promise."""

    @property
    def requested(self) -> bool:
        """Whether there was any request, whatever became of it."""
        return bool(self.judged or self.blocked or self.refused or self.broken)

    @property
    def succeeded(self) -> bool:
        """Whether any answer was such a success."""
        return any(str(status).startswith(self.success) for status in self.statuses)

    @property
    def only_blocked(self) -> bool:
        """Whether there were requests, and the guard kept every one of them."""
        return bool(self.blocked) and not (self.judged or self.broken or self.refused)

    @property
    def gap(self) -> str | None:
        """Say in words why this operation counts as skipped, None when it was judged on a success."""
        if self.succeeded:
            return None
        if self.only_blocked:
            return f"every request was blocked ({', '.join(sorted(self.blocked))})"
        if self.judged:
            return f"never answered with success, only {', '.join(map(str, self.statuses))}"
        return "no request was answered" if self.broken or self.refused else "never requested"


def coverage(evidence: Evidence) -> tuple[OperationCoverage, ...]:
    """Return one entry for each operation of the contract, in its order; requests of none come last."""
    sorted_out: dict[str | None, list[Exchange]] = {name: [] for name in evidence.contract.operations}
    for exchange in evidence.exchanges:
        match = evidence.matches.get(exchange.id)
        sorted_out.setdefault(match.operation.id if match else None, []).append(exchange)
    return tuple(_covered(evidence, name, taken) for name, taken in sorted_out.items())


def _covered(evidence: Evidence, name: str | None, taken: list[Exchange]) -> OperationCoverage:
    operation = evidence.contract.operations.get(name or "")
    passages = Counter(exchange.passage for exchange in taken)
    answers = [exchange.response for exchange in taken if exchange.judged and exchange.response]
    submits = [exchange for exchange in taken if exchange.judged and _submits(evidence, exchange)]
    return OperationCoverage(
        operation=name,
        role=operation.strongest.role if operation else None,
        submitted=any(each.response and each.response.status // 100 == 2 for each in submits),
        judged=len(answers),
        blocked=dict(
            sorted(Counter(e.blocked_by or "guard" for e in taken if e.passage is Passage.BLOCKED).items())
        ),
        refused=passages[Passage.REFUSED],
        broken=passages[Passage.BROKEN],
        statuses=dict(sorted(Counter(answer.status for answer in answers).items())),
        success=_success(operation) if operation else "2",
    )


def _success(operation: Operation) -> str:
    kinds = {status[0] for status in operation.answers}
    return "2" if kinds & {"2", "d"} else "3" if "3" in kinds else ""


def _submits(evidence: Evidence, exchange: Exchange) -> bool:
    match = evidence.matches.get(exchange.id)
    return match is not None and match.role == "submit"
