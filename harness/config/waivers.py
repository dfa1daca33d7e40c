"""Waivers: findings that somebody accepted, for a reason and until a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from harness.finding import Finding


@dataclass(frozen=True, slots=True)
class Waiver:
    """One ``[[waivers]]`` entry: every part of the pattern that is given must agree."""

    reason: str
    owner: str
    expires: date
    """The last day on which it counts."""
    rule: str | None = None
    fingerprint: str | None = None
    operation: str | None = None
    target: str | None = None
    line: int | None = None
    """Where it stands in ``harness.toml``."""

    def covers(self, finding: Finding, target: str) -> bool:
        """Tell whether ``finding`` at the target of that name is what was accepted, whatever the day."""
        pairs = (
            (self.rule, finding.rule),
            (self.fingerprint, finding.fingerprint),
            (self.operation, finding.operation),
            (self.target, target),
        )
        return all(wanted is None or wanted == given for wanted, given in pairs)

    def expired(self, today: date) -> bool:
        """Tell whether its last day has passed."""
        return today > self.expires


@dataclass(frozen=True, slots=True)
class Waived:
    """Findings parted by waivers. ``expired`` and ``unused`` are to be shown: each asks for an edit."""

    kept: tuple[Finding, ...]
    waived: tuple[tuple[Finding, Waiver], ...]
    expired: tuple[Waiver, ...]
    """Past their day, and a finding that they covered is still there."""
    unused: tuple[Waiver, ...]
    """No finding of this run is what they accept."""


def waive(findings: Iterable[Finding], waivers: Sequence[Waiver], target: str, today: date) -> Waived:
    """Part the findings of one target; an expired waiver keeps its findings."""
    kept: list[Finding] = []
    waived: list[tuple[Finding, Waiver]] = []
    used: set[int] = set()
    for finding in findings:
        covering = [index for index, waiver in enumerate(waivers) if waiver.covers(finding, target)]
        used.update(covering)
        valid = next((waivers[index] for index in covering if not waivers[index].expired(today)), None)
        if valid is None:
            kept.append(finding)
        else:
            waived.append((finding, valid))
    return Waived(
        tuple(kept),
        tuple(waived),
        expired=tuple(w for index, w in enumerate(waivers) if index in used and w.expired(today)),
        unused=tuple(w for index, w in enumerate(waivers) if index not in used),
    )
