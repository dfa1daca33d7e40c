"""A filter narrows: what is listed is what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from harness.finding import Source
from harness.oracles import Breach, Evidence, Rule, claims
from harness.oracles.exchange.accepted import request_discrepancies
from harness.vendors.joc import orders, sources
from harness.vendors.joc.rules.facts import Answered, answered

Entry = Mapping[str, Any]
Admits = Callable[[Answered, Entry], bool]
_WHY = "A client acts on every order that a filtered list shows: it resumes or deletes another's work."


def _filter(  # noqa: PLR0913, PLR0917 - the parts of a filter
    rule: str, claim: str, source: Source, operation: str, member: str, admits: Admits
) -> Rule:
    """Return the rule that a list holds only what ``admits``; where the request has no such filter, all.

    A filter that is not as documented says nothing: releases without validation drop it.
    """
    answer = {"listOrders": "orders", "listOrderHistory": "history"}[operation]

    @claims(f"joc.{rule}", claim, source=source, why=_WHY)
    def judge(evidence: Evidence) -> Iterator[Breach]:
        wrong = evidence.fact(request_discrepancies)
        for each in evidence.fact(answered):
            asked = each.asks(member) if each.operation == operation else None
            if not asked or wrong.get(each.exchange.id):
                continue
            for entry in each.listed(answer):
                if not admits(each, entry):
                    says = f"a list asked for by {member} shows an order that this does not admit"
                    yield each.breach(member, says, f"{member} {asked}"[:160], str(entry.get("path")))

    return judge


def _named(each: Answered, entry: Entry) -> bool:
    """Tell whether the list of order paths names an order; without id an entry means its whole chain."""
    return any(
        one.get("jobChain") in (None, entry.get("jobChain"))
        and one.get("orderId") in (None, "", entry.get("orderId"))
        for one in orders.entries(each.asked)
    )


def _in_state(each: Answered, entry: Entry) -> bool:
    """Tell whether an order is in one of the states; of orders that are named one by one they say nothing."""
    named = orders.entries(each.asked)
    if named and all(one.get("orderId") for one in named):
        return True
    state, asked = orders.bucket(entry.get("processingState")), each.asks("processingStates")
    return state is None or state in asked


def _of_type(each: Answered, entry: Entry) -> bool:
    return entry.get("_type") in each.asks("types")


def _how_ended(each: Answered, entry: Entry) -> bool:
    state = entry.get("state")
    return isinstance(state, Mapping) and state.get("_text") in each.asks("historyStates")


def _of_way(each: Answered, entry: Entry) -> bool:
    return str(entry.get("historyId")) in {str(one) for one in each.asks("historyIds")}


@claims(
    "joc.limit",
    "a history holds at most as many records as were asked for",
    source=sources.RAML,
    why="A client that reads the latest few reads more than it has room for.",
)
def limit(evidence: Evidence) -> Iterator[Breach]:
    """Count; a negative limit, or none of the right type, says nothing here."""
    for each in evidence.fact(answered):
        most = each.asks("limit")
        counted = isinstance(most, int) and not isinstance(most, bool) and most >= 0
        shown = each.listed("history") if each.operation == "listOrderHistory" else []
        if counted and len(shown) > most:
            says = f"a history of at most {most} records holds {len(shown)}"
            yield each.breach("limit", says, f"at most {most}", str(len(shown)))


RULES: tuple[Rule, ...] = (
    _filter(
        "list-orders",
        "a list of named orders, or of chains, holds no other",
        sources.RAML,
        "listOrders",
        "orders",
        _named,
    ),
    _filter(
        "list-states",
        "a list by processing states holds only orders in one of them",
        sources.LIST_SAMPLE,
        "listOrders",
        "processingStates",
        _in_state,
    ),
    _filter(
        "list-types", "a list by types holds only such orders", sources.RAML, "listOrders", "types", _of_type
    ),
    _filter(
        "history-orders",
        "a history of named orders, or of chains, holds no other",
        sources.RAML,
        "listOrderHistory",
        "orders",
        _named,
    ),
    _filter(
        "history-states",
        "a history by states holds only records in one of them",
        sources.RAML,
        "listOrderHistory",
        "historyStates",
        _how_ended,
    ),
    _filter(
        "history-ids",
        "a history by historyIds holds only those records",
        sources.RAML,
        "listOrderHistory",
        "historyIds",
        _of_way,
    ),
    limit,
)
