"""From validation errors to discrepancies: where, which keyword, what was expected, what came."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jsonschema.exceptions import ValidationError

from harness.contract.model import Discrepancy, Kind
from harness.contract.pointers import lookup, pointer
from harness.contract.schemas import Schema, ecma_pattern
from harness.contract.strict import KNOWN_VALUES, documented_names
from harness.finding import Change, Source, Standing

_CLOSING = ("additionalProperties", "unevaluatedProperties")
_ALTERNATIVES = ("anyOf", "oneOf")
_LONGEST = 160


def show(value: Any) -> str:
    """Return a value as one line of JSON, cut to a readable length."""
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"


def source_of(node: Mapping[str, Any]) -> Source:
    """Return the ``x-source`` of a node that has one."""
    given = node["x-source"]
    return Source(given["where"], Standing(given["standing"]))


def explain(schema: Schema, instance: Any, default: Source) -> tuple[Discrepancy, ...]:
    """Return one discrepancy for each way in which ``instance`` breaks ``schema``, in a stable order.

    ``default`` is the source when nothing on the way to the broken keyword names its own.
    """
    found: dict[tuple[str, str], Discrepancy] = {}
    for error in _leaves(schema.errors(instance)):
        for discrepancy in _discrepancies(error, schema.root, default):
            found.setdefault((discrepancy.pointer, discrepancy.keyword), discrepancy)
    return tuple(found[key] for key in sorted(found))


def _leaves(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """Yield errors that name a keyword of their own: of alternatives, those of the nearest branch."""
    for error in errors:
        if error.validator in _ALTERNATIVES and error.context:
            yield from _leaves(_nearest_branch(error.context))
        else:
            yield error


def _nearest_branch(context: Iterable[ValidationError]) -> list[ValidationError]:
    branches: dict[Any, list[ValidationError]] = {}
    for error in context:
        branches.setdefault(error.schema_path[0], []).append(error)
    return min(branches.values(), key=_distance)


def _distance(errors: list[ValidationError]) -> tuple[int, int, int]:
    """Order branches by how little is wrong: first whether the very type is, then what is missing."""
    wrong_type = sum(1 for error in errors if error.validator == "type" and not error.path)
    missing = sum(1 for error in errors if error.validator == "required" and not error.path)
    return wrong_type, missing, len(errors)


def _discrepancies(error: ValidationError, root: Mapping[str, Any], default: Source) -> Iterator[Discrepancy]:
    source = _nearest_source(error, root) or default
    keyword, path = str(error.validator), list(error.absolute_path)
    if keyword == "required":
        for name in error.validator_value:
            if name not in error.instance:
                yield _made(Kind.BODY, [*path, name], keyword, f"the property {name!r}", "absent", source)
    elif keyword in _CLOSING and error.validator_value is False:
        for name in _undocumented(error, root):
            yield _undocumented_field([*path, name], error.instance[name], source)
    elif keyword == "enum" and _of_right_type(error):
        yield _undocumented_value(error, path, source)
    elif keyword != "enum":
        expected = _expected(keyword, error.validator_value)
        yield _made(Kind.BODY, path, keyword, expected, show(error.instance), source)


def _made(  # noqa: PLR0913 - the fields of a discrepancy
    kind: Kind,
    path: list[str | int],
    keyword: str,
    expected: str,
    got: str,
    source: Source,
    change: Change | None = None,
) -> Discrepancy:
    subject = pointer("*" if isinstance(step, int) else step for step in path)
    return Discrepancy(kind, pointer(path), subject, keyword, expected, got, source, change)


def _undocumented_field(path: list[str | int], value: Any, source: Source) -> Discrepancy:
    kind = Kind.UNDOCUMENTED_FIELD
    return _made(kind, path, kind.value, "no such property", show(value), source, Change.ADDITIVE)


def _undocumented_value(error: ValidationError, path: list[str | int], source: Source) -> Discrepancy:
    """An enum is a promise, so another value breaks clients; a list of known values is not."""
    promised = KNOWN_VALUES not in error.schema
    expected = f"one of {show(error.validator_value)}"
    change = Change.BREAKING if promised else Change.ADDITIVE
    return _made(Kind.UNDOCUMENTED_VALUE, path, "enum", expected, show(error.instance), source, change)


def _of_right_type(error: ValidationError) -> bool:
    """Tell whether only the value is wrong; a wrong type is reported by its own keyword."""
    parent_type = error.schema.get("type")
    if parent_type is None:
        return True
    types = [parent_type] if isinstance(parent_type, str) else parent_type
    return any(_is_type(error.instance, name) for name in types)


def _is_type(instance: Any, name: str) -> bool:
    if name in ("integer", "number"):
        whole = isinstance(instance, int) or (isinstance(instance, float) and instance.is_integer())
        fits = whole or (name == "number" and isinstance(instance, float))
        return fits and not isinstance(instance, bool)
    python = {"string": str, "boolean": bool, "null": type(None), "object": dict, "array": list}[name]
    return isinstance(instance, python)


def _undocumented(error: ValidationError, root: Mapping[str, Any]) -> list[str]:
    """Return the properties that no part of the schema mentions.

    Fewer than the validator complains of when an alternative failed: its properties are documented.
    """
    known = list(documented_names(error.schema, root))
    names = {name for name, is_pattern in known if not is_pattern}
    patterns = [ecma_pattern(name) for name, is_pattern in known if is_pattern]
    return [
        name
        for name in sorted(error.instance)
        if name not in names and not any(pattern.search(name) for pattern in patterns)
    ]


def _nearest_source(error: ValidationError, root: Mapping[str, Any]) -> Source | None:
    """Return the innermost ``x-source`` on the way from the root schema to the broken keyword."""
    node: Any = root
    passed = []
    for step in error.absolute_schema_path:
        # jsonschema leaves the references that it followed out of its paths.
        while isinstance(node, Mapping) and (step not in node or step in _CLOSING) and "$ref" in node:
            node = lookup(root, node["$ref"])
            passed.append(node)
        if step in _CLOSING:
            break
        node = node[step]
        passed.append(node)
    named = [node for node in passed if isinstance(node, Mapping) and "x-source" in node]
    return source_of(named[-1]) if named else None


def _expected(keyword: str, value: Any) -> str:
    if keyword == "type":
        return " or ".join([value] if isinstance(value, str) else value)
    if keyword == "pattern":
        return f"text that matches {value}"
    return f"{keyword} {show(value)}"
