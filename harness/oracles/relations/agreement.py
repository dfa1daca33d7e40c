"""A list and an item say the same of a job."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from harness.finding import Source, Standing
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Act, Evidence, Observation
from harness.oracles.history import History, histories
from harness.oracles.lifecycle.states import operation_of, witness

_KINDS = (Act.STATUS, Act.LISTED)
_NONE = object()


@claims(
    "relations.list-item",
    "a list and an item say the same of a job",
    source=Source("the vendor's contract: lists and items share one document"),
    why="A client that finds its job in a list and one that asks for it come to different decisions.",
)
def list_item(evidence: Evidence) -> Iterator[Breach]:
    """Compare documents of one job in lists and items, field by field, where time allows no excuse.

    Between two like answers that agree, with nothing asked of the job in between, an answer of the
    other kind must agree too; after the end, any two must.
    """
    terminal = evidence.contract.lifecycle.terminal
    for history in evidence.fact(histories):
        by_kind = {kind: [o for o in history.seen if o.act is kind and o.document] for kind in _KINDS}
        for outer, inner in (_KINDS, _KINDS[::-1]):
            for seen in by_kind[inner]:
                yield from _between(evidence, history, by_kind[outer], seen)
        for item in by_kind[Act.STATUS]:
            if item.state in terminal:
                yield from _after_end(evidence, history, by_kind[Act.LISTED], item)


@claims(
    "relations.listed-once",
    "a list shows a job once",
    source=Source("zowe/zowe-cli: a list by job id must hold exactly one job", Standing.SOURCE_CODE),
    why="Who counts or cancels what a list shows does it twice; Zowe CLI refuses a job that is listed twice.",
)
def listed_once(evidence: Evidence) -> Iterator[Breach]:
    """Look for two entries with the same job in one answer."""
    met: set[tuple[str, str]] = set()
    for seen in evidence.observations:
        if seen.act is not Act.LISTED:
            continue
        if (seen.exchange, seen.job.key) in met:
            yield Breach(
                says="a list shows one job twice",
                operation=operation_of(evidence, seen),
                subject="list",
                expected="each job once",
                got=f"{seen.job.key} again",
                witness=(seen.exchange,),
            )
        met.add((seen.exchange, seen.job.key))


def _between(
    evidence: Evidence, history: History, outer: Sequence[Observation], seen: Observation
) -> Iterator[Breach]:
    """Compare ``seen`` with the nearest answers of the other kind around it, where those agree."""
    before, after = _nearest(outer, seen)
    if before is None or after is None or not history.undisturbed(before.begun_ns, after.ended_ns):
        return
    agreed = {
        name: value for name, value in before.document.items() if after.document.get(name, _NONE) == value
    }
    yield from _differences(evidence, (before, seen, after), agreed, seen)


def _after_end(
    evidence: Evidence, history: History, lists: Sequence[Observation], item: Observation
) -> Iterator[Breach]:
    """Compare an ended job's document with the first list before and after that shows it ended too."""
    ended = [seen for seen in lists if seen.state == item.state]
    before, after = _nearest(ended, item)
    for seen in (before, after):
        if seen is None or (before is not None and after is not None and before.document == after.document):
            continue  # _between has judged this one
        begun, done = min(seen.begun_ns, item.begun_ns), max(seen.ended_ns, item.ended_ns)
        if history.undisturbed(begun, done):
            yield from _differences(evidence, (item, seen), item.document, seen)


def _nearest(
    outer: Sequence[Observation], seen: Observation
) -> tuple[Observation | None, Observation | None]:
    """Return the last of ``outer`` that ended before ``seen`` and the first that began after it."""
    follows = bisect_left(outer, seen.ended_ns + 1, key=lambda other: other.begun_ns)
    after = outer[follows] if follows < len(outer) else None
    last = bisect_left(outer, seen.begun_ns, key=lambda other: other.begun_ns) - 1
    before = next((outer[place] for place in range(last, -1, -1) if outer[place].before(seen)), None)
    return before, after


def _differences(
    evidence: Evidence, seen: tuple[Observation, ...], agreed: Mapping[str, Any], odd: Observation
) -> Iterator[Breach]:
    for name, value in agreed.items():
        got = odd.document.get(name, _NONE)
        if got is not _NONE and got != value:
            kinds = "list" if odd.act is Act.LISTED else "item"
            yield Breach(
                says=f"the {kinds} says {name} {got!r} of a job of which the other answers say {value!r}",
                operation=operation_of(evidence, odd),
                subject=name,
                expected=repr(value),
                got=repr(got),
                witness=witness(*seen),
            )
