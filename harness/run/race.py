"""``harness race``: how soon after a submit a job may be touched, and how late."""

from __future__ import annotations

from harness.contract import load_contract
from harness.errors import UsageError
from harness.run.load_plan import affordable, work_to_probe
from harness.run.load_run import LoadCommand, carry_out
from harness.run.model import RunEnd, Ui
from harness.run.recording import Recording
from harness.run.requests import RaceRequest
from harness.run.tags import tag_prefix
from harness.target import Target
from harness.timing.arrivals import Spacing, Stage
from harness.timing.plan import LoadPlan
from harness.timing.race import RaceOptions
from harness.vendor import Vendor

LAG = "read=lognormal:80ms,0.6,modify=lognormal:120ms,0.6"
"""How late an embedded emulator knows new jobs, unless ``--lag`` says otherwise."""
EMULATOR_RATE, TARGET_RATE = 40.0, 4.0
"""Submits a second: at an emulator of our own, and at a machine that others use."""
SPARE = 120.0
"""Seconds of arrivals planned beyond those needed, while the procedure waits for results."""


def run(request: RaceRequest, ui: Ui) -> RunEnd:
    """Race at the target; raise ``HarnessError`` for what is wrong with the request or the generator."""
    for name, value in (("p0", request.p0), ("confidence", request.confidence)):
        if not 0 < value < 1:
            raise UsageError(f"--{name} lies between 0 and 1, and {value:g} does not")
    if request.budget is not None and request.budget <= 0:
        raise UsageError(f"--budget has to be above 0, not {request.budget}")

    def planned(vendor: Vendor, target: Target, record: Recording) -> LoadPlan:
        return race_plan(request, vendor, target, record)

    command = LoadCommand("race", request.target, request.selection, request.options, LAG, planned)
    return carry_out(command, ui)


def race_plan(request: RaceRequest, vendor: Vendor, target: Target, record: Recording) -> LoadPlan:
    """Return the plan; raise ``UsageError`` for a verb that the target's work items do not allow."""
    contract = load_contract(vendor.contract_path)
    work, verb = work_to_probe(target, contract, request.verb, request.work)
    sweep_to_ms = None if request.sweep is None else request.sweep * 1e3
    options = RaceOptions.sized(request.p0, request.confidence, request.budget, record.seed, sweep_to_ms)
    if not contract.lifecycle.not_visible:
        options = options.for_the_late_end()
    rate = affordable(EMULATOR_RATE if target.embedded else TARGET_RATE, target)
    seconds = (options.scouts + options.budget) / rate + SPARE
    return LoadPlan(
        vendor=vendor.name,
        target=target,
        run_folder=record.path.resolve(),
        seed=record.seed,
        token=record.token,
        tag_prefix=tag_prefix(vendor, record.token),
        work=work.name,
        stages=(Stage(seconds, rate, rate),),
        spacing=Spacing.EVEN,
        duration=seconds,
        verb=verb,
        race=options,
    )
