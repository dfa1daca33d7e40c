"""Responses as the server sends them: a document in one of its media types, text, or nothing."""

from __future__ import annotations

from functools import lru_cache

from harness.exchange import Headers, Response

JSON = "application/json"
XML = "application/xml"
JOB_JSON = "application/job+json"
JOB_XML = "application/job+xml"
TEXT = "text/plain"
_ALWAYS = (
    ("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate"),
    ("Pragma", "no-cache"),
    ("Expires", "0"),
    ("X-Content-Type-Options", "nosniff"),
)
_EMPTY = Headers(_ALWAYS)


@lru_cache(maxsize=64)
def _headers(media_type: str) -> Headers:
    return Headers((("Content-Type", media_type), *_ALWAYS))


def document(status: int, media_type: str, body: bytes) -> Response:
    """Return a response with a document."""
    return Response(status, _headers(media_type), body)


def text(body: str, status: int = 200) -> Response:
    """Return a response with plain text."""
    return Response(status, _headers(TEXT), body.encode("utf-8", "replace"))


def empty(status: int) -> Response:
    """Return a response without body."""
    return Response(status, _EMPTY)


def with_headers(response: Response, *extra: tuple[str, str]) -> Response:
    """Return the response with further header fields at the end."""
    return Response(response.status, Headers((*response.headers.fields, *extra)), response.body)


def is_json(media_type: str) -> bool:
    """Tell whether a media type is one of JSON."""
    return media_type.endswith("json")
