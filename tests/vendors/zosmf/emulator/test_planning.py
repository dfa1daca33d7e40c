from __future__ import annotations

import pytest

from harness.seed import stream
from harness.vendors.zosmf.emulator.jcl import read_jobs
from harness.vendors.zosmf.emulator.phases import Phase
from harness.vendors.zosmf.emulator.planning import SEC_ERROR, Plan, make_plan

CARD = "//A JOB (A),'X'\n"


def _plan(steps: str, card: str = CARD, seed: int = 1, failure: str | None = None) -> Plan:
    return make_plan(read_jobs((card + steps).splitlines(), {})[0], stream(seed), failure=failure)


def _phases(plan: Plan) -> list[Phase]:
    return [phase for phase, _ in plan.stages]


def test_a_job_that_runs_goes_through_all_phases() -> None:
    """Read, convert, wait, run, wait, output: that is the usual way."""
    assert _phases(_plan("// EXEC PGM=IEFBR14")) == [
        Phase.INPUT, Phase.CONVERTING, Phase.AWAITING_EXECUTION, Phase.EXECUTING, Phase.AWAITING_OUTPUT,
        Phase.ON_OUTPUT,
    ]  # fmt: skip


def test_execution_lasts_as_long_as_its_steps() -> None:
    """Steps run one after the other, and the job runs as long as they do."""
    plan = _plan("//S1 EXEC PGM=BPXBATCH,PARM='SH sleep 2'\n//S2 EXEC PGM=BPXBATCH,PARM='SH sleep 3'")
    first, second = plan.steps
    assert (first.begins, second.begins) == (0, first.lasts)
    assert plan.lasts(Phase.EXECUTING) == first.lasts + second.lasts
    assert plan.stages_from(Phase.EXECUTING)[0] == (Phase.EXECUTING, first.lasts + second.lasts)


@pytest.mark.parametrize(
    ("steps", "retcode", "run"),
    [
        (
            "//S1 EXEC PGM=IEFBR14\n//S2 EXEC PGM=BPXBATCH,PARM='SH exit 1'\n//S3 EXEC PGM=IEFBR14",
            "CC 0256",
            3,
        ),
        ("//S1 EXEC PGM=NOSUCHPG\n//S2 EXEC PGM=IEFBR14", "ABEND S806", 1),
        ("//S1 EXEC PGM=NOSUCHPG\n//S2 EXEC PGM=IEFBR14,COND=EVEN", "ABEND S806", 2),
        ("//S1 EXEC PGM=IEFBR14\n//S2 EXEC PGM=NOSUCHPG,COND=(0,EQ)", "CC 0000", 1),
        ("//S1 EXEC PGM=ILBOABN0,PARM='7'\n//S2 EXEC PGM=NOSUCHPG,COND=ONLY", "ABEND U0007", 2),
        ("//S1 EXEC PGM=NOSUCHPG,COND=ONLY", "CC 0000", 0),
    ],
)
def test_the_first_abend_or_the_highest_code_is_the_end(steps: str, retcode: str, run: int) -> None:
    """Bypassed and flushed steps do not run; of those that do the worst counts."""
    plan = _plan(steps)
    assert (plan.retcode, len(plan.steps)) == (retcode, run)


def test_a_step_keeps_its_number_when_others_are_passed_over() -> None:
    """Numbers are those of the JCL, so that output finds its statements."""
    plan = _plan(
        "//S1 EXEC PGM=IEFBR14\n//S2 EXEC PGM=IEFBR14,COND=(0,EQ)\n//S3 EXEC PGM=IEFBR14,COND=(4,LT)"
    )
    assert [(step.number, step.name) for step in plan.steps] == [(1, "S1"), (3, "S3")]


def test_a_job_that_may_not_run_does_not() -> None:
    """Wrong JCL and a refused user both end after conversion, each with its text."""
    assert _plan("// EXEC NOSUCH").retcode == "JCL ERROR"
    plan = _plan("// EXEC PGM=IEFBR14", failure=SEC_ERROR)
    assert plan.retcode == "SEC ERROR"
    assert Phase.EXECUTING not in _phases(plan)


def test_the_seed_decides_lengths_and_nothing_else() -> None:
    """Equal seeds give equal plans; another seed changes how long the system takes, not what happens."""
    step = "// EXEC PGM=IEFBR14"
    assert _plan(step, seed=1) == _plan(step, seed=1)
    one, two = _plan(step, seed=1), _plan(step, seed=2)
    assert one.stages != two.stages
    assert (one.steps, one.retcode, _phases(one)) == (two.steps, two.retcode, _phases(two))


def test_some_jobs_are_read_before_the_answer() -> None:
    """Input processing takes no time for a share of jobs, so that answers show different phases."""
    first = [plan.stages[0][1] for plan in (_plan("// EXEC PGM=IEFBR14", seed=n) for n in range(300))]
    at_once = sum(1 for lasts in first if lasts == 0)
    assert 60 <= at_once <= 120
    assert max(first) < 1_000_000_000


_IF = "//S1 EXEC PGM={}\n// IF {} THEN\n//S2 EXEC PGM=IEFBR14\n// ELSE\n//S3 EXEC PGM=IEFBR14\n// ENDIF"


@pytest.mark.parametrize(
    ("program", "condition", "ran"),
    [
        ("IEFBR14", "S1.RC = 0", ["S1", "S2"]),
        ("IEFBR14", "S1.RC > 0", ["S1", "S3"]),
        ("NOSUCHPG", "ABEND", ["S1", "S2"]),
        ("NOSUCHPG", "NOT ABEND", ["S1", "S3"]),
        ("NOSUCHPG", "RC = 0", ["S1"]),
    ],
)
def test_an_if_construct_decides_which_steps_run(program: str, condition: str, ran: list[str]) -> None:
    """Either side runs; after an abend only where the expression asks for abends."""
    assert [step.name for step in _plan(_IF.format(program, condition)).steps] == ran
