"""Two kinds of answers about one job: which must agree, whenever each was worked out in its interval."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from harness.oracles.evidence import Observation
from harness.oracles.history import History

_NONE: Final = object()


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of ``odd`` that is not as the other answers have it; ``seen`` prove it."""

    name: str
    value: Any
    got: Any
    odd: Observation
    seen: tuple[Observation, ...]


def between(history: History, outer: Sequence[Observation], seen: Observation) -> Iterator[Difference]:
    """Compare ``seen`` with the nearest answers of the other kind around it, where those agree.

    With nothing asked of the job in between, what held before and after held then.
    """
    before, after = nearest(outer, seen)
    if before is None or after is None or not history.undisturbed(before.begun_ns, after.ended_ns):
        return
    agreed = {
        name: value for name, value in before.document.items() if after.document.get(name, _NONE) == value
    }
    yield from _differences((before, seen, after), agreed, seen)


def after_end(history: History, others: Sequence[Observation], item: Observation) -> Iterator[Difference]:
    """Compare an ended job with the first of ``others`` before and after that show it ended too."""
    ended = [seen for seen in others if seen.state == item.state]
    before, after = nearest(ended, item)
    for seen in (before, after):
        if seen is None or (before is not None and after is not None and before.document == after.document):
            continue  # `between` has judged this one
        begun, done = min(seen.begun_ns, item.begun_ns), max(seen.ended_ns, item.ended_ns)
        if history.undisturbed(begun, done):
            yield from _differences((item, seen), item.document, seen)


def nearest(outer: Sequence[Observation], seen: Observation) -> tuple[Observation | None, Observation | None]:
    """Return the last of ``outer`` that ended before ``seen`` and the first that began after it."""
    follows = bisect_left(outer, seen.ended_ns + 1, key=lambda other: other.begun_ns)
    after = outer[follows] if follows < len(outer) else None
    last = bisect_left(outer, seen.begun_ns, key=lambda other: other.begun_ns) - 1
    before = next((outer[place] for place in range(last, -1, -1) if outer[place].before(seen)), None)
    return before, after


def _differences(
    seen: tuple[Observation, ...], agreed: Mapping[str, Any], odd: Observation
) -> Iterator[Difference]:
    for name, value in agreed.items():
        got = odd.document.get(name, _NONE)
        if got is not _NONE and got != value:
            yield Difference(name, value, got, odd, seen)
