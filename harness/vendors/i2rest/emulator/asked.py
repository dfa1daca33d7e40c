"""A request to the Main Gate as the services see it: who asks, by which session, with which document."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from harness.emulation import Call, EmulatorSettings
from harness.exchange import Headers, media_type
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


class Head(NamedTuple):
    """What the services look at in the header of a request."""

    authorized: bool
    """Whether there is an Authorization header, good or not."""
    bearer: str
    """The token; empty where there is none."""
    media: str | None
    """The media type of the body, without parameters."""


# A client sends the same head with every request of a session.
@lru_cache(maxsize=256)
def head_of(fields: tuple[tuple[str, str], ...]) -> Head:
    """Read the header fields of a request."""
    headers = Headers(fields)
    authorization = headers.get("Authorization")
    scheme, _, token = (authorization or "").partition(" ")
    bearer = token.strip() if scheme.lower() == "bearer" else ""
    return Head(authorization is not None, bearer, media_type(headers))


def document_of(call: Call) -> Mapping[str, Any]:
    """Return the body's JSON object; raise ``UnreadableError`` for anything else."""
    return object_in(body_of(call))


def body_of(call: Call) -> bytes:
    """Return a body that is sent as JSON; raise ``UnreadableError`` for any other."""
    if head_of(call.request.headers.fields).media != "application/json":
        raise UnreadableError("The media type of the request is not application/json")
    return call.request.body


def object_in(body: bytes) -> Mapping[str, Any]:
    """Return the JSON object that a body is; raise ``UnreadableError`` for anything else."""
    try:
        document = orjson.loads(body)
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
