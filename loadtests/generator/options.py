"""Plans from Locust's own command line and web form, for those who start ``locust`` themselves."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from harness.run.load_plan import with_reader, work_to_follow
from harness.run.model import Selection
from harness.run.tags import tag_prefix
from harness.run.targets import Planned
from harness.run.targets import plan as plan_targets
from harness.target import Mode
from harness.timing.arrivals import Spacing, Stage
from harness.timing.plan import PLAN, SECRETS, LoadPlan, read_plan

LONGEST = 3600.0
"""Seconds of arrivals that are planned when no run time is given."""
SETTLED = {"folder": str, "token": str, "seed": int, "workers": int, "seconds": float}
"""What all workers must agree on. A master's options travel to its workers, these among them."""


def add_options(parser: Any) -> None:
    """Add the generator's options to Locust's command line and web form."""
    add = parser.add_argument
    add("--vendor", default="", help="whose API it is; a vendor's own file knows")
    add("--job-rate", type=float, default=0.0, help="jobs a second, whatever the answers (0: users loop)")
    add("--arrivals", choices=list(Spacing), default=Spacing.POISSON.value, help="how they are spaced")
    add("--work", default="", help="work item to submit (default: the first short one)")
    add("--mode", choices=["", *Mode], default="", help="default: owned on loopback, else read-only")
    add("--probe-share", type=float, default=0.2, help="share of jobs that --probe-verb touches")
    add("--probe-verb", default="cancel", help="what is asked of such a job after a random delay")
    add("--probe-to", type=float, default=1000.0, help="longest such delay, in milliseconds")
    add("--seed", type=int, default=0, help="makes arrivals, polls and probes repeatable (0: a fresh one)")
    for name, kind in SETTLED.items():
        add(f"--plan-{name}", type=kind, default=kind(), include_in_web_ui=False, help="(set by the master)")


def started_by_harness() -> bool:
    """Tell whether the harness started this Locust and wrote a plan."""
    return PLAN in os.environ


def planned_target(options: Any, host: str | None) -> Planned:
    """Return the target at ``host``; raise ``UsageError`` when there is none, or nothing to log in with."""
    selection = Selection(url=host, mode=Mode(options.mode) if options.mode else None)
    (planned,) = plan_targets((options.vendor,), selection, None, os.environ)
    return planned


def current_plan(options: Any, host: str | None) -> LoadPlan:
    """Return the harness's plan, else the one that settled ``options`` describe.

    Raise ``UsageError`` for options that make no plan.
    """
    if started_by_harness():
        return read_plan(Path(os.environ[PLAN]), os.environ.get(SECRETS, "{}"))
    planned = planned_target(options, host)
    target = with_reader(planned.target)
    rate, seconds = options.job_rate, options.plan_seconds
    return LoadPlan(
        vendor=options.vendor,
        target=target,
        run_folder=Path(options.plan_folder).resolve(),
        seed=options.plan_seed,
        token=options.plan_token,
        tag_prefix=tag_prefix(planned.vendor, options.plan_token),
        work=work_to_follow(target, options.work).name,
        stages=(Stage(seconds, rate, rate),) if rate > 0 else (),
        spacing=Spacing(options.arrivals),
        duration=seconds,
        workers=options.plan_workers,
        verb=options.probe_verb,
        probe_share=options.probe_share,
        probe_to_ms=options.probe_to,
    )
