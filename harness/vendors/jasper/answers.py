"""What an answer of JasperReports Server means, in the words that all vendors share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from harness.exchange import Response, media_type
from harness.flow import Outcome
from harness.vendors.jasper import markup

_STATUSES = {401: Outcome.DENIED, 403: Outcome.DENIED, 429: Outcome.THROTTLED}


def document_of(response: Response | None) -> Any:
    """Return the answer's document, the same for JSON and XML; None when there is none."""
    if response is None or not response.body:
        return None
    kind = media_type(response.headers) or ""
    if kind.endswith("json"):
        try:
            return orjson.loads(response.body)
        except orjson.JSONDecodeError:
            return None
    if kind.endswith("xml"):
        root = markup.root_of(response.body)
        return None if root is None else markup.value_of(root)
    return None


def members_of(response: Response | None) -> Mapping[str, Any]:
    """Return the answer's document when it is an object, else an empty one."""
    document = document_of(response)
    return document if isinstance(document, Mapping) else {}


def says_gone(response: Response) -> bool:
    """Tell whether the target says that it knows no such job: never scheduled, deleted, or run out."""
    return response.status == 404 and members_of(response).get("errorCode") == "resource.not.found"


def missed(response: Response) -> frozenset[str]:
    """Return the ids that a refusal names as unknown."""
    named = members_of(response).get("parameters")
    return frozenset(str(each) for each in named) if isinstance(named, list) else frozenset()


def outcome_of(response: Response | None) -> Outcome:
    """Return what became of a change: an unknown job counts as one that has run out.

    The guide promises no job that is known only later, and the code has none: a job is there before its
    submit is answered.
    """
    if response is None:
        return Outcome.UNKNOWN
    if response.status in (200, 201):
        return Outcome.DONE
    if says_gone(response):
        return Outcome.TOO_LATE
    if response.status in _STATUSES:
        return _STATUSES[response.status]
    if response.status >= 500:
        return Outcome.SERVER
    return Outcome.REJECTED if response.status >= 400 else Outcome.UNKNOWN
