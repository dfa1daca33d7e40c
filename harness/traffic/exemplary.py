"""A request as the contract's own examples show it, for an operation that no other traffic asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import orjson

from harness.contract import Operation, Parameter
from harness.exchange import Headers, Request


def exemplary(operation: Operation) -> Request | None:
    """Return the request that the first examples make, with what is required and nothing else.

    None where an example of something required is missing.
    """
    required = [parameter for parameter in operation.parameters if parameter.required]
    places = {place: _values(required, place) for place in ("path", "query", "header")}
    body = _body(operation)
    if body is None or any(values is None for values in places.values()):
        return None
    path, query, headers = (places[place] or {} for place in ("path", "query", "header"))
    target = operation.template.format_map({name: quote(value, safe="") for name, value in path.items()})
    media_type, content = body
    given = (*headers.items(), *([("Content-Type", media_type)] if media_type else []))
    return Request(
        operation.method, f"{target}?{urlencode(query)}" if query else target, Headers(given), content
    )


def _values(required: list[Parameter], place: str) -> Mapping[str, str] | None:
    wanted = [parameter for parameter in required if parameter.place == place]
    if not all(parameter.examples for parameter in wanted):
        return None
    return {parameter.name: _text(parameter.examples[0]) for parameter in wanted}


def _body(operation: Operation) -> tuple[str, bytes] | None:
    """Return media type and content; empty ones where no body is wanted, None where no example is."""
    for media_type, body in operation.request_bodies.items():
        for example in body.examples.values():
            textual = isinstance(example, str) and "json" not in media_type
            return media_type, example.encode() if textual else orjson.dumps(example)
    return None if operation.body_required else ("", b"")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else orjson.dumps(value).decode()
