"""A request as every resource looks at it first: headers, Content-Type, body, token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import orjson

from harness.emulation import Call
from harness.vendors.joc.emulator.kinds import Form, WrongValueError
from harness.vendors.joc.emulator.refusals import Refusal, missing

_NESTS = (dict, list)
_DEEPEST = 100


class Incoming(NamedTuple):
    """A call with its header values by lower-case name (of a repeated one the first)."""

    call: Call
    headers: Mapping[str, str]
    query: Mapping[str, str]

    @classmethod
    def of(cls, call: Call) -> Incoming:
        """Read what decides how a call is taken."""
        request = call.request
        headers = {name.lower(): value for name, value in reversed(request.headers.fields)}
        query = (
            parse_qsl(request.query, keep_blank_values=True, errors="replace")
            if "?" in request.target
            else ()
        )
        return cls(call, headers, dict(reversed(query)))

    @property
    def media(self) -> str | None:
        """The media type of the body, without parameters; None when there is none."""
        given = self.headers.get("content-type")
        return None if given is None else given.partition(";")[0].strip().lower()

    def accepts(self, media: str) -> bool:
        """Tell whether the caller takes an answer of ``media``."""
        accept = self.headers.get("accept")
        if accept is None or accept == media or not accept.strip():
            return True
        main = media.partition("/")[0]
        ranges = {part.partition(";")[0].strip().lower() for part in accept.split(",")}
        return not ranges.isdisjoint((media, f"{main}/*", "*/*", "*"))

    def document(self, form: Form, *, strict: bool = True, slashed: bool = False) -> dict[str, Any]:
        """Return the request document; raise ``Refusal`` (JOC-420) for one that cannot be read.

        With ``strict`` it is held to its schema, and what is wrong first is told; else what is wrong is
        ignored. With ``slashed`` a path gets the slash that it lacks.
        """
        value = self._loaded()
        return self.read(_slashed(value) if slashed else value, form, strict=strict)

    def read(self, value: Any, form: Form, *, strict: bool = True) -> dict[str, Any]:
        """Return what a value means as a document of one form; raise ``Refusal`` (JOC-420)."""
        try:
            return form(value) if strict else _demanded(form, _repaired(form, value))
        except WrongValueError as wrong:
            text = f"[${wrong.place}: {wrong}]"
            raise Refusal("JOC-420", f"com.sos.schema.exception.SOSJsonSchemaException: {text}") from None

    def _loaded(self) -> Any:
        body = self.call.request.body
        try:
            value = orjson.loads(body)
        except orjson.JSONDecodeError as problem:
            message = f"com.fasterxml.jackson.core.JsonParseException: {problem}"
            raise Refusal("JOC-420", message) from None
        if _too_deep(value, _DEEPEST):
            raise Refusal("JOC-420", "com.fasterxml.jackson.core.JsonParseException: nested too deep")
        return value


def _too_deep(value: Any, left: int) -> bool:
    if not isinstance(value, _NESTS):
        return False
    if left == 0:
        return True
    for each in value.values() if isinstance(value, dict) else value:
        # Most of what a document holds holds nothing itself.
        if isinstance(each, _NESTS) and _too_deep(each, left - 1):
            return True
    return False


def _repaired(form: Form, value: Any) -> dict[str, Any]:
    """Return what releases without validation make of a document: what cannot be read is not there."""
    if not isinstance(value, Mapping):
        raise WrongValueError("is no object")
    found: dict[str, Any] = {}
    for name, given in value.items():
        read = form.fields.get(name)
        if read is None or given is None:
            continue
        try:
            found[name] = Form({name: read})({name: given})[name]
        except WrongValueError:
            continue
    return found


def _demanded(form: Form, found: dict[str, Any]) -> dict[str, Any]:
    """Refuse a document without what its resource cannot do without; the Master is asked for later."""
    for name in form.required:
        if name not in found and name != "jobschedulerId":
            raise missing(name)
    return found


def _slashed(value: Any, name: str = "") -> Any:
    if isinstance(value, Mapping):
        return {key: _slashed(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_slashed(each, name) for each in value]
    paths = name in ("jobChain", "job", "folder") and isinstance(value, str) and value
    return f"/{value}" if paths and not value.startswith("/") else value
