"""The life cycle of a vendor's jobs as data: states, edges, verbs, what is too early and what too late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.finding import Source


@dataclass(frozen=True, slots=True)
class Recognition:
    """How an answer of a life-cycle class looks: a status and a JSON Schema over the body."""

    statuses: tuple[int, ...]
    schema: Mapping[str, Any]
    source: Source


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """``x-job-lifecycle``: the states of a job and what each verb may do in each of them.

    ``verbs[verb][state]`` is the set of outcomes (values of ``harness.flow.Outcome``) allowed.
    """

    states: tuple[str, ...]
    initial: tuple[str, ...]
    terminal: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]
    verbs: Mapping[str, Mapping[str, tuple[str, ...]]]
    not_visible: tuple[Recognition, ...]
    too_late: tuple[Recognition, ...]
    ended_listed: bool
    """Whether ended jobs stay in lists."""
    source: Source

    def reachable(self, start: str, end: str) -> bool:
        """Tell whether a job seen in ``start`` may later be seen in ``end``."""
        seen, todo = {start}, [start]
        while todo:
            here = todo.pop()
            fresh = {b for a, b in self.edges if a == here} - seen
            seen |= fresh
            todo.extend(fresh)
        return end in seen
