"""A file as it was written: its data, and the line to name when a part of it is wrong."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from harness.contract.explain import explain
from harness.contract.pointers import steps
from harness.contract.schemas import Schema
from harness.contract.yaml_source import line_of, parse
from harness.errors import UsageError
from harness.finding import Source


@dataclass(frozen=True)
class Written:
    """A YAML file that has been parsed."""

    path: Path
    text: str = field(repr=False)
    data: dict[str, Any] = field(repr=False)

    @classmethod
    def of(cls, path: Path, text: str) -> Written:
        """Parse ``text``; raise ``UsageError`` when it is no YAML mapping."""
        return cls(path, text, parse(text, path))

    def wrong(self, at: Sequence[str | int], what: str, mend: str) -> UsageError:
        """Return the error that says what is wrong with the part at ``at``."""
        return UsageError(what, mend=mend, file=self.path, line=line_of(self.text, at))

    def conform(self, schema: str) -> None:
        """Raise ``UsageError`` when the data breaks the JSON Schema file ``schema`` of this package."""
        compiled = _own_schema(schema)
        if compiled.accepts(self.data):
            return
        problems = explain(compiled, self.data, Source(schema))
        located = [(line_of(self.text, steps(problem.pointer)), problem) for problem in problems]
        line, problem = min(located, key=lambda pair: pair[0])
        what = f"{problem.pointer or 'the document'}: expected {problem.expected}, got {problem.got}"
        raise UsageError(what, mend=f"compare with {schema}", file=self.path, line=line)


@cache
def _own_schema(name: str) -> Schema:
    file = Path(__file__).with_name(name)
    return Schema(json.loads(file.read_text(encoding="utf-8")))
