"""Which operation a raw request target addresses, and with which path parameters.

Templates may overlap. Segment by segment, a literal goes before a parameter with a prefix, that before a
parameter with ``x-job-match``, that before any other; and ``x-job-match`` must find its pattern in the
decoded segment for the template to apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from urllib.parse import unquote

from harness.contract.model import Operation
from harness.contract.schemas import ecma_pattern
from harness.exchange import Headers

_VARIABLE = re.compile(r"\{([^}]+)\}")
_DOTS = frozenset({".", ".."})
_REMEMBERED = 1024
"""Addresses whose operation is remembered: a poller asks for the same few again and again."""


@dataclass(frozen=True, slots=True)
class Wire:
    """``x-job-wire``: what the vendor does with request targets before it chooses an operation."""

    slash_decoded: bool = False
    """Whether ``%2F`` separates segments, as a raw slash does."""
    trailing_slash_ignored: bool = False
    override_method: str | None = None
    """Method under which the header ``override_header`` names the real one."""
    override_header: str = ""
    vendor_headers: tuple[str, ...] = ()
    """Prefixes, in lower case, of request headers that must be declared."""

    def method(self, method: str, headers: Headers) -> str:
        """Return the method that the vendor takes the request for."""
        if method != self.override_method:
            return method
        return (headers.get(self.override_header) or method).strip().upper()

    def segments(self, path: str) -> tuple[str, ...] | None:
        """Return the decoded segments of a raw path; None when no operation can be meant.

        A dot segment is such a path: the vendor may normalise it into another one.
        """
        if not path.startswith("/"):
            return None
        raw = (unquote(path, errors="replace") if self.slash_decoded else path)[1:].split("/")
        parts = raw if self.slash_decoded else [unquote(part, errors="replace") for part in raw]
        if self.trailing_slash_ignored and len(parts) > 1 and not parts[-1]:
            parts.pop()
        return None if _DOTS.intersection(parts) else tuple(parts)


@dataclass(frozen=True, slots=True)
class _Segment:
    """One segment of a template: a literal, or a parameter between a prefix and a suffix."""

    prefix: str
    name: str | None = None
    suffix: str = ""
    guard: re.Pattern[str] | None = None

    @property
    def rank(self) -> int:
        """How exact the segment is; the smallest goes first."""
        if self.name is None:
            return 0
        if self.prefix or self.suffix:
            return 1
        return 3 if self.guard is None else 2

    def read(self, text: str) -> str | None:
        """Return the parameter's value in ``text``, None when the segment does not apply."""
        if self.name is None:
            return "" if text == self.prefix else None
        end = len(text) - len(self.suffix)
        if not (text.startswith(self.prefix) and text.endswith(self.suffix) and end > len(self.prefix)):
            return None
        value = text[len(self.prefix) : end]
        return value if self.guard is None or self.guard.search(value) else None


@dataclass(frozen=True, slots=True)
class _Route:
    operation: Operation
    segments: tuple[_Segment, ...]

    def read(self, parts: tuple[str, ...]) -> dict[str, str] | None:
        found = {}
        for segment, part in zip(self.segments, parts, strict=True):
            value = segment.read(part)
            if value is None:
                return None
            if segment.name is not None:
                found[segment.name] = value
        return found


class Router:
    """Finds operations by method and path."""

    def __init__(self, operations: Iterable[Operation], wire: Wire) -> None:
        self.wire = wire
        self._routes: dict[tuple[str, int], list[_Route]] = {}
        for operation in operations:
            route = _Route(operation, _template(operation))
            self._routes.setdefault((operation.method, len(route.segments)), []).append(route)
        for routes in self._routes.values():
            routes.sort(key=lambda route: [segment.rank for segment in route.segments])
        self.find = lru_cache(_REMEMBERED)(self._find)
        """Return the operation that a method and a raw path address, and its path parameters."""

    def _find(self, method: str, path: str) -> tuple[Operation, Mapping[str, str]] | None:
        parts = self.wire.segments(path)
        if parts is None:
            return None
        for route in self._routes.get((method, len(parts)), ()):
            found = route.read(parts)
            if found is not None:
                return route.operation, MappingProxyType(found)
        return None


def _template(operation: Operation) -> tuple[_Segment, ...]:
    guards = {parameter.name: parameter.match for parameter in operation.parameters}
    return tuple(_segment(text, guards) for text in operation.template[1:].split("/"))


def _segment(text: str, guards: Mapping[str, str | None]) -> _Segment:
    variable = _VARIABLE.search(text)
    if variable is None:
        return _Segment(text)
    guard = guards.get(variable[1])
    pattern = None if guard is None else ecma_pattern(guard)
    return _Segment(text[: variable.start()], variable[1], text[variable.end() :], pattern)
