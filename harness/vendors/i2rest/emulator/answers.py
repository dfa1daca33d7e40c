"""How i2Rest writes answers: JSON printed with two blanks, arrays one item a line, no newline at the end.

The 213 bytes of the run_command example in the i2Rest API are printed so, and in no other way.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import orjson

from harness.exchange import Headers, Response

_COMMON = (
    ("Server", "i2Rest/1.0"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Content-Type", "application/json; charset=utf-8"),
)
"""The header fields of the run_command example, in its order."""
_CHUNKED = ("Transfer-Encoding", "chunked")


def printed(document: Any) -> bytes:
    """Return a document as i2Rest prints it."""
    return orjson.dumps(document, option=orjson.OPT_INDENT_2)


def answer(status: int, document: Any, *further: tuple[str, str]) -> Response:
    """Return an answer of known length."""
    body = printed(document)
    return Response(status, _head(len(body), *further), body)


@lru_cache(maxsize=1024)
def _head(length: int, *further: tuple[str, str]) -> Headers:
    return Headers((*_COMMON, ("Content-Length", str(length)), *further))


def streamed(document: Any) -> Response:
    """Return an answer that goes out while it is made: always a 200, in chunks, its length unknown."""
    return Response(200, Headers((*_COMMON, _CHUNKED)), printed(document))


def error(status: int, details: str) -> Response:
    """Return a refusal by i2Rest itself; the members are those of the run_command example."""
    return answer(status, {"status": "Error", "details": details})


def unauthenticated() -> Response:
    """Return the answer to whoever has no token, or one that is unknown or has run out."""
    return answer(401, {"error": "invalid_token"}, ("WWW-Authenticate", 'Bearer error="invalid_token"'))


def insufficient_scope() -> Response:
    """Return the answer to a token that may not do this (RFC 6750, 3.1)."""
    document = {"error": "insufficient_scope"}
    return answer(403, document, ("WWW-Authenticate", 'Bearer error="insufficient_scope"'))


def other_method() -> Response:
    """Return the answer to any method but POST."""
    return answer(405, {"status": "Error", "details": "Method not allowed"}, ("Allow", "POST"))


def called(document: Mapping[str, Any]) -> Response:
    """Return the answer to a call that was carried out."""
    return answer(200, document)
