"""Which of the documented pairs of operation and status a run exercised, and why the others were not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.contract import Contract, Pair, Pairs
from harness.oracles.coverage import OperationCoverage


@dataclass(frozen=True, slots=True)
class PairCoverage:
    """What of the frozen pairs was seen in answers of the target."""

    exercised: tuple[Pair, ...]
    missing: tuple[tuple[Pair, str], ...]
    """The others, each with the reason if one is known, else an empty text."""

    @property
    def share(self) -> float:
        """The part that was exercised, from 0 to 1; 1 where nothing is documented."""
        total = len(self.exercised) + len(self.missing)
        return len(self.exercised) / total if total else 1.0


def seen_pairs(contract: Contract, rows: Iterable[OperationCoverage]) -> frozenset[Pair]:
    """Return the pairs that answers stood for: by their status, else its class, else ``default``."""
    seen = set()
    for row in rows:
        operation = contract.operations.get(row.operation or "")
        answers = [operation.answer(status) for status in row.statuses] if operation else []
        seen |= {(str(row.operation), answer.status) for answer in answers if answer}
    return frozenset(seen)


def pair_coverage(pairs: Pairs, contract: Contract, rows: Sequence[OperationCoverage]) -> PairCoverage:
    """Return what of ``pairs`` was exercised, at the level that ``contract`` was loaded for."""
    seen = seen_pairs(contract, rows)
    counted = pairs.at(contract.drifts)
    missing = ((pair, pairs.unexercised.get(pair, "")) for pair in counted if pair not in seen)
    return PairCoverage(tuple(pair for pair in counted if pair in seen), tuple(missing))
