"""What JCL says, once it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that makes a job end with ``JCL ERROR``, as JESYSMSG words it."""

    statement: int
    message: str


@dataclass(frozen=True, slots=True)
class DataDefinition:
    """A DD statement.

    ``sysout`` is its class (``*``: the job's message class), ``data`` what follows ``DD *``.
    """

    name: str
    positional: tuple[str, ...] = ()
    operands: Mapping[str, str] = field(default_factory=dict)
    sysout: str | None = None
    data: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """One side of an IF construct: the steps of ``then`` run when ``condition`` is true, else the others."""

    condition: str
    then: bool = True


@dataclass(frozen=True, slots=True)
class Step:
    """A step of one program. ``proc_step`` is its name within a procedure, empty outside."""

    name: str
    proc_step: str
    program: str
    operands: Mapping[str, str]
    definitions: tuple[DataDefinition, ...]
    statement: int
    branches: tuple[Branch, ...] = ()
    """The IF constructs that the step stands in, from the outermost."""

    def definition(self, name: str) -> DataDefinition | None:
        """Return the first DD called ``name``."""
        return next((each for each in self.definitions if each.name == name), None)


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line of JESJCL; ``statement`` is None for comments, continuations and what symbols became."""

    statement: int | None
    text: str


@dataclass(frozen=True, slots=True)
class JclJob:
    """One job of a deck. ``operands`` are the keywords of its JOB statement, upper case, unquoted."""

    name: str
    operands: Mapping[str, str]
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    records: tuple[str, ...]
    listing: tuple[ListedLine, ...]
    expansions: tuple[Problem, ...] = ()
    """Which procedures were expanded, as JESYSMSG words it."""
