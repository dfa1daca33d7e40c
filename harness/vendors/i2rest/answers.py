"""What an answer of i2Rest means, in the words that all vendors share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import orjson

from harness.exchange import Response
from harness.flow import Outcome

_UNKNOWN_JOB = "*UNKNOWN"
_TEXTS: tuple[tuple[re.Pattern[str], Outcome], ...] = (
    (re.compile(r"^(CPF1321: )?Job [^ ]{1,28} not found\.$"), Outcome.NOT_VISIBLE),
    (re.compile(r"\b(has completed|already ending|no longer allowed)\b"), Outcome.TOO_LATE),
    (re.compile(r"^([A-Z0-9]{7}: )?Not authorized to "), Outcome.DENIED),
)
"""Only texts come, no message ids, so the words must tell (i2Rest API, run_command example)."""
_LATER = re.compile(r"\bENDJOB started for job\b")
_STATUSES = {401: Outcome.DENIED, 403: Outcome.DENIED, 429: Outcome.THROTTLED}


def document_of(response: Response | None) -> Any:
    """Return the answer's JSON, None when there is none or it cannot be read."""
    if response is None or not response.body:
        return None
    try:
        return orjson.loads(response.body)
    except orjson.JSONDecodeError:
        return None


def output_of(response: Response | None) -> Mapping[str, Any] | None:
    """Return the output of a program that was called well, None for any other answer."""
    document = document_of(response)
    if response is None or response.status != 200 or not isinstance(document, Mapping):
        return None
    output = document.get("output")
    return output if isinstance(output, Mapping) and "errors" not in document else None


def says_unknown(output: Mapping[str, Any]) -> bool:
    """Tell whether a look-up says that the system knows no such job; blanks at the end may be trimmed off."""
    status = output.get("status")
    return isinstance(status, str) and status.strip(" ") == _UNKNOWN_JOB


def texts_of(document: Any) -> tuple[str, ...]:
    """Return what an answer says in words: its details, then its job log."""
    if not isinstance(document, Mapping):
        return ()
    log = document.get("joblog")
    said = [document.get("details"), *(log if isinstance(log, list) else ())]
    return tuple(text for text in said if isinstance(text, str))


def succeeded(response: Response | None) -> bool:
    """Tell whether a command has ended well: a 200 whose document says so."""
    document = document_of(response)
    told = isinstance(document, Mapping) and document.get("status") == "OK"
    return response is not None and response.status == 200 and told


def outcome_of(response: Response | None) -> Outcome:
    """Return what became of a command."""
    if response is None:
        return Outcome.UNKNOWN
    document = document_of(response)
    if succeeded(response):
        later = any(_LATER.search(text) for text in texts_of(document))
        return Outcome.ACCEPTED if later else Outcome.DONE
    if response.status in _STATUSES:
        return _STATUSES[response.status]
    if isinstance(document, Mapping) and document.get("status") == "Error":
        return _refusal(texts_of(document))
    if response.status >= 500:
        return Outcome.SERVER
    return Outcome.REJECTED if response.status >= 400 else Outcome.UNKNOWN


def _refusal(texts: tuple[str, ...]) -> Outcome:
    """Return what a failed command means; a site chooses the status that it is answered with."""
    told = (outcome for pattern, outcome in _TEXTS if any(pattern.search(text) for text in texts))
    return next(told, Outcome.REJECTED)
