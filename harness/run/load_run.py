"""What ``harness load`` and ``harness race`` share: a target to put load on, the generator, the judgement."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from harness.clock import SystemClock
from harness.emulation.process import factory_name, start_emulator
from harness.run.emulators import settings_for
from harness.run.load_end import conclude
from harness.run.load_generator import run_generator
from harness.run.load_plan import with_reader
from harness.run.model import RunEnd, RunOptions, Selection, Ui
from harness.run.publishing import publish
from harness.run.recording import Recording, keep_within, recording
from harness.run.targets import Planned, plan, read_config
from harness.target import Target
from harness.timing.plan import LoadPlan
from harness.vendor import Vendor


@dataclass(frozen=True)
class LoadCommand:
    """A load or a race: at which target, under which options, and how its plan is made."""

    name: str
    target: str
    selection: Selection
    options: RunOptions
    lag: str
    """How late an embedded emulator shows new jobs, unless the selection says otherwise."""
    plan: Callable[[Vendor, Target, Recording], LoadPlan]
    """Makes the plan for a target that is there, in a run folder that is open."""


def carry_out(command: LoadCommand, ui: Ui) -> RunEnd:
    """Stand the target up, load it as planned, judge the record and publish it."""
    clock = SystemClock()
    selection, options = command.selection, command.options
    config = read_config(selection, Path.cwd())
    (planned,) = plan((command.target,), selection, config, os.environ)
    with recording(command.name, [planned], options, clock) as record:
        with stood_up(planned, selection, record.seed, command.lag) as target:
            load = command.plan(planned.vendor, target, record)
            with ui.progress(f"{command.name} {target.name}", load.expected_jobs) as progress:
                end = run_generator(load, clock, progress, options.max_time)
        run_end = conclude(record, planned, end, options.fail_on, clock, config.waivers if config else ())
    if config is not None and options.out is None:
        keep_within(config.record, clock)
    return publish(record.path, run_end, ui)


@contextmanager
def stood_up(planned: Planned, selection: Selection, seed: int, lag: str) -> Iterator[Target]:
    """Give the target with a session more, to look at jobs with; an embedded emulator is started for it."""
    if not planned.target.embedded:
        yield with_reader(planned.target)
        return
    settings = settings_for(
        planned.vendor,
        play=selection.play,
        drifts=selection.drifts,
        lag=selection.lag or lag,
        seed=seed,
        clock="real",
    )
    vendor = planned.vendor
    with start_emulator(vendor.name, settings, factory_name(vendor.emulator)) as emulator:
        yield with_reader(replace(planned.target, upstreams=emulator.upstreams))
