"""Every job is out of sight for a while, as when the scheduler behind the server starts again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from harness.emulation.faults.model import Reaction, Scene

JOBS_VANISHED: Final = "jobs-vanished"
"""A condition of emulated systems, for each to say what it means there."""


@dataclass(frozen=True, slots=True)
class VanishedJobs:
    """Answer as if there were no jobs, in the vendor's own words; nothing happens to the jobs themselves.

    Needs an emulator that has the condition: look-ups know no job while it lasts.
    """

    kind: ClassVar[str] = "vanished-jobs"
    keeps_request: ClassVar[bool] = False
    condition: ClassVar[str] = JOBS_VANISHED

    def apply(self, reaction: Reaction, scene: Scene) -> Reaction:
        """Return the reaction as it is: the condition has done its work."""
        del scene
        return reaction
