"""Whether the figures of a load run may be believed, in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.report.legible import one_line
from harness.report.scale import milliseconds


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether the generator kept to its plan; when it did not, no figure may be used."""

    ok: bool
    sentence: str


def validity_of(metrics: Mapping[str, Any]) -> Validity | None:
    """Read the ``validity`` of ``metrics.json``; None when there is none."""
    found = metrics.get("validity")
    if not found:
        return None
    if not found["ok"]:
        return Validity(ok=False, sentence=one_line(f"Do not use these figures: {found['why']}.", 400))
    sent = f"{found['sent']:,} of {found['planned']:,} planned submits left"
    late = found.get("lateness_p99_ms")
    when = (
        "" if late is None else f", 99 % of them within {milliseconds(late)} of the instant that was planned"
    )
    return Validity(ok=True, sentence=f"The plan was kept: {sent}{when}.")
