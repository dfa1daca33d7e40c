"""Responses as z/OSMF's server sends them: the headers around a document, text, bytes or nothing."""

from __future__ import annotations

from harness.exchange import Headers, Response

# Captured in zowe/api-layer#376 (2019). A real server also says `Transfer-Encoding: chunked`; here
# the length is known. HSTS and the like stand on error answers too.
_ALWAYS = (
    ("X-Powered-By", "Servlet/3.1"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-XSS-Protection", "1; mode=block"),
    ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
    ("Pragma", "no-cache"),
    ("Content-Language", "en-US"),
    ("Expires", "Thu, 01 Dec 1994 16:00:00 GMT"),
    ("Cache-Control", "no-store, no-cache=set-cookie"),
)
_JSON = Headers((("Content-Type", "application/json"), *_ALWAYS))
_TEXT = Headers((("Content-Type", "text/plain;charset=UTF-8"), *_ALWAYS))
_BYTES = Headers((("Content-Type", "application/octet-stream"), *_ALWAYS))
_EMPTY = Headers(_ALWAYS)


def json_response(status: int, body: bytes) -> Response:
    """Return a response with a JSON document."""
    return Response(status, _JSON, body)


def text_response(body: bytes) -> Response:
    """Return 200 with text.

    The overview writes the media type ``plain/text``; servers send ``text/plain``
    (mvslovers/mvsmf, measured against a z/OSMF).
    """
    return Response(200, _TEXT, body)


def bytes_response(body: bytes) -> Response:
    """Return 200 with uninterpreted bytes."""
    return Response(200, _BYTES, body)


def empty_response(status: int) -> Response:
    """Return a response without body and without Content-Type (zowe-client-python-sdk#106)."""
    return Response(status, _EMPTY)


def with_headers(response: Response, extra: tuple[tuple[str, str], ...]) -> Response:
    """Return the response with further header fields at the end."""
    if not extra:
        return response
    return Response(response.status, Headers((*response.headers.fields, *extra)), response.body)


_OWN = frozenset({"x-powered-by", "x-xss-protection", "strict-transport-security"})


def without_server_headers(response: Response) -> Response:
    """Return the response as a server sends it that says nothing of itself."""
    return Response(response.status, response.headers.without(*_OWN), response.body)
