"""A request as every resource looks at it first."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote

import orjson

from harness.emulation import Call
from harness.vendors.iics.emulator import xml
from harness.vendors.iics.emulator.errors import MISSING, UNREADABLE, WRONG_VALUE
from harness.vendors.iics.emulator.system import System

_DEEPEST = 60
_APPLICATION = "/saas"


class Incoming(NamedTuple):
    """A call with its decoded path, and header values by lower-case name (of a repeated one the first)."""

    call: Call
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    system: System

    @classmethod
    def of(cls, call: Call, system: System) -> Incoming:
        """Read the parts that decide where a call goes.

        Scripts post to ``/api/v2/job/`` with a slash at the end, and ``serverUrl`` may or may not end in
        ``/saas``.
        """
        request = call.request
        headers = {name.lower(): value for name, value in reversed(request.headers.fields)}
        return cls(call, *_address(request.target), headers, system)

    @property
    def now(self) -> int:
        """The instant of the request."""
        return self.call.now

    @property
    def wants_xml(self) -> bool:
        """Whether the answer is to be XML: the default is JSON."""
        accept = self.headers.get("accept", "").lower()
        if "xml" not in accept:
            return False
        at = {kind: accept.find(f"application/{kind}") for kind in ("xml", "json")}
        return at["xml"] >= 0 and not 0 <= at["json"] < at["xml"]

    def body(self) -> Mapping[str, Any]:
        """Return the object in the body; refuse what is none."""
        raw = self.call.request.body
        if not raw:
            raise UNREADABLE.refuse(because="it is empty")
        if "xml" in self.headers.get("content-type", "").lower():
            return _object(_read_xml(raw))
        return _object(_read_json(raw))


@lru_cache(maxsize=1024)
def _address(target: str) -> tuple[str, Mapping[str, str]]:
    """Return the decoded path below the application, and the query (of a repeated name the first value)."""
    raw, _, asked = target.partition("?")
    path = unquote(raw, errors="replace")
    if path.startswith(f"{_APPLICATION}/"):
        path = path[len(_APPLICATION) :]
    query = dict(reversed(parse_qsl(asked, keep_blank_values=True, errors="replace")))
    return path.rstrip("/") or "/", query


def text_of(body: Mapping[str, Any], name: str, most: int = 255) -> str | None:
    """Return a text attribute, None when it is not given; refuse any other value."""
    value = body.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > most:
        raise WRONG_VALUE.refuse(name=name, value=str(value)[:40])
    return value


def wanted(body: Mapping[str, Any], name: str) -> str:
    """Return a text attribute that must be given."""
    value = text_of(body, name)
    if value is None:
        raise MISSING.refuse(name=name)
    return value


def _read_json(raw: bytes) -> Any:
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise UNREADABLE.refuse(because="it is not JSON") from None


def _read_xml(raw: bytes) -> Any:
    try:
        return xml.read(raw, _DEEPEST)
    except ValueError as problem:
        raise UNREADABLE.refuse(because=str(problem)) from None


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise UNREADABLE.refuse(because="it is not an object")
    return value
