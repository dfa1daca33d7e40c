"""Operations by statuses: what was asked, what came back, and what never did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from harness.report.legible import one_line


@dataclass(frozen=True, slots=True)
class Cell:
    """How often an operation answered a status.

    ``kind`` is ``seen``, ``undocumented`` (seen, and not in the documents), ``awaited`` (documented,
    and never seen) or ``blank``. ``depth`` is 0 to 4 and grows with the count's order of magnitude.
    """

    status: str
    count: int
    kind: str

    @property
    def depth(self) -> int:
        """Order of magnitude of the count: 1 for one digit, 2 for two, up to 4."""
        return min(len(str(self.count)), 4) if self.count else 0


@dataclass(frozen=True, slots=True)
class Row:
    """One operation: its cells in column order, and the exchanges that were judged or blocked."""

    operation: str
    target: str
    effect: str
    cells: tuple[Cell, ...]
    judged: int
    blocked: int
    skipped_reason: str

    @property
    def succeeded(self) -> bool:
        """True when the operation answered a 2xx at least once."""
        return any(cell.count and cell.status.startswith("2") for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table: ``statuses`` are its columns."""

    statuses: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def operations(self) -> tuple[Row, ...]:
        """The rows of operations; one more may stand for requests that match none and so have no effect."""
        return tuple(row for row in self.rows if row.effect)

    @property
    def judged(self) -> int:
        """Operations of which at least one exchange was judged."""
        return sum(1 for row in self.operations if row.judged)

    @property
    def skipped(self) -> tuple[Row, ...]:
        """Operations that were not judged, or never succeeded; each says why."""
        return tuple(row for row in self.rows if row.skipped_reason)

    def of(self, target: str) -> Matrix:
        """Return the rows of one target, and of the columns those that any of them has."""
        rows = [row for row in self.rows if row.target == target]
        used = {cell.status for row in rows for cell in row.cells if cell.kind != "blank"}
        statuses = tuple(status for status in self.statuses if status in used)
        return Matrix(
            statuses,
            tuple(
                replace(row, cells=tuple(cell for cell in row.cells if cell.status in used)) for row in rows
            ),
        )


def matrix_of(coverage: Sequence[Mapping[str, Any]]) -> Matrix:
    """Read the ``coverage`` of a run (see ``run.schema.json``) as a table."""
    seen = {status for fact in coverage for status, count in fact.get("statuses", {}).items() if count}
    documented = {status for fact in coverage for status in fact.get("documented", ()) if status.isdecimal()}
    statuses = tuple(sorted(seen | documented))
    return Matrix(statuses, tuple(_row(fact, statuses) for fact in coverage))


def _row(fact: Mapping[str, Any], statuses: Sequence[str]) -> Row:
    counts = fact.get("statuses", {})
    documented = fact.get("documented", ())
    awaited = fact.get("awaited", documented)
    return Row(
        operation=one_line(fact["operation"] or "no operation"),
        target=one_line(fact.get("target", "")),
        effect=one_line(fact.get("effect") or ""),
        cells=tuple(_cell(status, counts.get(status, 0), documented, awaited) for status in statuses),
        judged=fact.get("judged", 0),
        blocked=fact.get("blocked", 0),
        skipped_reason=one_line(fact.get("skipped_reason") or ""),
    )


def _cell(status: str, count: int, documented: Sequence[str], awaited: Sequence[str]) -> Cell:
    if count:
        known = {status, f"{status[:1]}XX", "default"} & {entry.replace("x", "X") for entry in documented}
        # An operation without any documented status is not of the contract: nothing to compare with.
        return Cell(status, count, "seen" if known or not documented else "undocumented")
    return Cell(status, 0, "awaited" if status in awaited else "blank")
