"""The connection is reset instead of an answer, before or after the request was carried out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.emulation.faults.model import Reaction, Scene


@dataclass(frozen=True, slots=True)
class Reset:
    """Reset the connection; with ``before`` the request is never carried out."""

    kind: ClassVar[str] = "reset"
    condition: ClassVar[str] = ""
    before: bool = False

    @property
    def keeps_request(self) -> bool:
        """True when the reset comes before the request is carried out."""
        return self.before

    def apply(self, reaction: Reaction, scene: Scene) -> Reaction:
        """Return a reaction that resets the connection."""
        del scene
        return reaction._replace(resets=True)
