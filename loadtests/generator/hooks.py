"""Hooks the generator into Locust: a plan when a test starts, jobs while it runs, clean-up when it stops.

Locust's process model stays: one process, or a master with workers (``--processes``, or machines). Each
worker carries out its share of one plan. The master ends the run when every worker has, and when it is
stopped it waits for their clean-up: Locust itself would kill them in the middle of it.
"""

from __future__ import annotations

import logging
import os
import signal
from typing import Any

import gevent
from locust.env import Environment
from locust.exception import StopUser
from locust.runners import MasterRunner, WorkerRunner

from generator.driver import CLEAN_UP
from generator.options import add_options, current_plan, started_by_harness
from generator.part import Part, describe
from generator.standalone import Standalone
from harness.contract import load_contract
from harness.errors import HarnessError
from harness.vendor import vendors

log = logging.getLogger("harness")

ENDED = "generator-ended"
"""From a worker: its share of the plan is done with."""
FINISH = "generator-finish"
"""From the master: stop, clean up, close the files."""
CLOSED = "generator-closed"
"""From a worker: that is done."""
PATIENCE = 4 * CLEAN_UP
"""Seconds that a master waits for its workers' clean-up."""
HEARTBEAT = 0.5
"""Seconds between looks whether whoever started this process still lives."""


class Submitting:
    """The listeners of a process that submits jobs: Locust alone, or a worker."""

    def __init__(self, environment: Environment, vendor: str) -> None:
        self._environment = environment
        self._vendor = vendor
        self._run: Standalone | None = None
        self._part: Part | None = None
        runner: Any = environment.runner
        self._master = runner if isinstance(runner, WorkerRunner) else None
        if self._master is not None:
            self._master.register_message(FINISH, self.on_finish, concurrent=True)

    def on_test_start(self, **_: Any) -> None:
        """Take this process's share of the plan and log in."""
        environment: Any = self._environment
        worker = 0 if self._master is None else self._master.worker_index
        self._part = None
        try:
            if self._master is None:
                self._run = begin(environment, self._vendor, workers=1)
            self._part = opened(environment, worker)
        except HarnessError as problem:
            refuse(environment, problem)
            self._tell_ended()

    def take_turn(self) -> None:
        """Do what one user does once; raise ``StopUser`` when there is nothing more for it to do."""
        if self._part is None or self._part.idle:
            raise StopUser
        if self._part.take_turn():
            self._tell_ended()

    def on_test_stopping(self, **_: Any) -> None:
        """Clean up before Locust stops its users."""
        if self._part is not None:
            self._part.finish()
        if self._run is not None:
            self._run.end()

    def on_finish(self, **_: Any) -> None:
        """Clean up because the master says so, and tell it."""
        self.on_test_stopping()
        if self._master is not None:
            self._master.send_message(CLOSED, {})

    def _tell_ended(self) -> None:
        if self._master is None:
            gevent.spawn(end, self._environment)
        else:
            self._master.send_message(ENDED, {})


class Directing:
    """The listeners of a master: it submits nothing."""

    def __init__(self, environment: Environment, runner: MasterRunner, vendor: str) -> None:
        self._environment = environment
        self._runner = runner
        self._vendor = vendor
        self._run: Standalone | None = None
        self._ended: set[str] = set()
        self._closed: set[str] = set()
        runner.register_message(ENDED, self.on_ended)
        runner.register_message(CLOSED, self.on_closed)

    def on_test_start(self, **_: Any) -> None:
        """Settle what the workers have to agree on; it travels to them with the order to spawn."""
        self._ended.clear()
        self._closed.clear()
        try:
            self._run = begin(self._environment, self._vendor, len(self._runner.clients.ready))
        except HarnessError as problem:
            refuse(self._environment, problem)
            gevent.spawn(end, self._environment)

    def on_ended(self, msg: Any, **_: Any) -> None:
        """End the run when every worker has done its share."""
        self._ended.add(msg.node_id)
        if len(self._ended) >= self._runner.worker_count:
            gevent.spawn(end, self._environment)

    def on_closed(self, msg: Any, **_: Any) -> None:
        """Note that a worker has cleaned up."""
        self._closed.add(msg.node_id)

    def on_test_stopping(self, **_: Any) -> None:
        """Wait until every worker has cleaned up."""
        self._runner.send_message(FINISH, {})
        with gevent.Timeout(PATIENCE, exception=False):
            while len(self._closed) < self._runner.worker_count:
                gevent.sleep(0.05)
        if self._run is not None:
            self._run.end()


def install(events: Any) -> None:
    """Listen to Locust's events. The user class may name a ``vendor``; ``--vendor`` wins."""
    # Loaded before Locust forks its workers and before any clock of the run is started.
    for known in vendors().values():
        load_contract(known.contract_path)
    events.init_command_line_parser.add_listener(add_options)

    def on_init(environment: Environment, runner: Any, **_: Any) -> None:
        # Loading took seconds in which gevent's loop did not look at the clock; --run-time counts from now.
        gevent.get_hub().loop.update_now()
        gevent.signal_handler(signal.SIGINT, interrupted, environment)
        if started_by_harness():
            gevent.spawn(die_with, os.getppid())
        vendor = getattr(environment.user_classes[0], "vendor", "")
        directing = isinstance(runner, MasterRunner)
        here = Directing(environment, runner, vendor) if directing else Submitting(environment, vendor)
        setattr(environment, "generator", here)  # noqa: B010 - Locust's class declares no such attribute
        events.test_start.add_listener(here.on_test_start)
        events.test_stopping.add_listener(here.on_test_stopping)

    events.init.add_listener(on_init)


def opened(environment: Any, worker: int) -> Part:
    """Log in for a share of the plan; leave word of it when that cannot be done."""
    plan = current_plan(environment.parsed_options, environment.host)
    try:
        return Part(plan, worker, environment.events.request)
    except HarnessError as problem:
        plan.write_end(worker, describe(problem))
        raise


def begin(environment: Any, vendor: str, workers: int) -> Standalone | None:
    """Open a run folder, unless the harness did; raise ``UsageError`` for options that make no plan."""
    if started_by_harness():
        return None
    return Standalone(environment.parsed_options, environment.host, vendor, workers)


def refuse(environment: Any, problem: HarnessError) -> None:
    """Say what is wrong in one line, and let it decide Locust's exit code."""
    log.error("%s", problem)
    environment.process_exit_code = problem.exit_code


def interrupted(environment: Any) -> None:
    """End Locust in good order after Ctrl-C; at once after a second one.

    Python would raise ``KeyboardInterrupt`` in whatever greenlet happens to run: in the middle of an
    exchange, which would then be missing from the record.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    environment.runner.quit()
    if environment.web_ui is not None:
        environment.web_ui.stop()


def end(environment: Any) -> None:
    """End the test; without a web UI, end Locust."""
    if environment.web_ui is None:
        environment.runner.quit()
    else:
        environment.runner.stop()


def die_with(parent: int) -> None:
    """Go at once when the process ``parent`` is gone: the ledger tells ``harness clean`` what is left."""
    while os.getppid() == parent:
        gevent.sleep(HEARTBEAT)
    os._exit(1)
