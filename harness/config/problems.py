"""What a JSON Schema finds wrong with ``harness.toml``, in words: what, where, and a mend."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from harness.config.document import Document
from harness.config.locate import Place
from harness.config.values import toml_value
from harness.errors import UsageError

Problem = tuple[Place, str, str]
"""Where it stands, what is wrong, and a mend."""


def first_problem(document: Document, schema: Mapping[str, Any]) -> UsageError | None:
    """Return what is wrong with ``document`` where it stands first in the file, or None."""
    validator = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
    problems = [_problem(error) for error in validator.iter_errors(document.data)]
    if not problems:
        return None
    place, what, mend = min(problems, key=lambda problem: (document.line(problem[0]), str(problem[0])))
    return document.error(place, what, mend)


def near_miss(given: Any, known: list[str], otherwise: str = "") -> str:
    """Return "did you mean" for a near miss; else ``otherwise``, by default all there is to choose from."""
    near = get_close_matches(str(given), known, n=1)
    return f'did you mean "{near[0]}"?' if near else otherwise or "one of: " + ", ".join(known)


@dataclass(frozen=True)
class _Broken:
    """A broken keyword: where, what it wanted, of what, and the schema it stands in."""

    place: Place
    keyword: str
    wanted: Any
    instance: Any
    schema: Mapping[str, Any]


def _problem(error: ValidationError) -> Problem:
    schema = error.schema if isinstance(error.schema, dict) else {}
    place: Place = tuple(error.absolute_path)
    broken = _Broken(place, str(error.validator), error.validator_value, error.instance, schema)
    if "propertyNames" in error.absolute_schema_path:
        return _bad_name(broken)
    reader = _READERS.get(broken.keyword)
    if reader is not None:
        return reader(broken)
    return place, f"{_called(place)}: {error.message}", _mend(broken)


def _bad_name(broken: _Broken) -> Problem:
    schema, name = broken.schema, broken.instance
    mend = near_miss(name, schema["enum"]) if "enum" in schema else schema["x-mend"]
    return (*broken.place, name), f"{_shown(name)} cannot be a name in {_called(broken.place)}", mend


def _unknown_key(broken: _Broken) -> Problem:
    known = list(broken.schema["properties"])
    unknown = next(key for key in broken.instance if key not in known)
    what = f"unknown key {_shown(unknown)} in {_called(broken.place)}"
    return (*broken.place, unknown), what, near_miss(unknown, known)


def _missing_key(broken: _Broken) -> Problem:
    missing = next(key for key in broken.wanted if key not in broken.instance)
    properties = broken.schema.get("properties", {}).get(missing, {})
    what = f"{_called(broken.place)} has no {_shown(missing)}"
    return broken.place, what, f"add {missing} = {_example(properties)}"


def _not_listed(broken: _Broken) -> Problem:
    what = f"{_called(broken.place)} cannot be {_shown(broken.instance)}"
    return broken.place, what, near_miss(broken.instance, broken.wanted)


def _wrong_type(broken: _Broken) -> Problem:
    wanted = broken.wanted if isinstance(broken.wanted, list) else [broken.wanted]
    words = " or ".join(_TYPES[name] for name in wanted)
    return broken.place, f"{_called(broken.place)} must be {words}", _mend(broken)


def _wrong_count(broken: _Broken) -> Problem:
    """Say it without the value: a table of exactly one member tells where a secret is found."""
    return broken.place, f"{_called(broken.place)} must have exactly one key", _mend(broken)


def _missing_partner(broken: _Broken) -> Problem:
    (key, (partner,)) = next(iter(broken.wanted.items()))
    what = f"{_called(broken.place)} has {_shown(key)} without {_shown(partner)}"
    return (*broken.place, key), what, f"add {partner} = {_example(broken.schema['properties'][partner])}"


_READERS: Mapping[str, Callable[[_Broken], Problem]] = {
    "additionalProperties": _unknown_key,
    "required": _missing_key,
    "enum": _not_listed,
    "type": _wrong_type,
    "minProperties": _wrong_count,
    "maxProperties": _wrong_count,
    "dependentRequired": _missing_partner,
}

_TYPES = {
    "string": "text in quotes",
    "object": "a table",
    "array": "a list",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


def _mend(broken: _Broken) -> str:
    schema = broken.schema
    if "x-mend" in schema:
        return str(schema["x-mend"])
    if "examples" in schema:
        key = next((part for part in reversed(broken.place) if isinstance(part, str)), "it")
        return f"such as {key} = {_example(schema)}"
    return str(schema.get("description", "harness init writes an example")).rstrip(".")


def _example(schema: Mapping[str, Any]) -> str:
    examples = schema.get("examples") or schema.get("enum")
    return toml_value(examples[0]) if examples else "..."


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _called(place: Place) -> str:
    """Return ``targets.test.work`` or ``waivers[0]``, as people name a place."""
    name = ""
    for part in place:
        name += f"[{part}]" if isinstance(part, int) else f".{part}"
    return name.lstrip(".") or "the file"
