"""Starting and stopping the load generator's process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from harness.run.load_generator import command_line, generator_end
from harness.target import Mode, Target
from harness.timing.arrivals import Stage
from harness.timing.plan import LoadPlan, WorkerEnd


@pytest.fixture
def plan(tmp_path: Path) -> LoadPlan:
    """Return a plan of an open model for two workers."""
    target = Target("t", "zosmf", ("http://127.0.0.1:1",), Mode.OWNED)
    return LoadPlan("zosmf", target, tmp_path, 1, "abc", "HABC", "short", stages=(Stage(1, 1, 1),), workers=2)


def after(line: list[str], option: str) -> str:
    """Return the word after an option."""
    return line[line.index(option) + 1]


def test_an_open_model_has_one_user_a_process_and_no_run_time(plan: LoadPlan) -> None:
    """The plan says when it ends; two loads on one machine do not share a port."""
    line, other = list(command_line(plan)), list(command_line(plan))
    assert (after(line, "--users"), after(line, "--processes")) == ("2", "2")
    assert "--run-time" not in line
    assert after(line, "--master-port") == after(line, "--master-bind-port")
    assert after(line, "--master-port") != after(other, "--master-port")


def test_a_closed_model_has_its_users_and_a_run_time(plan: LoadPlan) -> None:
    """Locust ends it after the duration."""
    closed = replace(plan, stages=(), users=7, duration=2.5, workers=1)
    line = list(command_line(closed))
    assert (after(line, "--users"), after(line, "--run-time")) == ("7", "3s")
    assert "--processes" not in line


def test_secrets_are_not_on_the_command_line(plan: LoadPlan) -> None:
    """Whoever lists processes learns no password."""
    assert not {"--user", "--password"} & set(command_line(plan))


def test_a_worker_that_says_nothing_did_not_finish(plan: LoadPlan) -> None:
    """Every worker leaves word of its end; silence is a defect of ours, unless we stopped it ourselves."""
    plan.write_end(0, WorkerEnd())
    silent = generator_end(plan, interrupted=False)
    assert (silent.exit_code, "generator 1 did not finish" in silent.problem) == (4, True)
    assert generator_end(plan, interrupted=True).problem == ""
    plan.write_end(1, WorkerEnd())
    assert generator_end(plan, interrupted=False).problem == ""


def test_the_first_problem_is_told(plan: LoadPlan) -> None:
    """What went wrong in a worker keeps its exit code."""
    plan.write_end(0, WorkerEnd())
    plan.write_end(1, WorkerEnd("no login", 3))
    end = generator_end(plan, interrupted=False)
    assert (end.problem, end.exit_code) == ("no login", 3)
