"""Answers of JOC read once for all rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harness import oracles
from harness.exchange import Exchange
from harness.oracles import Evidence, judged_answers
from harness.vendors.joc import answers, orders


@dataclass(frozen=True)
class Answered(oracles.Answered):
    """An answer. ``document`` is its JSON, ``asked`` that of the request; None: it has none."""

    document: Any
    asked: Any

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
    return tuple(map(_answered, judged_answers(evidence)))


def orders_shown(evidence: Evidence) -> tuple[tuple[Answered, Mapping[str, Any]], ...]:
    """Return every order document of the live views; a fact."""
    return tuple(_orders_shown(evidence))


def runs_shown(evidence: Evidence) -> tuple[tuple[Answered, Mapping[str, Any]], ...]:
    """Return every record of the order history; a fact."""
    histories = ("listOrderHistory", "getJobChainHistory")
    found = (each for each in evidence.fact(answered) if each.operation in histories)
    return tuple((each, run) for each in found for run in each.listed("history"))


def _answered(each: oracles.Answered) -> Answered:
    document, asked = answers.document_of(each.response), _asked(each.exchange)
    return Answered(each.exchange, each.match, each.response, document, asked)


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
