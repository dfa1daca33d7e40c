"""Answers of the door itself (RFC 9457)."""

from __future__ import annotations

import orjson

from harness.exchange import Headers, Response


def problem(status: int, title: str, detail: str, header: tuple[str, str] | None = None) -> Response:
    """Return a problem document; ``header`` names what of the door's own it is."""
    document = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    extra = () if header is None else (header,)
    headers = Headers((("Content-Type", "application/problem+json"), *extra))
    return Response(status, headers, orjson.dumps(document))
