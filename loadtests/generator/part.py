"""One worker's part of one test run, from the first login to the last file closed."""

from __future__ import annotations

from typing import Any

from gevent.lock import RLock

from generator.driver import Driver
from generator.life import Lives
from generator.mounted import MountedDoor
from generator.pace import Pace
from generator.publishing import Publisher
from harness.clock import SystemClock
from harness.errors import HarnessError
from harness.timing.plan import LoadPlan, WorkerEnd
from harness.vendor import vendor_named


class Part:
    """Carries out one worker's share of ``plan``. Raises ``TargetError`` when the target cannot be used."""

    def __init__(self, plan: LoadPlan, worker: int, request_event: Any) -> None:
        self._plan = plan
        self._worker = worker
        clock = SystemClock()
        publisher = Publisher(request_event)
        self._pace = Pace(clock)
        vendor = vendor_named(plan.vendor)
        self._door = MountedDoor(plan, worker, vendor, clock, publisher.exchange)
        self._driver = Driver(Lives(plan, worker, self._door, self._pace), publisher.sample)
        self._finishing = RLock()
        self._claimed = False
        self._finished = False
        self._door.open()

    @property
    def idle(self) -> bool:
        """True when another user would have nothing to do: the plan is being carried out, or was stopped."""
        return self._claimed or self._pace.stopping

    def take_turn(self) -> bool:
        """Do what one Locust user does once; True when the whole plan is done with.

        In an open model the first user carries out the plan and the others have nothing to do.
        """
        if not self._plan.open_model:
            self._driver.one()
            return False
        self._claimed = True
        self._driver.run()
        return True

    def finish(self) -> None:
        """Stop, remove every job that is left, close the files. Calling it again waits for the first."""
        with self._finishing:
            if self._finished:
                return
            self._driver.finish()
            self._door.clean()
            problem = self._driver.problem or self._defect()
            self._plan.write_end(self._worker, describe(problem, self._driver.stopped_after))
            self._door.close()
            self._finished = True

    def _defect(self) -> Exception | None:
        defects = self._door.defects
        return RuntimeError(defects[0]) if defects else None


def describe(problem: Exception | None, stopped_after: float | None = None) -> WorkerEnd:
    """Say how a worker ended, for whoever judges the run."""
    if problem is None:
        return WorkerEnd(stopped_after=stopped_after)
    if isinstance(problem, HarnessError):
        return WorkerEnd(str(problem), problem.exit_code, stopped_after)
    return WorkerEnd(f"{type(problem).__name__}: {problem}", HarnessError.exit_code, stopped_after)
