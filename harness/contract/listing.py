"""Lists that leave nothing out: which requests ask for every job that the caller may see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.contract.sources import source_of
from harness.finding import Source


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A value in the request that listed jobs have: a name of theirs, or a field of their document."""

    name: str
    at: str
    """JSON pointer into the parsed request."""
    any: str | None = None
    """The value that stands for all."""
    pattern: bool = False
    """Whether the value is a regular expression that is looked for in what jobs have."""

    def admits(self, wanted: object, told: object) -> bool:
        """Tell whether a job of which ``told`` is known is in a list that was asked for ``wanted``."""
        if wanted == self.any:
            return True
        if self.pattern:
            return isinstance(wanted, str) and isinstance(told, str) and _found(wanted, told)
        return wanted == told


@dataclass(frozen=True, slots=True)
class Listing:
    """What the lists of an operation hold (``x-job-list``). ``whole`` is a JSON Schema over the request."""

    whole: Mapping[str, Any]
    source: Source
    by: tuple[Narrowing, ...] = ()
    within: tuple[str, ...] = ()
    """JSON pointers into parsed requests: what must be alike for a list to show what another one showed."""
    states: tuple[str, ...] = ()
    """States whose jobs are listed; empty: all."""
    most: int | None = None
    """Jobs in a list at most; None: no bound."""
    lags: bool = False
    """Whether the list learns of a job later than other answers do."""


def listing(operation: Mapping[str, Any]) -> Listing | None:
    """Return the ``x-job-list`` of an operation, None where it says nothing."""
    node = operation.get("x-job-list")
    if node is None:
        return None
    return Listing(
        whole=node["whole"],
        source=source_of(node),
        by=tuple(_narrowing(name, each) for name, each in node.get("by", {}).items()),
        within=tuple(node.get("within", ())),
        states=tuple(node.get("states", ())),
        most=node.get("most"),
        lags=node.get("lags", False),
    )


def _narrowing(name: str, node: Mapping[str, Any]) -> Narrowing:
    return Narrowing(name, node["at"], node.get("any"), node.get("pattern", False))


def _found(pattern: str, text: str) -> bool:
    """Tell whether a pattern is found; one that vendor and Python may read otherwise finds nothing here."""
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return False
