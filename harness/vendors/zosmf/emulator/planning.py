"""From JCL to a plan: the phases a job will go through by itself, its steps, and how it will end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from harness.emulation.clock import SECOND
from harness.emulation.timeline import Stage
from harness.vendors.zosmf.emulator.conditions import bypassed
from harness.vendors.zosmf.emulator.jcl import JclJob, Step
from harness.vendors.zosmf.emulator.jcl.relations import Ending, asks_for_abend, holds
from harness.vendors.zosmf.emulator.phases import Phase
from harness.vendors.zosmf.emulator.programs import Run, program_of

# Median seconds in each phase of a job that nothing holds up, and the spread around it. Nobody
# publishes such figures; systems report from "sub-second" upwards.
_MEDIANS = {
    Phase.INPUT: 0.015,
    Phase.CONVERTING: 0.015,
    Phase.AWAITING_EXECUTION: 0.02,
    Phase.AWAITING_OUTPUT: 0.02,
}
_SIGMA = 0.4
_AT_ONCE = 0.3
"""Share of jobs that are read, and of those that are converted, before the submit is answered."""
JCL_ERROR = "JCL ERROR"
SEC_ERROR = "SEC ERROR"


@dataclass(frozen=True, slots=True)
class StepRun:
    """One executed step.

    ``begins`` and ``lasts`` are in nanoseconds, the first counted from where the job began to execute.
    """

    number: int
    name: str
    proc_step: str
    program: str
    begins: int
    lasts: int
    completion: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What becomes of a job that nobody touches."""

    stages: tuple[Stage[Phase], ...]
    retcode: str
    steps: tuple[StepRun, ...] = ()
    held_before: Phase | None = None
    """The phase that a job submitted as held does not enter until it is released."""

    def stages_from(self, phase: Phase) -> tuple[Stage[Phase], ...]:
        """Return the stages from ``phase`` on."""
        position = next(i for i, (each, _) in enumerate(self.stages) if each is phase)
        return self.stages[position:]

    def lasts(self, phase: Phase) -> int:
        """Return the nanoseconds that ``phase`` lasts by itself."""
        return next(lasts for each, lasts in self.stages if each is phase)


def make_plan(job: JclJob, random: Random, *, failure: str | None = None) -> Plan:
    """Plan a job; ``random`` decides only how long the system's own phases take.

    ``failure`` is why it may not run at all.
    """
    lengths = _lengths(random)
    typrun = job.operands.get("TYPRUN", "")
    held_before = {"HOLD": Phase.EXECUTING, "JCLHOLD": Phase.CONVERTING}.get(typrun)
    jclhold = held_before is Phase.CONVERTING
    if job.problems or failure:
        # A job with errors is not held, by TYPRUN=JCLHOLD neither (z/OS MVS JCL Reference, TYPRUN parameter).
        return Plan(_stages(lengths, ()), failure or JCL_ERROR)
    if typrun in ("SCAN", "COPY"):
        # Converted, never run. What z/OSMF shows as its end is not documented.
        return Plan(_stages(lengths, ()), "CC 0000")
    runs = _run_steps(job)
    steps = _laid_out(job, runs)
    return Plan(_stages(lengths, steps, jclhold=jclhold), _retcode(runs), steps, held_before)


def _lengths(random: Random) -> dict[Phase, int]:
    lengths = {
        phase: round(median * random.lognormvariate(0, _SIGMA) * SECOND) for phase, median in _MEDIANS.items()
    }
    for phase in (Phase.INPUT, Phase.CONVERTING):
        if random.random() >= _AT_ONCE:
            break
        lengths[phase] = 0
    return lengths


def _stages(
    lengths: dict[Phase, int], steps: Sequence[StepRun], *, jclhold: bool = False
) -> tuple[Stage[Phase], ...]:
    """Return the stages of a job; without steps to run it goes from conversion to output."""
    executing = sum(step.lasts for step in steps)
    lengths = {**lengths, Phase.EXECUTING: executing, Phase.ON_OUTPUT: 0, Phase.AWAITING_CONVERSION: 0}
    waiting = (Phase.AWAITING_CONVERSION,) if jclhold else ()
    running = (Phase.AWAITING_EXECUTION, Phase.EXECUTING) if steps else ()
    phases = (
        Phase.INPUT, *waiting, Phase.CONVERTING, *running, Phase.AWAITING_OUTPUT, Phase.ON_OUTPUT,
    )  # fmt: skip
    return tuple((phase, lengths[phase]) for phase in phases)


def _run_steps(job: JclJob) -> list[Run | None]:
    """Run every step in turn; None for one that is bypassed or flushed."""
    ran: list[tuple[str, Run]] = []
    runs: list[Run | None] = []
    for step in job.steps:
        skip = _left_out(step, ran)
        run = None if skip else program_of(step).run(step)
        runs.append(run)
        if run is not None:
            ran.append((step.proc_step or step.name, run))
    return runs


def _left_out(step: Step, ran: Sequence[tuple[str, Run]]) -> bool:
    """Tell whether IF constructs or COND bypass a step; to run after an abend, one must ask for it."""
    before = [Ending(name, run.condition, run.abend) for name, run in ran]
    if any(holds(branch.condition, before) is not branch.then for branch in step.branches):
        return True
    if any(asks_for_abend(branch.condition) for branch in step.branches) and "COND" not in step.operands:
        return False
    return bypassed(step.operands.get("COND", "(0,GT)"), ran)


def _laid_out(job: JclJob, runs: Sequence[Run | None]) -> tuple[StepRun, ...]:
    """Lay the steps that run end to end."""
    begins, laid_out = 0, []
    for number, (step, run) in enumerate(zip(job.steps, runs, strict=True), 1):
        if run is not None:
            lasts = round(run.seconds * SECOND)
            laid_out.append(
                StepRun(number, step.name, step.proc_step, step.program, begins, lasts, run.completion)
            )
            begins += lasts
    return tuple(laid_out)


def _retcode(runs: Sequence[Run | None]) -> str:
    """Return the job's end: the first abend, else the highest condition code."""
    done = [run for run in runs if run is not None]
    abends = [run.completion for run in done if run.abend]
    if abends:
        return abends[0]
    return max(done, key=lambda run: run.condition, default=Run()).completion
