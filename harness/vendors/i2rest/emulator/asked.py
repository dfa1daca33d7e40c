"""A request to the Main Gate as the services see it: who asks, by which session, with which document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson

from harness.emulation import Call, EmulatorSettings
from harness.exchange import media_type
from harness.vendors.i2rest.emulator.release import Release
from harness.vendors.i2rest.emulator.sessions import SessionJob
from harness.vendors.i2rest.emulator.system import System


class UnreadableError(ValueError):
    """The body is no JSON object with members of the right kinds; the text says what is wrong."""


class Asked(NamedTuple):
    """A call that has passed authentication."""

    call: Call
    system: System
    session: SessionJob
    settings: EmulatorSettings

    @property
    def now(self) -> int:
        """The instant of the request."""
        return self.call.now

    @property
    def release(self) -> Release:
        """The release that answers."""
        return self.system.release


def document_of(call: Call) -> Mapping[str, Any]:
    """Return the body's JSON object; raise ``UnreadableError`` for anything else."""
    if media_type(call.request.headers) != "application/json":
        raise UnreadableError("The media type of the request is not application/json")
    try:
        document = orjson.loads(call.request.body)
    except orjson.JSONDecodeError:
        raise UnreadableError("The body of the request is not JSON") from None
    if not isinstance(document, dict):
        raise UnreadableError("The body of the request is not a JSON object")
    return document


def flag(document: Mapping[str, Any], name: str) -> bool:
    """Return a boolean member, False when it is not there; raise ``UnreadableError`` for other kinds."""
    value = document.get(name, False)
    if not isinstance(value, bool):
        raise UnreadableError(f"{name} is not a boolean")
    return value
