"""What an answer of z/OSMF means, in the words that all vendors share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from harness.exchange import Response
from harness.flow import Outcome

NO_JOB = (6, 4, 10)
"""Category, return code and reason of "No job found for reference" (z/OS jobs REST interface,
"Synchronous support for the job modify operations")."""

_FEEDBACK = {
    0: Outcome.DONE,
    128: Outcome.DENIED,
    132: Outcome.DENIED,
    140: Outcome.NOT_VISIBLE,
    148: Outcome.NOT_VISIBLE,
    156: Outcome.TOO_LATE,
    184: Outcome.TOO_LATE,
    188: Outcome.TOO_LATE,
}
"""Codes of the job modify function (z/OS MVS Using the Subsystem Interface, SSI function code 85) whose
meaning is more than "refused"."""
_STATUSES = {401: Outcome.DENIED, 403: Outcome.DENIED, 429: Outcome.THROTTLED}


def document_of(response: Response | None) -> Any:
    """Return the answer's JSON, None when there is none or it cannot be read."""
    if response is None or not response.body:
        return None
    try:
        return orjson.loads(response.body)
    except orjson.JSONDecodeError:
        return None


def error_code(document: Any) -> tuple[int, int, int] | None:
    """Return category, return code and reason of an error report document, None for anything else."""
    if not isinstance(document, Mapping):
        return None
    code = tuple(document.get(member) for member in ("category", "rc", "reason"))
    if any(not isinstance(part, int) or isinstance(part, bool) for part in code):
        return None
    category, rc, reason = code
    return int(str(category)), int(str(rc)), int(str(reason))


def feedback_status(document: Any) -> int | None:
    """Return the status of a job feedback document; IBM's samples write the number as a string."""
    status = document.get("status") if isinstance(document, Mapping) else None
    if isinstance(status, str) and status.isascii() and status.isdigit():
        return int(status)
    return status if isinstance(status, int) and not isinstance(status, bool) else None


def says_no_job(response: Response) -> bool:
    """Tell whether the target says that it does not know the job."""
    return response.status == 400 and error_code(document_of(response)) == NO_JOB


def outcome_of(response: Response | None) -> Outcome:
    """Return what became of a modify or a delete."""
    if response is None:
        return Outcome.UNKNOWN
    if response.status == 202:
        return Outcome.ACCEPTED
    if response.status == 200:
        status = feedback_status(document_of(response))
        return Outcome.UNKNOWN if status is None else _FEEDBACK.get(status, Outcome.REJECTED)
    return refusal_of(response)


def refusal_of(response: Response) -> Outcome:
    """Return what an answer other than the operation's success means."""
    if says_no_job(response):
        return Outcome.NOT_VISIBLE
    if response.status in _STATUSES:
        return _STATUSES[response.status]
    if response.status >= 500:
        return Outcome.SERVER
    return Outcome.REJECTED if response.status >= 400 else Outcome.UNKNOWN
