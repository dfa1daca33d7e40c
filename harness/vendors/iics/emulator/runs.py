"""A run: which phases it goes through, and what stopping its task does to it.

The phases are those that the monitor shows (REST API v2, activityMonitor); in the last one the run has left
the monitor and stands in the log. Both change hands at one instant: scripts wait until a run is missing
from the monitor and then take the log's first entry.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Final

from harness.emulation.clock import SECOND
from harness.emulation.timeline import Event, Stage, Timeline, with_event
from harness.vendors.iics.emulator.catalog import End, Task

_QUEUED = round(0.1 * SECOND)
_INITIALIZED = round(0.2 * SECOND)
_STOPPING = round(0.3 * SECOND)
_LINGER = round(0.1 * SECOND)
"""How long an ended run is still shown by the monitor."""


class Phase(StrEnum):
    """What the monitor calls it, but for the last."""

    QUEUED = "QUEUED"
    INITIALIZED = "INITIALIZED"
    RUNNING = "RUNNING"
    STOPPING = "STOPPING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    LOGGED = "LOGGED"


STOPPABLE: Final = (Phase.QUEUED, Phase.INITIALIZED, Phase.RUNNING)


@dataclass(frozen=True)
class Run:
    """One run of a task. Instants are nanoseconds since the emulator's epoch."""

    number: int
    """Unique in the organisation."""
    run_id: int
    """Counts the runs of its task."""
    log_id: str
    task: Task
    owner: str
    """Who started it."""
    started: int
    readable: int
    """From this instant on, reading finds the run."""
    stoppable: int
    """From this instant on, stopping its task finds the run."""
    stages: tuple[Stage[Phase], ...]
    end: End
    error: str | None = None
    callback: str | None = None
    context: str = "REST-API"
    events: tuple[Event, ...] = ()

    @property
    def key(self) -> str:
        """Task and run id, which together are unique."""
        return f"{self.task.id}/{self.run_id}"

    @property
    def alias(self) -> str:
        """The id of its log entry."""
        return self.log_id

    @property
    def name(self) -> str:
        """The task, whose runs are found by it."""
        return self.task.id

    @cached_property
    def timeline(self) -> Timeline[Phase]:
        """The phases, as far as they are decided."""
        natural = Timeline.begin(self.started, self.stages)
        if not self.events:
            return natural
        at = self.events[0].at
        return natural.until(at).then(at, ((Phase.STOPPING, _STOPPING), (Phase.LOGGED, 0)))

    @property
    def stopped(self) -> bool:
        """Whether it ends because its task was stopped."""
        return bool(self.events)

    @property
    def logged(self) -> int:
        """The instant at which it moves from the monitor to the log."""
        return self.timeline.instants[-1]

    @property
    def ended(self) -> int:
        """The instant at which its work is over."""
        for phase in (Phase.COMPLETED, Phase.FAILED):
            at = self.timeline.entered(phase)
            if at is not None:
                return at
        return self.logged

    @property
    def state(self) -> End:
        """The state of its log entry; that a stopped run has failed is inferred."""
        return End.FAILED if self.stopped else self.end

    def may_stop(self, now: int) -> bool:
        """Tell whether a stop of the task at ``now`` reaches this run."""
        return now >= self.stoppable and self.timeline.phase(now) in STOPPABLE

    def stop(self, now: int) -> Run:
        """Return the run as a stop at ``now`` leaves it."""
        return replace(self, events=with_event(self.events, Event(now, "stop")))


def stages_of(seconds: float, end: End, *, queued: bool, registered: int = 0) -> tuple[Stage[Phase], ...]:
    """Return the phases of a run that nobody stops, ``seconds`` of it RUNNING.

    It is not RUNNING before it is ``registered``, so many nanoseconds after its start.
    """
    done = Phase.COMPLETED if end in (End.SUCCESS, End.WARNING) else Phase.FAILED
    waiting = ((Phase.QUEUED, _QUEUED),) if queued else ()
    running = ((Phase.RUNNING, round(seconds * SECOND)),) if seconds else ()
    initialized = max(_INITIALIZED, registered)
    return (*waiting, (Phase.INITIALIZED, initialized), *running, (done, _LINGER), (Phase.LOGGED, 0))
