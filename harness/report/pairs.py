"""How many of the documented pairs of operation and status were seen, and which never came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from harness.report.legible import one_line


@dataclass(frozen=True, slots=True)
class Missing:
    """Statuses that an operation never answered; ``reason`` is empty when none is known."""

    operation: str
    statuses: str
    reason: str


@dataclass(frozen=True, slots=True)
class PairsView:
    """The documented pairs of one target."""

    documented: int
    exercised: int
    missing: tuple[Missing, ...]

    @property
    def share(self) -> str:
        """The part that was seen; it reads 100 % only when nothing is missing."""
        tenths = 1000 * self.exercised // max(1, self.documented)
        return f"{tenths / 10:.1f} %"

    @property
    def figures(self) -> str:
        """How many of how many, and the share."""
        return f"{self.exercised:,} of {self.documented:,} ({self.share})"

    @property
    def sentence(self) -> str:
        """What a reader should know first."""
        return f"{self.exercised:,} of {self.documented:,} documented answers seen ({self.share})"


def pairs_view(entry: Mapping[str, Any]) -> PairsView | None:
    """Read one of the ``pairs`` of a run (see ``run.schema.json``); None where nothing is documented."""
    if not entry["documented"]:
        return None
    return PairsView(entry["documented"], entry["exercised"], tuple(_missing(entry["missing"])))


def _missing(entries: Iterable[Mapping[str, str]]) -> Iterator[Missing]:
    """Yield what is missing, the statuses of an operation that share a reason together."""
    for (operation, reason), group in groupby(entries, lambda entry: (entry["operation"], entry["because"])):
        statuses = ", ".join(one_line(entry["status"]) for entry in group)
        yield Missing(one_line(operation), statuses, one_line(reason, 400))
