"""The caller's session has run out, though it thinks otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.emulation.faults.model import Reaction, Scene


@dataclass(frozen=True, slots=True)
class ExpiredSession:
    """Answer as the vendor answers a session that has run out; the request is not carried out."""

    kind: ClassVar[str] = "expired-session"
    condition: ClassVar[str] = ""
    keeps_request: ClassVar[bool] = True

    def apply(self, reaction: Reaction, scene: Scene) -> Reaction:
        """Return a reaction with the vendor's own answer."""
        return reaction._replace(response=scene.expired())
