"""The answer comes late; the request is carried out at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.emulation.faults.model import Reaction, Scene


@dataclass(frozen=True, slots=True)
class Delay:
    """Hold the answer back for ``seconds``, at most five minutes."""

    kind: ClassVar[str] = "delay"
    condition: ClassVar[str] = ""
    keeps_request: ClassVar[bool] = False
    seconds: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.seconds <= 300:
            raise ValueError("seconds must be from 0 to 300")

    def apply(self, reaction: Reaction, scene: Scene) -> Reaction:
        """Return the reaction, later."""
        del scene
        return reaction._replace(delay=reaction.delay + self.seconds)
