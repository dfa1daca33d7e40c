"""Which exchanges a report shows: the witnesses of findings, what led to them, and one whole case.

A record may be long, so it is read in passes and only what is shown is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from harness.exchange import Exchange, Passage
from harness.finding import Finding
from harness.report.timeline import LONGEST

WITNESSES = 3
"""Witnesses of one finding that are shown in full."""

Case = tuple[str, str, str]
"""A target, the kind of a sender there, and its case within it: senders number their cases at each target."""


@dataclass
class Tally:
    """What one kind of sender sent."""

    sent: int = 0
    answered: int = 0
    blocked: int = 0
    broken: int = 0
    refused: int = 0
    operations: set[tuple[str, str]] = field(default_factory=set)
    """Targets, and operations there that answered."""

    def add(self, exchange: Exchange) -> None:
        """Count one exchange."""
        self.sent += 1
        self.answered += exchange.passage is Passage.ANSWERED
        self.blocked += exchange.passage is Passage.BLOCKED
        self.broken += exchange.passage is Passage.BROKEN
        self.refused += exchange.passage is Passage.REFUSED
        if exchange.operation and exchange.judged:
            self.operations.add((exchange.target, exchange.operation))


@dataclass(frozen=True)
class Selection:
    """What was kept of a record. ``example`` is the case that tells most about a job's life, if any."""

    witnesses: Mapping[str, Exchange]
    cases: Mapping[Case, tuple[Exchange, ...]]
    senders: Mapping[str, Tally]
    example: Case | None


def select(read: Callable[[], Iterable[Exchange]], findings: Iterable[Finding]) -> Selection:
    """Read the record twice through ``read``, and keep what reports show of it."""
    wanted = {id_ for finding in findings for id_ in finding.witness[:WITNESSES]}
    witnesses: dict[str, Exchange] = {}
    senders: dict[str, Tally] = {}
    sizes: Counter[Case] = Counter()
    operations: dict[Case, set[str]] = {}
    for exchange in read():
        case = case_of(exchange)
        senders.setdefault(exchange.sender.kind, Tally()).add(exchange)
        if exchange.id in wanted:
            witnesses[exchange.id] = exchange
        if exchange.sender.case:
            sizes[case] += 1
            operations.setdefault(case, set()).add(exchange.operation or "")
    example = _example(sizes, operations)
    kept = {case_of(exchange) for exchange in witnesses.values()} | ({example} if example else set())
    return Selection(witnesses, _cases(read, {case for case in kept if sizes[case] > 1}), senders, example)


def case_of(exchange: Exchange) -> Case:
    """Return the case that an exchange belongs to; its last part is empty for a sender without cases."""
    return exchange.target, exchange.sender.kind, exchange.sender.case


def _example(sizes: Mapping[Case, int], operations: Mapping[Case, set[str]]) -> Case | None:
    """Choose the case that touches most operations; of equals, the shortest, then the first by name."""
    whole = [case for case, size in sizes.items() if 2 < size <= LONGEST]
    return min(whole, key=lambda case: (-len(operations[case]), sizes[case], case), default=None)


def _cases(read: Callable[[], Iterable[Exchange]], wanted: set[Case]) -> Mapping[Case, tuple[Exchange, ...]]:
    found: dict[Case, list[Exchange]] = {case: [] for case in wanted}
    if wanted:
        for exchange in read():
            case = case_of(exchange)
            if case in found:
                found[case].append(exchange)
    return {case: tuple(exchanges) for case, exchanges in found.items()}
