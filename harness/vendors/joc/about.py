"""What a JOC says it is."""

from __future__ import annotations

from harness.exchange import Headers, Request
from harness.flow import Flow
from harness.vendor import About
from harness.vendors.joc import answers

VERSION = "/joc/api/version"
_LEVELS = ("1.11", "1.12", "1.13")


def about() -> Flow[About | None]:
    """Ask for the version, which needs no token; the level is that of its line."""
    response = yield Request("GET", VERSION, Headers((("Accept", "application/json"),)))
    if response is None or response.status != 200:
        return None
    document = answers.document_of(response)
    told = document.get("version") if isinstance(document, dict) else _first_line(response.body)
    if not isinstance(told, str) or not told:
        return None
    level = next((level for level in _LEVELS if told == level or told.startswith(f"{level}.")), None)
    return About("JOC Cockpit", told, level)


def _first_line(body: bytes) -> str:
    lines = body.decode("utf-8", "replace").splitlines()
    return lines[0].strip()[:40] if lines else ""
