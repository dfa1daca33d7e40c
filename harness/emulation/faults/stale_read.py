"""The answer is an old one, as a cache or a replica that lags behind gives it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.emulation.faults.model import Reaction, Scene


@dataclass(frozen=True, slots=True)
class StaleRead:
    """Answer as an equal request was first answered since the faults were put; the request is carried out."""

    kind: ClassVar[str] = "stale-read"
    condition: ClassVar[str] = ""
    keeps_request: ClassVar[bool] = False

    def apply(self, reaction: Reaction, scene: Scene) -> Reaction:
        """Return a reaction with the old answer; the new one where there is no old."""
        return reaction._replace(response=scene.earlier or reaction.response)
