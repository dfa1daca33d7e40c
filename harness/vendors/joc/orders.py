"""How JOC names an order, in requests and in documents, and how we name it.

An order's key is ``CHAIN,ORDERID``, which is also its ``path`` in documents: ids are unique in their chain
only. One way of an order through its chain has a historyId; oracles tell the ways apart by it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from harness.flow import JobRef

TERMINAL = ("SUCCESSFUL", "FAILED")
"""States of the history in which a way has ended."""
_WAITING = "WAITINGFORRESOURCE"
_BUCKETS = frozenset({"PENDING", "RUNNING", "SUSPENDED", "SETBACK", "BLACKLIST"})


class RepeatedNameError(ValueError):
    """A JSON object gives one name twice, so that two readers may read two things."""


def order_ref(chain: str, order: str) -> JobRef:
    """Return the order ``order`` of a chain."""
    return JobRef(f"{chain},{order}", {"jobChain": chain, "orderId": order})


def in_document(document: Any) -> JobRef | None:
    """Return the order that an order or history document is about."""
    if not isinstance(document, Mapping):
        return None
    chain, order = document.get("jobChain"), document.get("orderId")
    if not (isinstance(chain, str) and isinstance(order, str) and chain and order):
        return None
    return order_ref(chain, order)


def bucket(state: Any) -> str | None:
    """Return the life-cycle state that a ``processingState`` stands for, None when it says none."""
    text = state.get("_text") if isinstance(state, Mapping) else None
    if not isinstance(text, str):
        return None
    return text if text in _BUCKETS else _WAITING


def strict_json(body: bytes) -> Any:
    """Read a request's JSON; raise ``ValueError`` for what two readers might read differently."""
    return json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RepeatedNameError("a name is given twice")
    return found


def _no_constant(text: str) -> Any:
    raise ValueError(f"{text} is no JSON")


def entries(document: Any) -> tuple[Mapping[str, Any], ...]:
    """Return the entries of a request's list of orders; none when it has none."""
    listed = document.get("orders") if isinstance(document, Mapping) else None
    return tuple(each for each in listed if isinstance(each, Mapping)) if isinstance(listed, list) else ()
