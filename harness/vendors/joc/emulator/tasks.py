"""Tasks of standalone jobs: queued, running, ended; what they are at an instant follows from the task."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

KILLED: Final = 137
"""Exit code of a task that got SIGKILL."""
TERMINATED: Final = 143
"""Exit code of a task that got SIGTERM."""


@dataclass(frozen=True, slots=True)
class JobTask:
    """One task. ``begins`` is None while its job is stopped; instants are nanoseconds."""

    id: int
    job: str
    enqueued: int
    planned: int
    begins: int | None
    lasts: int
    ended: int | None = None
    """When it was made to end."""
    exit_code: int = 0

    def ends(self) -> int | None:
        """Return when it ends, None while it cannot begin."""
        natural = None if self.begins is None else self.begins + self.lasts
        if self.ended is None:
            return natural
        return self.ended if natural is None else min(natural, self.ended)

    def phase(self, now: int) -> str:
        """Return ``queued``, ``running`` or ``closed``."""
        ends = self.ends()
        if ends is not None and ends <= now:
            return "closed"
        return "running" if self.begins is not None and self.begins <= now else "queued"

    def code(self) -> int:
        """Return the exit code: its own, or that of what ended it."""
        natural = None if self.begins is None else self.begins + self.lasts
        by_hand = self.ended is not None and (natural is None or self.ended < natural)
        return self.exit_code if by_hand else 0

    def ended_at(self, at: int, code: int) -> JobTask:
        """Return the task made to end at ``at``; one that has ended already keeps its end."""
        ends = self.ends()
        return self if ends is not None and ends <= at else replace(self, ended=at, exit_code=code)
