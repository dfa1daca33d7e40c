"""Every job is out of sight for a while, as when the job entry system behind the server starts again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from harness.emulation.faults.model import Reaction, Scene


@dataclass(frozen=True, slots=True)
class VanishedJobs:
    """Answer as if there were no jobs, in the vendor's own words; nothing happens to the jobs themselves.

    Needs an emulator that has the condition ``jobs-vanished``.
    """

    kind: ClassVar[str] = "vanished-jobs"
    keeps_request: ClassVar[bool] = False
    condition: ClassVar[str] = "jobs-vanished"

    def apply(self, reaction: Reaction, scene: Scene) -> Reaction:
        """Return the reaction as it is: the condition has done its work."""
        del scene
        return reaction
