"""How much traffic a check makes: counts, so that equal seeds make equal traffic on any machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one profile. The contract's examples are sent once in every profile."""

    coverage: bool
    """Whether the boundary values of each parameter and body are sent, once each."""
    fuzzing: int
    """Drawn cases an operation."""
    walks: int
    """Walks along the contract's links."""
    steps: int
    """Requests in the longest walk."""
    negative: int
    """Drawn cases an operation that break the contract on purpose, where the mode allows them."""
    every_moment: bool
    """Whether each verb is tried at every moment of each kind of work, or at one moment each."""
    scenarios: int
    """Life-cycle scenarios that are drawn besides."""
    actions: int
    """Actions in the longest of those."""
    refusals: bool = True
    """Whether what is to be refused is asked for, once each, where the mode allows it."""


PROFILES: Mapping[str, Counts] = {
    "quick": Counts(
        coverage=True,
        fuzzing=4,
        walks=6,
        steps=8,
        negative=0,
        every_moment=False,
        scenarios=6,
        actions=6,
        refusals=False,
    ),
    "standard": Counts(
        coverage=True, fuzzing=20, walks=30, steps=10, negative=3, every_moment=True, scenarios=40, actions=8
    ),
    "deep": Counts(
        coverage=True,
        fuzzing=200,
        walks=300,
        steps=12,
        negative=40,
        every_moment=True,
        scenarios=400,
        actions=12,
    ),
}
"""By the names that the command line gives them. ``quick`` answers within some ten seconds at an
embedded emulator, ``standard`` within a minute, ``deep`` is for a night."""
