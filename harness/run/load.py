"""``harness load``: jobs at a target, at a rate or by a number of users, and how long each step took."""

from __future__ import annotations

from harness.errors import UsageError
from harness.run.load_plan import affordable, work_to_follow
from harness.run.load_run import LoadCommand, carry_out
from harness.run.model import RunEnd, Ui
from harness.run.recording import Recording
from harness.run.requests import LoadRequest
from harness.run.tags import tag_prefix
from harness.target import Target
from harness.timing.arrivals import Stage
from harness.timing.plan import LoadPlan
from harness.timing.polling import Polling
from harness.vendor import Vendor

RATE = 10.0
"""Submits a second when neither a rate nor users are given."""
CLOSE = Polling(gap=0.05, growth=1.2)
"""How jobs are watched at an emulator of our own, where looks cost nobody anything."""
LAG = "uniform:50ms..400ms"
"""How late an embedded emulator shows new jobs, unless ``--lag`` says otherwise."""


def run(request: LoadRequest, ui: Ui) -> RunEnd:
    """Put load on the target; raise ``HarnessError`` for what is wrong with the request or the generator."""
    check(request)

    def planned(vendor: Vendor, target: Target, record: Recording) -> LoadPlan:
        return load_plan(request, vendor, target, record)

    command = LoadCommand("load", request.target, request.selection, request.options, LAG, planned)
    return carry_out(command, ui)


def check(request: LoadRequest) -> None:
    """Raise ``UsageError`` for a load that cannot be: no length, no arrivals, no processes."""
    if request.rate is not None and request.users is not None:
        raise UsageError("a load has a rate or users, not both", mend="drop --rate or --users")
    for name, value in vars_of(request).items():
        if value is not None and value <= 0:
            raise UsageError(f"--{name} has to be above 0, not {value:g}")


def vars_of(request: LoadRequest) -> dict[str, float | None]:
    """Return the numbers of a request by the option that gives them."""
    return {
        "rate": request.rate,
        "users": request.users,
        "duration": request.duration,
        "processes": request.processes,
    }


def load_plan(request: LoadRequest, vendor: Vendor, target: Target, record: Recording) -> LoadPlan:
    """Return the plan; raise ``UsageError`` when the vendor has too few job names for it."""
    rate = affordable(RATE, target) if request.rate is None and request.users is None else request.rate
    plan = LoadPlan(
        vendor=vendor.name,
        target=target,
        run_folder=record.path.resolve(),
        seed=record.seed,
        token=record.token,
        tag_prefix=tag_prefix(vendor, record.token),
        work=work_to_follow(target).name,
        stages=() if rate is None else (Stage(request.duration, rate, rate),),
        users=request.users,
        duration=request.duration,
        polling=CLOSE if target.embedded else Polling(),
        workers=request.processes,
    )
    try:
        vendor.tag(record.token, len(plan.arrivals()))
    except ValueError as few:
        raise UsageError(f"too many jobs for one run: {few}", mend="lower --rate or --duration") from None
    return plan
