"""Carries out a plan in one process: every job leaves when it is due, whatever the target does."""

from __future__ import annotations

import gc
from collections.abc import Callable
from itertools import count

from gevent.pool import Pool

from generator.life import Lives
from harness.record import Journal
from harness.timing.arrivals import share
from harness.timing.late_race import procedure
from harness.timing.race import Order
from harness.timing.sample import Sample, to_line

CLEAN_UP = 15.0
"""Seconds that jobs under way get to be removed once the run is stopping."""


class Driver:
    """Lets the jobs of one worker live. ``on_sample`` is told of each one when it is done with."""

    def __init__(self, lives: Lives, on_sample: Callable[[Sample], None]) -> None:
        self.problem: Exception | None = None
        """What went wrong with the generator itself; it stops the run."""
        self.stopped_after: float | None = None
        """Seconds of the plan that were carried out, when it was stopped before its end."""
        self._lives = lives
        self._plan = lives.plan
        self._pace = lives.pace
        self._clock = lives.door.clock
        self._on_sample = on_sample
        self._under_way = Pool(self._plan.in_flight)
        self._procedure = None if self._plan.race is None else procedure(self._plan.race)
        self._began_ns: int | None = None
        self._complete = False
        self._numbers = count(lives.worker, self._plan.workers)
        path = self._plan.samples_file(lives.worker)
        path.parent.mkdir(exist_ok=True)
        self._journal = Journal(path)

    def run(self) -> None:
        """Let every planned job leave at its due time; return when the last one is done with."""
        # What is loaded by now stays: the collector need not walk it in the middle of a measurement.
        gc.collect()
        gc.freeze()
        arrivals = self._plan.arrivals()
        began_ns = self._began_ns = self._clock.now_ns()
        for number, due in share(arrivals, self._lives.worker, self._plan.workers):
            due_ns = began_ns + round(due * 1e9)
            self._pace.wait_until(due_ns)
            if self._pace.stopping or self._settled:
                break
            order = self._plan.order(number) if self._procedure is None else self._procedure.order()
            if order is not None:
                # A full pool blocks here: what comes later leaves late and keeps its due time.
                self._under_way.spawn(self._live, order, due_ns)
        self._complete = not self._pace.stopping
        self._under_way.join(self._plan.drain)

    def one(self) -> None:
        """Let one job of a closed model live, due now; return when it is done with."""
        order = self._plan.order(next(self._numbers))
        # A greenlet of its own outlives the user, so that the end of the run does not cut its clean-up.
        self._under_way.spawn(self._live, order, self._clock.now_ns()).join()

    def finish(self) -> None:
        """Stop: jobs under way are no longer watched, only removed. Calling it twice does nothing."""
        self._pace.stop()
        if self._began_ns is not None and not self._complete and self.stopped_after is None:
            self.stopped_after = (self._clock.now_ns() - self._began_ns) / 1e9
        self._under_way.join(CLEAN_UP)
        self._under_way.kill()
        self._journal.close()

    @property
    def _settled(self) -> bool:
        return self._procedure is not None and self._procedure.ending is not None

    def _live(self, order: Order, due_ns: int) -> None:
        try:
            sample = self._lives.live(order, due_ns)
        except Exception as problem:  # noqa: BLE001 - told at the end of the run; a greenlet has no caller
            self.problem = self.problem or problem
            self._pace.stop()
            return
        self._journal.append_line(to_line(sample))
        if self._procedure is not None:
            self._procedure.report(sample)
        self._on_sample(sample)
