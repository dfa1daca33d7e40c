"""Answers of JOC read once for all rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harness.contract import Match
from harness.exchange import Direction, Exchange, Response
from harness.finding import Source
from harness.oracles import Breach, Evidence
from harness.vendors.joc import answers, orders


@dataclass(frozen=True)
class Answered:
    """A judged exchange. ``document`` is the answer's JSON, ``asked`` the request's; None: it has none."""

    exchange: Exchange
    match: Match
    response: Response
    document: Any
    asked: Any

    @property
    def operation(self) -> str:
        """The operationId."""
        return self.match.operation.id

    def asks(self, member: str) -> Any:
        """Return a member of the request document."""
        return self.asked.get(member) if isinstance(self.asked, Mapping) else None

    def tells(self, member: str) -> Any:
        """Return a member of the answer's document."""
        return self.document.get(member) if isinstance(self.document, Mapping) else None

    def listed(self, member: str) -> list[Mapping[str, Any]]:
        """Return the objects of a list in the answer of a success."""
        found = self.tells(member) if self.response.status == 200 else None
        return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def answered(evidence: Evidence) -> tuple[Answered, ...]:
    """Return every answer to an operation of the contract; a fact."""
    return tuple(_answered(evidence))


def orders_shown(evidence: Evidence) -> tuple[tuple[Answered, Mapping[str, Any]], ...]:
    """Return every order document of the live views; a fact."""
    return tuple(_orders_shown(evidence))


def runs_shown(evidence: Evidence) -> tuple[tuple[Answered, Mapping[str, Any]], ...]:
    """Return every record of the order history; a fact."""
    histories = ("listOrderHistory", "getJobChainHistory")
    found = (each for each in evidence.fact(answered) if each.operation in histories)
    return tuple((each, run) for each in found for run in each.listed("history"))


def breach(  # noqa: PLR0913, PLR0917 - the parts of a breach
    each: Answered, subject: str, says: str, expected: str, got: str, source: Source | None = None, *more: str
) -> Breach:
    """Return a breach of which one answer, after the exchanges ``more``, is the witness."""
    return Breach(
        says=says,
        operation=each.operation,
        subject=subject,
        expected=expected,
        got=got,
        witness=(*more, each.exchange.id),
        source=source,
    )


def _answered(evidence: Evidence) -> Iterator[Answered]:
    for exchange in evidence.exchanges:
        match, response = evidence.matches.get(exchange.id), exchange.response
        if match is None or response is None or not exchange.judged:
            continue
        if exchange.direction is Direction.OUTBOUND:
            yield Answered(exchange, match, response, answers.document_of(response), _asked(exchange))


def _asked(exchange: Exchange) -> Any:
    try:
        return orders.strict_json(exchange.request.body) if exchange.request.body else None
    except (ValueError, RecursionError):
        return None


def _orders_shown(evidence: Evidence) -> Iterator[tuple[Answered, Mapping[str, Any]]]:
    for each in evidence.fact(answered):
        if each.operation == "listOrders":
            yield from ((each, order) for order in each.listed("orders"))
        elif each.operation == "getOrder" and each.response.status == 200:
            order = each.tells("order")
            if isinstance(order, Mapping) and "path" in order:
                yield each, order
