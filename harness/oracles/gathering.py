"""From recorded exchanges to evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from harness.contract import Contract, Match, ParsedRequest
from harness.exchange import Direction, Exchange, Passage, media_type
from harness.oracles.evidence import Evidence, Observation

Observe = Callable[[Contract, Match, Exchange], tuple[Observation, ...]]


def gather(contract: Contract, observe: Observe, exchanges: Iterable[Exchange]) -> Evidence:
    """Read ``exchanges`` as operations of ``contract`` and, with the vendor's ``observe``, as observations.

    A request that left is observed even when no whole answer came: it may have been carried out. What
    the guard blocked or the door refused never reached the target, so it says nothing of a job.
    """
    taken = tuple(sorted(exchanges, key=lambda exchange: (exchange.begun_ns, exchange.id)))
    read = {exchange.id: match_of(contract, exchange) for exchange in taken}
    matches = {exchange: match for exchange, match in read.items() if match is not None}
    seen = (
        observation
        for exchange in taken
        if exchange.id in matches and exchange.passage in (Passage.ANSWERED, Passage.BROKEN)
        for observation in observe(contract, matches[exchange.id], exchange)
    )
    return Evidence(contract, taken, matches, tuple(sorted(seen, key=lambda seen: seen.begun_ns)))


def match_of(contract: Contract, exchange: Exchange) -> Match | None:
    """Return the operation that an exchange was, None when the contract has no such operation."""
    if exchange.direction is Direction.INBOUND:
        return _callback(contract, exchange)
    return None if exchange.passage is Passage.REFUSED else contract.match(exchange.request)


def _callback(contract: Contract, exchange: Exchange) -> Match | None:
    """Match a notification: it comes to an address of ours, so its path does not tell what it is."""
    calling = [each for each in contract.operations.values() if each.strongest.role == "callback"]
    operation = contract.operations.get(exchange.operation or "") or (
        calling[0] if len(calling) == 1 else None
    )
    if operation is None:
        return None
    headers = {name.lower(): value for name, value in exchange.request.headers}
    parsed = ParsedRequest(exchange.request.method, {}, {}, headers, media_type(exchange.request.headers))
    return Match(operation, parsed, operation.strongest)
