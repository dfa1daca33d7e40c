"""Parameters and headers: text on the wire, typed in the contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from harness.contract.explain import expectation, show
from harness.contract.model import Discrepancy, Kind, Match, Operation, Parameter
from harness.contract.pointers import resolve
from harness.contract.scalars import scalar
from harness.contract.schemas import Schema, SchemaSet, ecma_pattern
from harness.exchange import Headers
from harness.finding import Source

# Header values repeat from message to message; the bound keeps cookies from filling memory.
_REMEMBERED: Final = 512


def parse_query(query: str) -> dict[str, tuple[str, ...]]:
    """Return the decoded values of a raw query by name, in wire order."""
    if not query:
        return {}
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, errors="replace"):
        found.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}


def typed(text: str, schema: Any) -> Any:
    """Return what ``text`` stands for under the types of ``schema``; the text itself when none fits."""
    types = schema.get("type", "string") if isinstance(schema, Mapping) else "string"
    types = [types] if isinstance(types, str) else types
    value = scalar(text, types)
    if "array" in types and isinstance(value, str):
        return [typed(item, schema.get("items", {})) for item in text.split(",")]
    return value


class ValueJudge:
    """Judges the texts that one parameter or response header may hold."""

    def __init__(self, parameter: Parameter, schemas: SchemaSet) -> None:
        self.parameter = parameter
        self._schema: Schema = schemas.strict(parameter.schema, parameter.pointer)
        self._types, _ = resolve(schemas.document, parameter.schema)
        self._seen: dict[str, bool] = {}

    def accepts(self, text: str) -> bool:
        """Tell whether ``text`` is a documented value."""
        known = self._seen.get(text)
        if known is None:
            known = self._schema.accepts(typed(text, self._types))
            if len(self._seen) < _REMEMBERED:
                self._seen[text] = known
        return known

    def accepts_all(self, values: tuple[str, ...]) -> bool:
        """Tell whether a parameter may be given with these values, in this order."""
        if len(values) == 1:
            return self.accepts(values[0])
        return self._schema.accepts([typed(value, self._types.get("items", {})) for value in values])

    def judge(self, kind: Kind, name: str, *values: str) -> Discrepancy | None:
        """Return what is wrong with the values of ``name``, such as ``query:owner``."""
        if self.accepts_all(values):
            return None
        value: Any = typed(values[0], self._types) if len(values) == 1 else list(values)
        error = min(self._schema.errors(value), key=lambda error: str(error.validator))
        keyword = str(error.validator)
        expected = expectation(keyword, error.validator_value)
        return Discrepancy(kind, name, name, keyword, expected, show(value), self.parameter.source)


class ParameterJudge:
    """Judges the path, query and header parameters of one operation's requests."""

    def __init__(self, operation: Operation, schemas: SchemaSet, vendor_headers: tuple[str, ...]) -> None:
        self._source = operation.source
        self._vendor_headers = vendor_headers
        judges = [ValueJudge(parameter, schemas) for parameter in operation.parameters]
        self._path = {j.parameter.name: j for j in judges if j.parameter.place == "path"}
        self._query = {j.parameter.name: j for j in judges if j.parameter.place == "query"}
        self._header = {j.parameter.name.lower(): j for j in judges if j.parameter.place == "header"}
        self._families = [
            (re.compile(ecma_pattern(j.parameter.family).pattern, re.IGNORECASE), j)
            for j in judges
            if j.parameter.family is not None
        ]

    def judge(self, match: Match, headers: Headers) -> Iterator[Discrepancy]:
        """Yield what the parameters of a request leave of the contract."""
        yield from self._places("path", self._path, {k: (v,) for k, v in match.parsed.path.items()})
        yield from self._places("query", self._query, match.parsed.query)
        for name in match.parsed.query:
            if name not in self._query:
                yield _undeclared(f"query:{name}", match.parsed.query[name][0], self._source)
        yield from self._headers(headers)

    def _places(
        self, place: str, judges: Mapping[str, ValueJudge], given: Mapping[str, tuple[str, ...]]
    ) -> Iterator[Discrepancy]:
        for name, judge in judges.items():
            if name in given:
                found = judge.judge(Kind.PARAMETER, f"{place}:{name}", *given[name])
                if found is not None:
                    yield found
                yield from _excluded(place, judge.parameter, given)
            elif judge.parameter.required:
                yield _missing(f"{place}:{name}", judge.parameter.source)

    def _headers(self, headers: Headers) -> Iterator[Discrepancy]:
        given = {name.lower() for name, _ in headers}
        for name, value in headers:
            judge = self._header_judge(name)
            if judge is not None:
                found = judge.judge(Kind.PARAMETER, f"header:{judge.parameter.name}", value)
                if found is not None:
                    yield found
            elif name.lower().startswith(self._vendor_headers):
                yield _undeclared(f"header:{name}", value, self._source)
        for name, judge in self._header.items():
            if judge.parameter.required and name not in given:
                yield _missing(f"header:{judge.parameter.name}", judge.parameter.source)

    def _header_judge(self, name: str) -> ValueJudge | None:
        declared = self._header.get(name.lower())
        if declared is not None:
            return declared
        return next((judge for pattern, judge in self._families if pattern.search(name)), None)


def _excluded(
    place: str, parameter: Parameter, given: Mapping[str, tuple[str, ...]]
) -> Iterator[Discrepancy]:
    """Yield the parameters that exclude this one; of a pair that exclude each other, the second tells."""
    for other in parameter.excludes:
        if other in given and list(given).index(other) < list(given).index(parameter.name):
            where = f"{place}:{parameter.name}"
            expected, got = f"not together with {other}", show(given[parameter.name][0])
            kind = Kind.PARAMETER
            yield Discrepancy(kind, where, where, "excludes", expected, got, parameter.source)


def _missing(name: str, source: Source) -> Discrepancy:
    return Discrepancy(Kind.PARAMETER, name, name, "required", "to be given", "absent", source)


def _undeclared(name: str, value: str, source: Source) -> Discrepancy:
    return Discrepancy(Kind.PARAMETER, name, name, "undeclared", "no such parameter", show(value), source)
