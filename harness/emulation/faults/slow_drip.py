"""The answer comes, a little at a time: a client that only times whole silences waits and waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.emulation.faults.model import Reaction, Scene


@dataclass(frozen=True, slots=True)
class SlowDrip:
    """Send the body in small parts that take ``seconds`` in all, at most five minutes."""

    kind: ClassVar[str] = "slow-drip"
    condition: ClassVar[str] = ""
    keeps_request: ClassVar[bool] = False
    seconds: float = 2.0

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= 300:
            raise ValueError("seconds must be above 0 and at most 300")

    def apply(self, reaction: Reaction, scene: Scene) -> Reaction:
        """Return the reaction, drop by drop."""
        del scene
        return reaction._replace(drips=reaction.drips + self.seconds)
