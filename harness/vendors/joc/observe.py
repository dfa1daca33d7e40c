"""What an exchange with JOC says of orders.

An order that has started bears the historyId of its way, and so do the records of the history: oracles
tell ways apart by it, as the same id may be added again, and a permanent order begins again. What names an
order by chain and id alone may mean a way that was never seen, so it is taken for none of those that were.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from harness.contract import Contract, Match
from harness.exchange import Exchange
from harness.flow import JobRef, Outcome
from harness.oracles import Act, Observation
from harness.vendors.joc import answers, orders
from harness.vendors.joc.reader import added

_COMPARED = ("path", "orderId", "jobChain", "_type", "title", "historyId", "startedAt")
"""What a list and an item must say alike; the rest moves on by itself, or when a chain or job is stopped."""


def observe(contract: Contract, match: Match, exchange: Exchange) -> tuple[Observation, ...]:
    """Read one exchange that left: answered, or broken (then only what may have been changed is told)."""
    del contract
    role = (match.role or "").partition(":")[0]
    read = _READERS.get(role)
    return () if read is None else tuple(read(match, exchange))


def way_of(document: Mapping[str, Any]) -> JobRef | None:
    """Return the order of a document: its way where it bears a historyId, else the order as such."""
    named = orders.in_document(document)
    history = document.get("historyId")
    if named is None:
        return None
    return JobRef(f"history:{history}" if isinstance(history, str) else named.key)


def _submit(match: Match, exchange: Exchange) -> Iterator[Observation]:
    """Read orders/add: an id that is chosen may have been that of an order which is now replaced."""
    del match
    asked = _asked(exchange)
    document = answers.document_of(exchange.response) if exchange.judged else None
    if exchange.response is None or not exchange.judged:
        for each in asked:
            if each.get("orderId"):
                job = JobRef(f"{each.get('jobChain')},{each['orderId']}")
                yield Observation.of(exchange, Act.MODIFY, job, present=False, outcome=Outcome.UNKNOWN)
    elif exchange.response.status in (200, 419) and isinstance(document, Mapping):
        chosen = {f"{each.get('jobChain')},{each['orderId']}" for each in asked if each.get("orderId")}
        for job in added(asked, document):
            if job.key in chosen:
                yield Observation.of(
                    exchange, Act.MODIFY, JobRef(job.key), present=True, outcome=Outcome.DONE
                )
            yield Observation.of(exchange, Act.SUBMIT, JobRef(job.key), present=True, outcome=Outcome.DONE)


def _status(match: Match, exchange: Exchange) -> Iterator[Observation]:
    shown = _member(exchange, "order")
    if match.operation.id != "getOrder" or not isinstance(shown, Mapping):
        return
    job = way_of(shown)
    asked = match.parsed.body
    wanted = orders.in_document(asked) if isinstance(asked, Mapping) else None
    if job is not None and wanted is not None and shown.get("path") == wanted.key:
        yield _seen(exchange, Act.STATUS, job, shown)
    elif wanted is not None and "path" not in shown:
        yield Observation.of(exchange, Act.STATUS, JobRef(wanted.key), present=False)


def _list(match: Match, exchange: Exchange) -> Iterator[Observation]:
    del match
    listed = _member(exchange, "orders")
    for each in listed if isinstance(listed, list) else ():
        job = way_of(each) if isinstance(each, Mapping) else None
        if job is not None:
            yield _seen(exchange, Act.LISTED, job, each)


def _history(match: Match, exchange: Exchange) -> Iterator[Observation]:
    """Read the history; it keeps what has left its chain, so nothing in it is there by that."""
    del match
    listed = _member(exchange, "history")
    for each in listed if isinstance(listed, list) else ():
        job = way_of(each) if isinstance(each, Mapping) else None
        state = each["state"].get("_text") if job and isinstance(each.get("state"), Mapping) else None
        if job is not None and state in orders.TERMINAL:
            yield Observation.of(
                exchange, Act.OUTPUT, job, present=False, state=state, result=state, document=_kept(each)
            )


def _changes(match: Match, exchange: Exchange) -> Iterator[Observation]:
    verb = (match.role or "").removeprefix("modify:")
    act = Act.DELETE if verb == "delete" else Act.MODIFY
    response = exchange.response if exchange.judged else None
    asked = [each for each in _asked(exchange) if each.get("orderId")]
    keys = [f"{each.get('jobChain')},{each['orderId']}" for each in asked]
    counted = Counter(keys)
    for key, times in counted.items():
        # Of an order that is named twice a path does not tell which of the two has failed.
        outcome = answers.outcome_of(response, key) if times == 1 else Outcome.UNKNOWN
        known = outcome is Outcome.DONE
        yield Observation.of(exchange, act, JobRef(key), present=known, verb=verb, outcome=outcome)


def _asked(exchange: Exchange) -> tuple[Mapping[str, Any], ...]:
    try:
        return orders.entries(orders.strict_json(exchange.request.body))
    except (ValueError, RecursionError):
        return ()


def _member(exchange: Exchange, name: str) -> Any:
    """Return a member of the document of a success, None for anything else."""
    if not exchange.judged or exchange.response is None or exchange.response.status != 200:
        return None
    document = answers.document_of(exchange.response)
    return document.get(name) if isinstance(document, Mapping) else None


def _seen(exchange: Exchange, act: Act, job: JobRef, document: Mapping[str, Any]) -> Observation:
    # A state counts as that of a way; before its start an order has none.
    state = orders.bucket(document.get("processingState")) if "historyId" in document else None
    return Observation.of(exchange, act, job, present=True, state=state, document=_kept(document))


def _kept(document: Mapping[str, Any]) -> dict[str, Any]:
    return {name: document[name] for name in _COMPARED if name in document}


_READERS: Mapping[str, Callable[[Match, Exchange], Iterator[Observation]]] = {
    "submit": _submit,
    "status": _status,
    "list": _list,
    "output": _history,
    "modify": _changes,
    "delete": _changes,
}
