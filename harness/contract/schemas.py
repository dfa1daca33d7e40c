"""Compiled JSON Schemas: jsonschema-rs answers whether, jsonschema answers why.

The fast validator sees every message; the slow one sees only those that the fast one refuses. A test
proves that both agree on every schema of every contract.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from harness.contract.pointers import references, steps
from harness.contract.strict import closed, strict_component

_NAME = 2
"""The step of ``#/components/schemas/NAME`` that is the name."""


@lru_cache(maxsize=4096)
def ecma_pattern(pattern: str) -> re.Pattern[str]:
    r"""Compile a JSON Schema pattern for Python, whose ``$`` would also match before a last newline."""
    out, in_class, at = [], False, 0
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            out.append(pattern[at : at + 2])
            at += 2
            continue
        in_class = (in_class or char == "[") and char != "]"
        out.append(r"\Z" if char == "$" and not in_class else char)
        at += 1
    return re.compile("".join(out))


def _pattern(
    _validator: Validator, pattern: str, instance: Any, _schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not ecma_pattern(pattern).search(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


# The stubs of jsonschema leave `extend` untyped.
_Explainer = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


class Schema:
    """One schema of a document, compiled when it is first needed."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root
        """The schema, with the named schemas that it refers to under ``components``."""
        self._fast = jsonschema_rs.Draft202012Validator(root)
        self._slow: Validator | None = None

    def accepts(self, instance: Any) -> bool:
        """Tell whether ``instance`` is valid."""
        return self._fast.is_valid(instance)

    def errors(self, instance: Any) -> Iterator[ValidationError]:
        """Yield why ``instance`` is not valid."""
        if self._slow is None:
            self._slow = _Explainer(self.root)
        yield from self._slow.iter_errors(instance)


class SchemaSet:
    """The schemas of one document in the strict view."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self._named: dict[str, Any] = {}
        self._compiled: dict[str, Schema] = {}

    def strict(self, schema: Any, pointer: str) -> Schema:
        """Return the strict view of ``schema``, which stands at ``pointer`` of the document."""
        if pointer not in self._compiled:
            view = closed(schema, self.document)
            root = view if isinstance(view, dict) else {"allOf": [view]}
            self._compiled[pointer] = Schema({**root, "components": {"schemas": self._reached(root)}})
        return self._compiled[pointer]

    def _reached(self, view: Any) -> dict[str, Any]:
        """Return the named schemas that a view needs: each of thousands of validators holds its own copy."""
        reached: dict[str, Any] = {}
        wanted = [*references(view)]
        while wanted:
            name = steps(wanted.pop())[_NAME]
            if name not in reached:
                reached[name] = self._view(name)
                wanted += references(reached[name])
        return reached

    def _view(self, name: str) -> Any:
        if name not in self._named:
            self._named[name] = strict_component(self.document, name)
        return self._named[name]
