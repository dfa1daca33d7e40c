"""What a request to JOC names, for the guard and the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.contract import Effect, Match
from harness.exchange import Request, Response
from harness.flow import JobRef
from harness.guard import Subjects
from harness.vendors.joc import answers, orders

_NAMED = frozenset({Effect.CREATE, Effect.MODIFY, Effect.DESTROY})


@dataclass(frozen=True)
class JocReader:
    """Reads the orders of bulk calls, all of them; what cannot be read for sure it says so."""

    def subjects(self, match: Match, request: Request) -> Subjects:
        """Return the orders that a request touches, or the ids under which it adds some."""
        if match.effect not in _NAMED:
            return Subjects()
        try:
            document = orders.strict_json(request.body)
        except (ValueError, RecursionError) as problem:
            return Subjects(unreadable=f"the body cannot be read: {problem}")
        wrong = _unclear(document)
        if wrong is not None:
            return Subjects(unreadable=wrong)
        listed = orders.entries(document)
        if match.role == "submit":
            return _creating(listed)
        named = tuple(orders.order_ref(each["jobChain"], str(each.get("orderId", ""))) for each in listed)
        nameless = any(not each.get("orderId") for each in listed)
        return Subjects(named, unreadable="an entry names a chain and no order" if nameless else None)

    def created(self, match: Match, request: Request, response: Response) -> JobRef | None:
        """Return the first order that was added: by the id that was chosen, else by the Master's.

        With several orders in one request the others stay to be found by their ids.
        """
        if match.role != "submit" or response.status not in (200, 419):
            return None
        try:
            asked = orders.entries(orders.strict_json(request.body))
        except (ValueError, RecursionError):
            return None
        document = answers.document_of(response)
        return next(iter(added(asked, document)), None) if isinstance(document, Mapping) else None


def added(asked: tuple[Mapping[str, Any], ...], document: Mapping[str, Any]) -> tuple[JobRef, ...]:
    """Return the orders that an answer to orders/add says were added.

    The answer repeats no id that the caller chose, and lists what was added in the order of the request;
    what failed is told by its path.
    """
    failed = [path for path, _, _ in answers.errors_of(document)]
    taken = [each for each in asked if not _failed(each, failed)]
    listed = document.get("orders")
    told = [each for each in listed if isinstance(each, Mapping)] if isinstance(listed, list) else []
    found = []
    for place, each in enumerate(taken):
        made = told[place].get("orderId") if place < len(told) else None
        name = each.get("orderId") or made
        chain = each.get("jobChain")
        if isinstance(chain, str) and isinstance(name, str) and name:
            found.append(orders.order_ref(chain, name))
    return tuple(found)


def _failed(entry: Mapping[str, Any], failed: list[str]) -> bool:
    """Tell whether an entry is among the paths that failed; each path stands for one entry."""
    chain, name = str(entry.get("jobChain", "")), str(entry.get("orderId") or "")
    path = f"{chain},{name}" if name else chain
    if path in failed:
        failed.remove(path)
        return True
    return False


def _unclear(document: Any) -> str | None:
    """Say why a list of orders cannot be read for sure, None when it can."""
    if not isinstance(document, Mapping):
        return "the body is no object"
    listed = document.get("orders")
    if listed is None:
        return None
    if not isinstance(listed, list) or not all(isinstance(each, Mapping) for each in listed):
        return "its orders are no list of objects"
    for each in listed:
        chain, name = each.get("jobChain"), each.get("orderId")
        # Releases without validation put the slash before a path that lacks it.
        if not isinstance(chain, str) or not chain.startswith("/") or "," in chain:
            return "an entry names no chain by its full path"
        if name is not None and not isinstance(name, str):
            return "an orderId is no text"
    return None


def _creating(listed: tuple[Mapping[str, Any], ...]) -> Subjects:
    names = tuple(str(each["orderId"]) for each in listed if each.get("orderId"))
    if len(names) < len(listed):
        return Subjects(creates=names, unreadable="an order would get its id from the Master")
    return Subjects(creates=names)
