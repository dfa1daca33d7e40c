"""An answer is about what was asked: the names in the path stand in the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harness.finding import Source, Standing
from harness.oracles.answered import Answered, judged_answers
from harness.oracles.claim import Breach, claims
from harness.oracles.evidence import Evidence

_ECHOING = frozenset({"status", "output"})


@claims(
    "exchange.echo",
    "an answer about a resource names the resource that the path asked for",
    source=Source("the vendor's contract: a path parameter and a field of the answer bear one name"),
    why="A client that gets another job's document acts on the wrong job: it waits for it or cancels it.",
)
def echo(evidence: Evidence) -> Iterator[Breach]:
    """Compare path parameters with like-named fields, without regard to letter case."""
    for each in evidence.fact(judged_answers):
        if each.match.role in _ECHOING and each.succeeded:
            for document in _documents(evidence, each):
                yield from _differences(each, document)


def _documents(evidence: Evidence, each: Answered) -> list[Mapping[str, Any]]:
    parsed = evidence.contract.answered(each.match, each.response)
    found = parsed if isinstance(parsed, list) else [parsed]
    return [document for document in found if isinstance(document, Mapping)]


def _differences(each: Answered, document: Mapping[str, Any]) -> Iterator[Breach]:
    source = Source(each.match.operation.source.where, Standing.DOCUMENTED)
    for name, asked in each.match.parsed.path.items():
        told = document.get(name)
        if isinstance(told, str) and told.upper() != asked.upper():
            says = f"{each.operation} was asked for {name} {asked} and answered about {told}"
            yield each.breach(name, says, asked, told, source=source)
