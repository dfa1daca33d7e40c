"""The run folder of a Locust that somebody started by hand: the record and report of ``harness load``."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from rich.console import Console

from generator.options import LONGEST, current_plan, planned_target
from harness.clock import SystemClock
from harness.finding import Severity
from harness.report import print_summary, render
from harness.run.load_end import conclude
from harness.run.load_generator import generator_end
from harness.run.model import RunOptions
from harness.run.publishing import FORMATS
from harness.run.recording import recording


class Standalone:
    """One test run's folder: opened when the test starts, judged and reported when it stops.

    ``options`` are Locust's; what is settled here travels with them to the workers. Raises
    ``UsageError`` for options that make no plan.
    """

    def __init__(self, options: Any, host: str | None, vendor: str, workers: int) -> None:
        self._clock = SystemClock()
        self._closing = ExitStack()
        options.vendor = options.vendor or vendor
        self._planned = planned_target(options, host)
        run_options = RunOptions(seed=options.seed or None)
        opened = recording("load", [self._planned], run_options, self._clock)
        self._record = self._closing.enter_context(opened)
        self._record.note(command_line=harness_command(options, host))
        options.plan_folder = str(self._record.path)
        options.plan_token = self._record.token
        options.plan_seed = self._record.seed
        options.plan_workers = workers
        options.plan_seconds = float(options.run_time or LONGEST)
        self._plan = current_plan(options, host)
        self._plan.write()

    def end(self) -> None:
        """Judge what was recorded and say where the report is; calling it twice does nothing."""
        with self._closing.pop_all():
            if self._record.run.verdict is not None:
                return
            end = generator_end(self._plan, interrupted=False)
            conclude(self._record, self._planned, end, Severity.WARNING, self._clock, ())
            render(self._record.path, FORMATS)
            print_summary(Console(stderr=True), self._record.path)


def harness_command(options: Any, host: str | None) -> tuple[str, ...]:
    """Return the words after ``harness`` that put the same load on the same target, for the record."""
    amount = (
        ("--rate", f"{options.job_rate:g}") if options.job_rate else ("--users", str(options.num_users or 1))
    )
    return ("load", options.vendor, "--url", host or "", *amount)
