"""The standard phrases of HTTP status codes."""

from __future__ import annotations

from http import HTTPStatus

_PHRASES = {int(status): status.phrase for status in HTTPStatus}


def phrase(status: int) -> str:
    """Return the phrase that RFC 9110 and its companions give a status, or nothing for any other number."""
    return _PHRASES.get(status, "")
