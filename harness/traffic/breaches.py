"""One deliberate breach of a request at a time: what is missing, unreadable, unacceptable or unknown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote

from harness.contract import Match, Operation
from harness.exchange import Request, media_type

UNKNOWN_MEDIA = "application/x-harness-unknown"
"""A media type that nobody serves or takes; ``x-`` keeps it out of the registered ones (RFC 6838, 3.4)."""
_UNFINISHED = (("json", b'{"unfinished": '), ("xml", b"<unfinished><element>"))
_DIGITS = re.compile("[0-9]")
_SHORT_NUMBER = re.compile("[0-9]{1,6}")


def breaches(match: Match, request: Request) -> Iterator[tuple[str, Request]]:
    """Yield each breach of a good request by its name, in a stable order."""
    operation = match.operation
    yield from _without_parameters(operation, request)
    yield "unacceptable", replace(request, headers=request.headers.put("Accept", UNKNOWN_MEDIA))
    if operation.request_bodies:
        unknown = request.headers.put("Content-Type", UNKNOWN_MEDIA)
        yield "unknown-media-type", replace(request, headers=unknown)
        yield from _broken_bodies(operation, request)


def unknown_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return names like ``names`` that no job bears: each digit a nine, a short number a long one."""
    return {
        name: "9" * 8 if _SHORT_NUMBER.fullmatch(value) else _DIGITS.sub("9", value)
        for name, value in names.items()
    }


def _without_parameters(operation: Operation, request: Request) -> Iterator[tuple[str, Request]]:
    """Yield the request without each parameter that it must have; a path cannot do without its own."""
    for parameter in operation.parameters:
        name = parameter.name
        if parameter.required and parameter.place == "header" and name in request.headers:
            yield f"without-{name}", replace(request, headers=request.headers.without(name))
        elif parameter.required and parameter.place == "query":
            yield f"without-{name}", replace(request, target=_without_query(request, name))


def _without_query(request: Request, name: str) -> str:
    names = {name, quote(name, safe="")}
    kept = [part for part in request.query.split("&") if part and part.partition("=")[0] not in names]
    return f"{request.path}?{'&'.join(kept)}" if kept else request.path


def _broken_bodies(operation: Operation, request: Request) -> Iterator[tuple[str, Request]]:
    if operation.body_required and request.body:
        yield "without-body", replace(request, body=b"")
    given = media_type(request.headers) or ""
    for kind, body in _UNFINISHED:
        if given.endswith(kind):
            yield "unfinished-body", replace(request, body=body)
