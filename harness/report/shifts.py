"""What came, went or moved between the answers of two runs, and whether that is hardly chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harness.report.fields import Answers, Documents

CHANCE = 0.001
"""A difference is telling when chance alone would make it less often than this."""
LATENCY_QUANTILES = ("p50", "p90", "p95", "p99")
NOT_SHOWN = "not shown"

Share = tuple[int, int]
"""How often something was seen, and how often it could have been."""
Bounds = tuple[float | None, float | None]
"""The true value lies between these; None: the data are too few for that side."""


def hardly_chance(one: Share, other: Share) -> bool:
    """Tell whether seeing something in one run and never in the other is hardly chance.

    If the run that lacks it had the share of the run that has it, then it would see none in so many
    tries with probability (1 - share) ** tries.
    """
    (count, tries), (_, others) = (one, other) if one[0] else (other, one)
    return tries > 0 and (1 - count / tries) ** others < CHANCE


@dataclass(frozen=True, slots=True)
class StatusShift:
    """A status that one run saw of an operation, and the other did not."""

    operation: str
    status: int
    baseline: Share
    candidate: Share

    @property
    def telling(self) -> bool:
        """True when it is hardly chance."""
        return hardly_chance(self.baseline, self.candidate)


@dataclass(frozen=True, slots=True)
class FieldShift:
    """A field that came, went, is no longer always there, or has a type that it never had.

    ``change`` is ``new``, ``gone``, ``optional`` or ``type``.
    """

    operation: str
    status: int
    media_type: str
    pointer: str
    change: str
    baseline: Share
    candidate: Share
    baseline_types: tuple[str, ...]
    candidate_types: tuple[str, ...]

    @property
    def telling(self) -> bool:
        """True when it is hardly chance; a document that breaks an "always" is telling by itself."""
        return self.change in {"optional", "type"} or hardly_chance(self.baseline, self.candidate)


@dataclass(frozen=True, slots=True)
class LatencyShift:
    """A quantile of a series in both runs, in milliseconds.

    ``verdict`` is ``slower`` or ``faster`` when the bounds of the two do not overlap and both generators
    kept to their plans, else ``not shown``.
    """

    series: str
    quantile: str
    origin: str
    baseline: float
    candidate: float
    verdict: str


def status_shifts(before: Answers, after: Answers) -> Iterator[StatusShift]:
    """Yield each status that only one run saw of an operation that both runs judged."""
    for operation in sorted(before.statuses.keys() & after.statuses.keys()):
        old, new = before.statuses[operation], after.statuses[operation]
        for status in sorted(old.keys() ^ new.keys()):
            yield StatusShift(operation, status, (old[status], old.total()), (new[status], new.total()))


def field_shifts(before: Answers, after: Answers) -> Iterator[FieldShift]:
    """Yield each field that changed in a kind of document that both runs saw."""
    for kind in sorted(before.documents.keys() & after.documents.keys()):
        old, new = before.documents[kind], after.documents[kind]
        for pointer in sorted(old.fields.keys() | new.fields.keys()):
            change = _change(old, new, pointer)
            if change:
                shares = old.share(pointer), new.share(pointer)
                yield FieldShift(*kind, pointer, change, *shares, old.types(pointer), new.types(pointer))


def _change(old: Documents, new: Documents, pointer: str) -> str:
    """Return how a field changed; nothing when it did not, or when there was no place for it."""
    (was, could), (has, can) = old.share(pointer), new.share(pointer)
    if not (could and can):
        return ""
    if not was or not has:
        return "new" if has else "gone"
    if was == could and has < can:
        return "optional"
    return "type" if set(new.types(pointer)) - set(old.types(pointer)) else ""


def latency_shifts(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[LatencyShift]:
    """Yield each quantile that the figures of both runs hold, from both origins."""
    olds, news = before.get("series", {}), after.get("series", {})
    valid = all(side.get("validity", {}).get("ok", True) for side in (before, after))
    for name in (name for name in olds if name in news):
        for origin in ("due", "service"):
            for quantile in LATENCY_QUANTILES:
                old, new = ((side[name].get(origin) or {}).get(quantile) for side in (olds, news))
                if old is not None and new is not None:
                    bounds = (_bounds(side[name], origin, quantile) for side in (olds, news))
                    yield LatencyShift(
                        name, quantile, origin, old, new, _moved(*bounds) if valid else NOT_SHOWN
                    )


def _bounds(series: Mapping[str, Any], origin: str, quantile: str) -> Bounds:
    low, high = ((series.get("bounds") or {}).get(origin) or {}).get(quantile) or (None, None)
    return low, high


def _moved(old: Bounds, new: Bounds) -> str:
    if old[1] is not None and new[0] is not None and new[0] > old[1]:
        return "slower"
    if old[0] is not None and new[1] is not None and new[1] < old[0]:
        return "faster"
    return NOT_SHOWN


def safe_delays(
    old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> tuple[float | None, float | None] | None:
    """Return the safe delays of two races for the same verb; None when they are not to be compared."""
    if not old or not new or old.get("verb") != new.get("verb"):
        return None
    return old.get("safe_delay_ms"), new.get("safe_delay_ms")
