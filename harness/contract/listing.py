"""Lists that leave nothing out: which requests ask for every job that the caller may see."""

from __future__ import annotations

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
        by=tuple(Narrowing(name, each["at"], each.get("any")) for name, each in node.get("by", {}).items()),
        within=tuple(node.get("within", ())),
        states=tuple(node.get("states", ())),
        most=node.get("most"),
        lags=node.get("lags", False),
    )
