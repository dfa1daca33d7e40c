"""An answer is about what was asked: the names in the path stand in the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harness.contract import Match
from harness.exchange import Exchange
from harness.finding import Source, Standing
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
    for exchange in evidence.exchanges:
        match = evidence.matches.get(exchange.id)
        if match is None or match.role not in _ECHOING or not _succeeded(exchange):
            continue
        for document in _documents(evidence, match, exchange):
            yield from _differences(exchange, match, document)


def _succeeded(exchange: Exchange) -> bool:
    return exchange.judged and exchange.response is not None and exchange.response.status // 100 == 2


def _documents(evidence: Evidence, match: Match, exchange: Exchange) -> list[Mapping[str, Any]]:
    if exchange.response is None:
        return []
    parsed = evidence.contract.answered(match, exchange.response)
    found = parsed if isinstance(parsed, list) else [parsed]
    return [document for document in found if isinstance(document, Mapping)]


def _differences(exchange: Exchange, match: Match, document: Mapping[str, Any]) -> Iterator[Breach]:
    for name, asked in match.parsed.path.items():
        told = document.get(name)
        if isinstance(told, str) and told.upper() != asked.upper():
            yield Breach(
                says=f"{match.operation.id} was asked for {name} {asked} and answered about {told}",
                operation=match.operation.id,
                subject=name,
                expected=asked,
                got=told,
                witness=(exchange.id,),
                source=Source(match.operation.source.where, Standing.DOCUMENTED),
            )
