"""Answers as the service sends them: a JSON or XML document, text, or nothing."""

from __future__ import annotations

from typing import Any

import orjson

from harness.exchange import Headers, Response
from harness.vendors.iics.emulator import xml
from harness.vendors.iics.emulator.errors import Refusal
from harness.vendors.iics.emulator.incoming import Incoming

_JSON = Headers((("Content-Type", "application/json;charset=UTF-8"),))
_XML = Headers((("Content-Type", "application/xml;charset=UTF-8"),))


def answered(incoming: Incoming, document: Any, status: int = 200, wrapper: str = "list") -> Response:
    """Return an object or a list in the format that the caller wants; ``wrapper`` is a list's XML root."""
    if incoming.wants_xml:
        return Response(status, _XML, xml.write(document, wrapper))
    return Response(status, _JSON, orjson.dumps(document))


def json_answer(document: Any, status: int = 200) -> Response:
    """Return a document of a v3 resource, which speaks JSON only."""
    return Response(status, _JSON, orjson.dumps(document))


def refused(incoming: Incoming, refusal: Refusal) -> Response:
    """Return a v2 error object."""
    document = {
        "@type": "error",
        "code": refusal.code,
        "description": refusal.description,
        "statusCode": refusal.status,
    }
    return answered(incoming, document, refusal.status)


def refused_v3(incoming: Incoming, refusal: Refusal) -> Response:
    """Return a v3 error envelope; the request id counts instants, so that equal runs have equal ones."""
    error = {
        "code": refusal.code,
        "message": refusal.description,
        "requestId": f"{incoming.now:x}",
        "details": None,
    }
    return json_answer({"error": error}, refusal.status)


def file_answer(body: bytes, media_type: str, name: str) -> Response:
    """Return a file to be saved; clients find its name between double quotes (infapy)."""
    disposition = f'attachment; filename="{name}"'
    return Response(200, Headers((("Content-Type", media_type), ("Content-Disposition", disposition))), body)


def empty() -> Response:
    """Return 200 without a body."""
    return Response(200)
