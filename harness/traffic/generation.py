"""What the engine is asked to generate, and what it tells of each case; plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis.strategies import SearchStrategy

from harness.exchange import Request, Response


@dataclass(frozen=True, slots=True)
class Generated:
    """Where a generated request comes from."""

    phase: str
    """``examples``, ``coverage``, ``fuzzing`` or ``stateful``."""
    operation: str
    """operationId of the operation that the case was made for."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much to generate; counts of cases, never time."""

    examples: bool = True
    """Each example of the contract once."""
    coverage: bool = True
    """The boundary values of each parameter and body, once."""
    fuzzing: int = 0
    """Drawn cases an operation."""
    stateful: int = 0
    """Walks along the contract's links."""
    steps: int = 6
    """Requests in the longest walk."""


@dataclass(frozen=True, slots=True)
class Slots:
    """The parameters of a case that may still be settled: those that are not wrong on purpose."""

    path: Mapping[str, str]
    query: frozenset[str]
    headers: frozenset[str]
    optional: frozenset[str]
    """Those of the query and the headers that may be left out, beside what is wrong on purpose too."""
    about: str | None = None
    """The parameter that a boundary case was made for."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What becomes of a case's parameters."""

    values: Mapping[str, str] = field(default_factory=dict)
    """Other values, by name, for the path and the query."""
    without: frozenset[str] = frozenset()
    """Optional parameters to leave out."""


@dataclass(frozen=True)
class Recipe:
    """What to make cases from, and what to do with each.

    ``strategies`` draw the string formats that the document names, as bytes. ``place`` settles the
    parameters of each case before it becomes a request; None leaves the case out. ``send`` gets each
    request in order and returns None when no whole response came. ``halted`` ends early, after at most
    one more request.
    """

    document: Mapping[str, Any]
    """OpenAPI 3.1, in which every operation has an operationId."""
    amounts: Amounts
    seed: int
    send: Callable[[Generated, Request], Response | None]
    place: Callable[[Generated, Slots], Placement | None]
    halted: Callable[[], bool]
    strategies: Mapping[str, SearchStrategy[bytes]]
    negative: bool = False
    """Send only cases that break the document, instead of only such that keep to it."""
    methods: tuple[str, ...] = ()
    """Undeclared methods to try on declared paths, in negative mode."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a generation."""

    problems: tuple[str, ...]
    """What could not be made, one line each."""
    walks: int
    """Walks along links. The engine ends the rest when the target's state changes the choices of one."""
