"""Exchanges as JSON documents and back, without loss.

A body is a string when it is UTF-8, ``{"base64": …}`` when it is not, and ``{"sample": …, "size": …}``
when it stands in a file of its own, named by its BLAKE2 digest. Fields at their default are left out.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

from harness.exchange import Direction, Exchange, Headers, Passage, Request, Response, Sender

Store = Callable[[bytes], str]
"""Keeps a body in a file and returns the file's name."""
Load = Callable[[str], bytes]

_OPTIONAL = ("target", "upstream", "operation", "session", "blocked_by", "error", "due_ns")


def encode_exchange(exchange: Exchange, limit: int, store: Store) -> dict[str, Any]:
    """Return the document of ``exchange``; bodies above ``limit`` bytes go to ``store``."""
    request, response = exchange.request, exchange.response
    document: dict[str, Any] = {
        "id": exchange.id,
        "vendor": exchange.vendor,
        "passage": exchange.passage.value,
        "begun_ns": exchange.begun_ns,
        "ended_ns": exchange.ended_ns,
        "wall": exchange.wall,
        "sender": {"kind": exchange.sender.kind, "case": exchange.sender.case},
        "request": {
            "method": request.method,
            "target": request.target,
            "headers": request.headers.fields,
            "body": _encode_body(request.body, limit, store),
        },
        "response": None
        if response is None
        else {
            "status": response.status,
            "headers": response.headers.fields,
            "body": _encode_body(response.body, limit, store),
        },
    }
    for name in _OPTIONAL:
        value = getattr(exchange, name)
        if value is not None and value != "":
            document[name] = value
    if exchange.direction is not Direction.OUTBOUND:
        document["direction"] = exchange.direction.value
    if exchange.sends != 1:
        document["sends"] = exchange.sends
    return document


def decode_exchange(document: Mapping[str, Any], load: Load) -> Exchange:
    """Return the exchange that ``document`` describes; ``load`` returns stored bodies by name."""
    request, response = document["request"], document["response"]
    return Exchange(
        id=document["id"],
        vendor=document["vendor"],
        request=Request(
            request["method"], request["target"], _headers(request), _decode_body(request["body"], load)
        ),
        response=None
        if response is None
        else Response(response["status"], _headers(response), _decode_body(response["body"], load)),
        passage=Passage(document["passage"]),
        begun_ns=document["begun_ns"],
        ended_ns=document["ended_ns"],
        wall=document["wall"],
        sender=Sender(document["sender"]["kind"], document["sender"]["case"]),
        direction=Direction(document.get("direction", Direction.OUTBOUND)),
        target=document.get("target", ""),
        upstream=document.get("upstream", ""),
        operation=document.get("operation"),
        session=document.get("session"),
        blocked_by=document.get("blocked_by"),
        error=document.get("error"),
        due_ns=document.get("due_ns"),
        sends=document.get("sends", 1),
    )


def _headers(message: Mapping[str, Any]) -> Headers:
    return Headers(tuple((name, value) for name, value in message["headers"]))


def _encode_body(body: bytes, limit: int, store: Store) -> Any:
    if len(body) > limit:
        return {"sample": store(body), "size": len(body)}
    try:
        return body.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body).decode()}


def _decode_body(body: Any, load: Load) -> bytes:
    if isinstance(body, str):
        return body.encode()
    if "base64" in body:
        return base64.b64decode(body["base64"])
    return load(body["sample"])
