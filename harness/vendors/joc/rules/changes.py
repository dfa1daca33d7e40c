"""What was confirmed has happened: a suspended order is shown so, a deleted one gone, an added one there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from harness.flow import Outcome
from harness.oracles import Act, Breach, Evidence, Observation, Rule, claims
from harness.oracles.history import CHANGES
from harness.oracles.judgement import exchange_by_id
from harness.oracles.lifecycle.states import operation_of, witness
from harness.vendors.joc import answers, orders, sources
from harness.vendors.joc.rules.facts import Answered, answered

_SHOWN = frozenset({Act.STATUS, Act.LISTED})
_SECONDS = re.compile(r"now *[+] *([0-9]{1,9})")


def by_order(evidence: Evidence) -> Mapping[str, tuple[Observation, ...]]:
    """Return what was observed of each order by chain and id, all of its ways together; a fact."""
    found: dict[str, list[Observation]] = defaultdict(list)
    for seen in evidence.observations:
        found[seen.document.get("path", seen.job.key)].append(seen)
    return {key: tuple(seen) for key, seen in found.items()}


@claims(
    "joc.suspend-holds",
    "an order whose suspension was confirmed is shown as suspended until something else is asked of it",
    source=sources.ENGINE,
    why="Operators suspend an order to keep it from its next step; it went on.",
)
def suspend_holds(evidence: Evidence) -> Iterator[Breach]:
    """Judge the first sighting after a confirmed suspend, with nothing asked of the order meanwhile."""
    for seen in evidence.fact(by_order).values():
        for change in seen:
            if change.verb != "suspend" or change.outcome is not Outcome.DONE:
                continue
            told = _next_sighting(seen, change)
            state = None if told is None else _state(evidence, told)
            if told is not None and told.present and state not in (None, "SUSPENDED"):
                says = f"an order is shown as {state} although its suspension had been confirmed"
                yield _breach(evidence, "suspend", says, ("SUSPENDED", str(state)), (change, told))


@claims(
    "joc.delete-removes",
    "an order whose deletion was confirmed is in no view",
    source=sources.ENGINE,
    why="The order was reported as deleted, and runs.",
)
def delete_removes(evidence: Evidence) -> Iterator[Breach]:
    """Judge the first sighting after a confirmed delete, with nothing asked of the order meanwhile."""
    for seen in evidence.fact(by_order).values():
        for change in seen:
            if change.act is not Act.DELETE or change.outcome is not Outcome.DONE:
                continue
            told = _next_sighting(seen, change)
            if told is not None and told.present:
                says = "an order is still shown after its deletion was confirmed"
                yield _breach(evidence, "delete", says, ("not there", "shown"), (change, told))


@claims(
    "joc.known-order",
    "what is asked of an order that is in its chain does not fail for want of it",
    source=sources.MESSAGES,
    why="A client takes the order for ended, and nobody holds what goes on running.",
)
def known_order(evidence: Evidence) -> Iterator[Breach]:
    """Look for one way seen before and after, and a change between that found no such order."""
    for seen in evidence.fact(by_order).values():
        ways = [o for o in seen if o.act in _SHOWN and o.present and o.job.key.startswith("history:")]
        for change in (o for o in seen if o.act in CHANGES and o.outcome is Outcome.TOO_LATE):
            before = [o for o in ways if o.before(change)]
            after = [o for o in ways if change.before(o)]
            same = next(((b, a) for b in reversed(before) for a in after if a.job == b.job), None)
            if same is not None:
                says = f"{change.verb} found no order that was in its chain before and after"
                values = ("carried out", answers.NO_ORDER)
                yield _breach(evidence, str(change.verb), says, values, (same[0], change, same[1]))


@claims(
    "joc.added-waits",
    "an order that was added for later is there until then",
    source=sources.ENGINE,
    why="The work that was planned has vanished, and nobody is told.",
)
def added_waits(evidence: Evidence) -> Iterator[Breach]:
    """Compare by the server's own clock: the start asked for, and the date of an answer without the order."""
    exchanges = evidence.fact(exchange_by_id)
    adding = evidence.contract.operations["addOrders"]
    if not any(each.name == "ids-as-chosen" for each in adding.expectations):
        return
    for key, seen in evidence.fact(by_order).items():
        for change in (o for o in seen if o.act is Act.SUBMIT and o.outcome is Outcome.DONE):
            exchange = exchanges[change.exchange]
            starts = _start(key, exchange.request.body, exchange.response)
            told = _next_sighting(seen, change)
            if starts is None or told is None or told.present:
                continue
            asked = _date(exchanges[told.exchange].response)
            if asked is not None and asked < starts:
                says = "an order that was to start later is not there"
                yield _breach(evidence, "at", says, ("shown", "not there"), (change, told))


@claims(
    "joc.added-told",
    "an answer to orders/add lists each order, and the id of those that brought none",
    source=sources.ADDED,
    why="Without the id nobody can find the order again that was just added.",
)
def added_told(evidence: Evidence) -> Iterator[Breach]:
    """Compare the lists of request and answer, in their order, where everything was added."""
    for each in evidence.fact(answered):
        told = each.tells("orders") if each.operation == "addOrders" else None
        if each.response.status != 200 or not isinstance(told, list):
            continue
        asked = orders.entries(each.asked)
        if len(asked) != len(told):
            says = f"{len(asked)} orders were to be added, and {len(told)} are listed"
            yield each.breach("orders", says, str(len(asked)), str(len(told)))
            continue
        yield from _untold(each, asked, told)


def _untold(each: Answered, asked: tuple[Mapping[str, Any], ...], told: list[Any]) -> Iterator[Breach]:
    for wanted, found in zip(asked, told, strict=True):
        name = found.get("orderId") if isinstance(found, Mapping) else None
        if not wanted.get("orderId") and not name:
            says = "an order got its id from the Master, and the answer does not tell it"
            yield each.breach("orderId", says, "an orderId", "none")


def _next_sighting(seen: tuple[Observation, ...], change: Observation) -> Observation | None:
    """Return the first look at an order after a change, None when something else may have touched it."""
    looks = [o for o in seen if o.act in _SHOWN and change.before(o)]
    if not looks:
        return None
    look = min(looks, key=lambda o: o.begun_ns)
    touches = (
        o
        for o in seen
        if o is not change
        and o.exchange != change.exchange
        and (o.act in CHANGES or o.act is Act.SUBMIT)
        and o.outcome not in (Outcome.DENIED, Outcome.TOO_LATE)
    )
    # A refused change may have been carried out in part, and an unanswered one at any time.
    if any(o.begun_ns <= look.ended_ns and not _settled(o, change) for o in touches):
        return None
    return look


def _settled(touch: Observation, change: Observation) -> bool:
    """Tell whether a touch was over before the change began, for sure."""
    return touch.before(change) and touch.outcome is not Outcome.UNKNOWN


def _state(evidence: Evidence, told: Observation) -> str | None:
    """Return the state that a sighting shows, of an order that has not started too."""
    exchange = evidence.fact(exchange_by_id)[told.exchange]
    document = answers.document_of(exchange.response)
    listed = document.get("orders") if told.act is Act.LISTED else [document.get("order")]
    key = told.document.get("path", told.job.key)
    found = (each for each in listed or () if isinstance(each, Mapping) and each.get("path") == key)
    return next((orders.bucket(each.get("processingState")) for each in found), None)


def _start(key: str, body: bytes, response: Any) -> datetime | None:
    """Return when an order starts, if it was added for so many seconds later."""
    try:
        asked = orders.entries(orders.strict_json(body))
    except (ValueError, RecursionError):
        return None
    entry = [each for each in asked if f"{each.get('jobChain')},{each.get('orderId')}" == key]
    told = _SECONDS.fullmatch(str(entry[0].get("at"))) if len(entry) == 1 else None
    added = _date(response)
    return None if told is None or added is None else added + timedelta(seconds=int(told[1]))


def _date(response: Any) -> datetime | None:
    document = answers.document_of(response)
    told = document.get("deliveryDate") if isinstance(document, Mapping) else None
    try:
        return datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None


def _breach(
    evidence: Evidence, subject: str, says: str, values: tuple[str, str], seen: tuple[Observation, ...]
) -> Breach:
    expected, got = values
    return Breach(
        says=says,
        operation=operation_of(evidence, next((o for o in seen if o.verb), seen[-1])),
        subject=subject,
        expected=expected,
        got=got,
        witness=witness(*seen),
    )


RULES: tuple[Rule, ...] = (suspend_holds, delete_removes, known_order, added_waits, added_told)
