"""What an answer of JOC means, in the words that all vendors share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from harness.exchange import Response
from harness.flow import Outcome

NO_ORDER = "SCHEDULER-162"
"""The order is not in that chain: it was never there, or has ended and left (scheduler_messages.cxx)."""
IN_A_TASK = "SCHEDULER-217"
"""A task holds the order."""
_STATUSES = {
    401: Outcome.DENIED,
    403: Outcome.DENIED,
    440: Outcome.DENIED,
    429: Outcome.THROTTLED,
}


def document_of(response: Response | None) -> Any:
    """Return the answer's JSON, None when there is none or it cannot be read."""
    if response is None or not response.body:
        return None
    try:
        return orjson.loads(response.body)
    except orjson.JSONDecodeError:
        return None


def errors_of(document: Any) -> Iterator[tuple[str, str, str]]:
    """Yield path, code and message of each item that a 419 says has failed."""
    listed = document.get("errors") if isinstance(document, Mapping) else None
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, Mapping):
            yield str(each.get("path", "")), str(each.get("code", "")), str(each.get("message", ""))


def error_code(document: Any) -> str | None:
    """Return the code of a 420, None for anything else."""
    error = document.get("error") if isinstance(document, Mapping) else None
    code = error.get("code") if isinstance(error, Mapping) else None
    return code if isinstance(code, str) else None


def item_outcome(code: str) -> Outcome:
    """Return what became of an item that failed with ``code``."""
    return Outcome.TOO_LATE if code == NO_ORDER else Outcome.REJECTED


def outcome_of(response: Response | None, path: str) -> Outcome:
    """Return what became of what was asked of the order called ``path``."""
    if response is None:
        return Outcome.UNKNOWN
    if response.status == 200:
        return Outcome.DONE
    if response.status != 419:
        return refusal_of(response)
    failed = {where: code for where, code, _ in errors_of(document_of(response))}
    return item_outcome(failed[path]) if path in failed else Outcome.DONE


def refusal_of(response: Response) -> Outcome:
    """Return what an answer about the request as a whole means."""
    if response.status in _STATUSES:
        return _STATUSES[response.status]
    if response.status >= 500:
        return Outcome.SERVER
    return Outcome.REJECTED if response.status >= 400 else Outcome.UNKNOWN
