"""From validation errors to discrepancies: where, which keyword, what was expected, what came."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jsonschema.exceptions import ValidationError

from harness.contract.model import Discrepancy, Kind
from harness.contract.pointers import lookup, pointer
from harness.contract.schemas import Schema, ecma_pattern
from harness.contract.sources import source_of
from harness.contract.strict import KNOWN_VALUES, documented_names
from harness.finding import Change, Source

_CLOSING = ("additionalProperties", "unevaluatedProperties")
_ALTERNATIVES = ("anyOf", "oneOf")
_LONGEST = 160


def show(value: Any) -> str:
    """Return a value as one line of JSON, cut to a readable length."""
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text)} characters)"


def expectation(keyword: str, value: Any) -> str:
    """Return what a keyword of a JSON Schema asks for, in words."""
    if keyword == "type":
        return " or ".join([value] if isinstance(value, str) else value)
    if keyword == "pattern":
        return f"text that matches {value}"
    if keyword == "enum":
        return f"one of {show(value)}"
    return f"{keyword} {show(value)}"


def explain(schema: Schema, instance: Any, default: Source) -> tuple[Discrepancy, ...]:
    """Return one discrepancy for each way in which ``instance`` breaks ``schema``, in a stable order.

    ``default`` is the source when nothing on the way to the broken keyword names its own.
    """
    broken = [_broken(error, schema.root, default) for error in _leaves(schema.errors(instance))]
    found: dict[tuple[str, str], Discrepancy] = {}
    for each in broken:
        for discrepancy in _discrepancies(each, schema.root):
            found.setdefault((discrepancy.pointer, discrepancy.keyword), discrepancy)
    return tuple(found[key] for key in sorted(found)) or tuple(map(_mixed, broken))


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


@dataclass(frozen=True, slots=True)
class _Broken:
    """A broken keyword: where in the instance, what it asked for, what it got, and on whose word."""

    path: tuple[str | int, ...]
    keyword: str
    value: Any
    instance: Any
    schema: Mapping[str, Any]
    source: Source

    def report(
        self, kind: Kind, expected: str, got: str, *, below: str | None = None, change: Change | None = None
    ) -> Discrepancy:
        """Return the discrepancy, of the property ``below`` if one is named."""
        path = self.path if below is None else (*self.path, below)
        subject = pointer("*" if isinstance(step, int) else step for step in path)
        keyword = kind.value if kind is Kind.UNDOCUMENTED_FIELD else self.keyword
        return Discrepancy(kind, pointer(path), subject, keyword, expected, got, self.source, change)


def _broken(error: ValidationError, root: Mapping[str, Any], default: Source) -> _Broken:
    schema: Any = error.schema
    source = _nearest_source(error, root) or default
    path = tuple(error.absolute_path)
    return _Broken(path, str(error.validator), error.validator_value, error.instance, schema, source)


def _discrepancies(broken: _Broken, root: Mapping[str, Any]) -> Iterator[Discrepancy]:
    if broken.keyword == "required":
        for name in broken.value:
            if name not in broken.instance:
                yield broken.report(Kind.BODY, f"the property {name!r}", "absent", below=name)
    elif broken.keyword in _CLOSING and broken.value is False:
        for name in _undocumented(broken, root):
            got = show(broken.instance[name])
            kind = Kind.UNDOCUMENTED_FIELD
            yield broken.report(kind, "no such property", got, below=name, change=Change.ADDITIVE)
    elif broken.keyword == "enum":
        yield from _undocumented_value(broken)
    else:
        expected = expectation(broken.keyword, broken.value)
        yield broken.report(Kind.BODY, expected, show(broken.instance))


def _mixed(broken: _Broken) -> Discrepancy:
    """Report an object in which every property is documented, but not for one alternative."""
    return broken.report(Kind.BODY, "the properties of one alternative", show(broken.instance))


def _undocumented_value(broken: _Broken) -> Iterator[Discrepancy]:
    """Report a value of the right type; a wrong type is reported by its own keyword.

    An enum is a promise, so a further value breaks clients; a list of known values is none.
    """
    if _of_type(broken.instance, broken.schema.get("type")):
        change = Change.ADDITIVE if KNOWN_VALUES in broken.schema else Change.BREAKING
        expected = expectation("enum", broken.value)
        yield broken.report(Kind.UNDOCUMENTED_VALUE, expected, show(broken.instance), change=change)


def _of_type(instance: Any, types: Any) -> bool:
    return types is None or Schema({"type": types}).accepts(instance)


def _undocumented(broken: _Broken, root: Mapping[str, Any]) -> list[str]:
    """Return the properties that no part of the schema mentions.

    Fewer than the validator complains of when an alternative failed: its properties are documented.
    """
    known = list(documented_names(broken.schema, root))
    names = {name for name, is_pattern in known if not is_pattern}
    patterns = [ecma_pattern(name) for name, is_pattern in known if is_pattern]
    return [
        name
        for name in sorted(broken.instance)
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
    return next((source_of(node) for node in reversed(passed) if _has_source(node)), None)


def _has_source(node: Any) -> bool:
    """Tell a schema with a source from a list of properties of which one is called ``x-source``."""
    return isinstance(node, Mapping) and "where" in node.get("x-source", ())
