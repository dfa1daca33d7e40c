"""The documented pairs of operation and status, frozen: a run counts by them how much it exercised.

They stand in ``pairs/<vendor>.yaml`` beside the contract. The file is kept apart from the contract, so that a
contract which documents less does not make a run look more complete: a pair leaves the count only by
standing under ``taken-out``, with a reason. A vendor without the file is measured by its contract as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from harness.contract.contract import Contract
from harness.contract.written import Written
from harness.contract.yaml_source import read_text

Pair = tuple[str, str]
"""OperationId and status, as the contract writes it: ``200``, ``5XX`` or ``default``."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What a drift does to the pairs where it is played."""

    adds: frozenset[Pair] = frozenset()
    ends: frozenset[Pair] = frozenset()


@dataclass(frozen=True)
class Pairs:
    """The pairs of one contract. Reasons are for people."""

    documented: tuple[Pair, ...]
    """Every pair, those that are taken out among them."""
    taken_out: Mapping[Pair, str] = field(default_factory=dict)
    """Pairs that no run can be asked to exercise, and why."""
    unexercised: Mapping[Pair, str] = field(default_factory=dict)
    """Pairs that count, and that a check is known not to exercise, and why."""
    drifts: Mapping[str, Shift] = field(default_factory=dict)
    frozen: int | None = None
    """How many pairs there were at least when the file was last frozen; None: there is no file."""

    def at(self, drifts: tuple[str, ...]) -> tuple[Pair, ...]:
        """Return what a run counts by where ``drifts`` are played: all but what is taken out."""
        found = dict.fromkeys(self.documented)
        for shift in (self.drifts.get(drift, Shift()) for drift in drifts):
            found |= dict.fromkeys(sorted(shift.adds))
            found = dict.fromkeys(pair for pair in found if pair not in shift.ends)
        return tuple(pair for pair in found if pair not in self.taken_out)


def documented_pairs(contract: Contract) -> tuple[Pair, ...]:
    """Return every pair that a contract documents, in its order."""
    operations = contract.operations.values()
    return tuple((operation.id, status) for operation in operations for status in operation.answers)


def pairs_path(contract: Path) -> Path:
    """Return where the pairs of the contract at ``contract`` stand."""
    return contract.parent / "pairs" / contract.name


def load_pairs(path: Path, contract: Contract) -> Pairs:
    """Return the pairs of the contract loaded from ``path``; raise ``UsageError`` for a wrong file."""
    file = pairs_path(path)
    return _read(file) if file.is_file() else Pairs(documented_pairs(contract))


@lru_cache(maxsize=32)
def _read(path: Path) -> Pairs:
    written = Written.of(path, read_text(path))
    written.conform("pairs.schema.json")
    data = written.data
    shifts = {
        name: Shift(frozenset(_listed(node.get("adds", {}))), frozenset(_listed(node.get("ends", {}))))
        for name, node in data.get("drifts", {}).items()
    }
    return Pairs(
        tuple(_listed(data["pairs"])),
        _reasons(data.get("taken-out", ())),
        _reasons(data.get("unexercised", ())),
        shifts,
        data["frozen"],
    )


def _listed(node: Mapping[str, Any]) -> Iterator[Pair]:
    return ((operation, status) for operation, statuses in node.items() for status in statuses)


def _reasons(entries: Any) -> dict[Pair, str]:
    return {pair: entry["because"] for entry in entries for pair in _listed(entry["pairs"])}
