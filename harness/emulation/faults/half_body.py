"""The answer's head promises a body of which only a part arrives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.emulation.faults.model import Reaction, Scene


@dataclass(frozen=True, slots=True)
class HalfBody:
    """Send ``part`` of the body (0.5: the first half), then close the connection."""

    kind: ClassVar[str] = "half-body"
    condition: ClassVar[str] = ""
    keeps_request: ClassVar[bool] = False
    part: float = 0.5

    def __post_init__(self) -> None:
        if not 0 <= self.part < 1:
            raise ValueError("part must be from 0 to below 1")

    def apply(self, reaction: Reaction, scene: Scene) -> Reaction:
        """Return a reaction that breaks off within the body."""
        del scene
        return reaction._replace(sends=self.part)
