"""Request documents as they come in: JSON that can be read, and what of it a release understands."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import orjson

from harness.vendors.joc.emulator.kinds import Form, WrongValueError
from harness.vendors.joc.emulator.refusals import Refusal, missing

_PARSER: Final = "com.fasterxml.jackson.core.JsonParseException"
_VALIDATOR: Final = "com.sos.schema.exception.SOSJsonSchemaException"
_DEEPEST: Final = 100
_SHORT: Final = 1024
"""Bytes of a body that is remembered."""

Document = Mapping[str, Any]


def document(body: bytes, form: Form, *, strict: bool = True, slashed: bool = False) -> Document:
    """Return the document of a body; raise ``Refusal`` (JOC-420) for one that cannot be read.

    With ``strict`` it is held to its schema, and what is wrong first is told; else what is wrong is
    ignored. With ``slashed`` a path gets the slash that it lacks.
    """
    read = _remembered if len(body) <= _SHORT else _document
    return read(body, form, strict, slashed)


def meant(value: Any, form: Form, *, strict: bool = True, slashed: bool = False) -> Document:
    """Return what a value means as a document of one form; raise ``Refusal`` (JOC-420)."""
    value = _slashed(value) if slashed else value
    try:
        return form(value) if strict else _demanded(form, _repaired(form, value))
    except WrongValueError as wrong:
        raise Refusal("JOC-420", f"{_VALIDATOR}: [${wrong.place}: {wrong}]") from None


def _document(body: bytes, form: Form, strict: bool, slashed: bool) -> Document:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as problem:
        raise Refusal("JOC-420", f"{_PARSER}: {problem}") from None
    if _too_deep(value, _DEEPEST):
        raise Refusal("JOC-420", f"{_PARSER}: nested too deep")
    return meant(value, form, strict=strict, slashed=slashed)


# Who waits for an order sends one document again and again.
_remembered = lru_cache(maxsize=256)(_document)


def _too_deep(value: Any, left: int) -> bool:
    if not isinstance(value, dict | list):
        return False
    inside = value.values() if isinstance(value, dict) else value
    return left == 0 or any(_too_deep(each, left - 1) for each in inside)


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
    paths = name in ("jobChain", "job", "folder", "path") and isinstance(value, str) and value
    return f"/{value}" if paths and not value.startswith("/") else value
