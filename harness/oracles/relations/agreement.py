"""A list and an item say the same of a job."""

from __future__ import annotations

from collections.abc import Iterator

from harness.finding import Source, Standing
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Act, Evidence
from harness.oracles.history import histories
from harness.oracles.lifecycle.states import operation_of, witness
from harness.oracles.relations.intervals import Difference, after_end, between

_KINDS = (Act.STATUS, Act.LISTED)


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
                for found in between(history, by_kind[outer], seen):
                    yield _breach(evidence, found)
        for item in by_kind[Act.STATUS]:
            if item.state in terminal:
                for found in after_end(history, by_kind[Act.LISTED], item):
                    yield _breach(evidence, found)


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


def _breach(evidence: Evidence, found: Difference) -> Breach:
    kind = "list" if found.odd.act is Act.LISTED else "item"
    return Breach(
        says=f"the {kind} says {found.name} {found.got!r} of a job of which the other answers say "
        f"{found.value!r}",
        operation=operation_of(evidence, found.odd),
        subject=found.name,
        expected=repr(found.value),
        got=repr(found.got),
        witness=witness(*found.seen),
    )
