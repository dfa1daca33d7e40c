"""Responses as JOC sends them: JSON without a charset, and never to be kept (JOCDefaultResponse)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import orjson

from harness.exchange import Headers, Response

_CACHE: Final = ("Cache-Control", "must-revalidate, no-store, no-cache")
_JSON: Final = Headers((_CACHE, ("Content-Type", "application/json")))
_NO_SESSION: Final = "SessionNotExistException: Session doesn't exist"

Fields = tuple[tuple[str, str], ...]
Document = Mapping[str, Any]


def json_response(document: Document, status: int = 200, extra: Fields = ()) -> Response:
    """Return a JSON document; members that are None are left out."""
    body = orjson.dumps({name: value for name, value in document.items() if value is not None})
    return Response(status, Headers((*_JSON.fields, *extra)) if extra else _JSON, body)


def text_response(text: str, media: str = "text/plain; charset=UTF-8", extra: Fields = ()) -> Response:
    """Return 200 with text."""
    return Response(200, Headers((_CACHE, ("Content-Type", media), *extra)), text.encode())


def framework(status: int, extra: Fields = ()) -> Response:
    """Return an answer of the framework: no body, none of JOC's headers."""
    return Response(status, Headers(extra))


def error(code: str, message: str, at: str, status: int = 420) -> Response:
    """Return the error document; both dates are JOC's own clock (getErr420)."""
    document = {"deliveryDate": at, "surveyDate": at, "error": {"code": code, "message": message}}
    return json_response(document, status)


def security(status: int, extra: Fields = (), **told: Any) -> Response:
    """Return the security document, with what is ``told`` over its defaults."""
    default = {"isAuthenticated": False, "hasRole": False, "isPermitted": False, "enableTouch": True}
    return json_response({**default, **told}, status, extra)


def no_session() -> Response:
    """Return the 440 of a token that is missing, empty or unknown."""
    return security(440, message=_NO_SESSION)
