from __future__ import annotations

from pathlib import Path

import pytest

from harness.clock import VirtualClock
from harness.errors import UsageError
from harness.finding import Severity, VerdictKind
from harness.record import read_run
from harness.run.load_end import conclude
from harness.run.load_generator import GeneratorEnd
from harness.run.model import RunEnd, RunOptions, Selection
from harness.run.recording import recording
from harness.run.targets import plan
from harness.timing.plan import LoadPlan, WorkerEnd


def concluded(folder: Path, end: GeneratorEnd) -> RunEnd:
    """Conclude a run in which nothing was sent."""
    clock = VirtualClock()
    (planned,) = plan(("zosmf",), Selection(url="http://127.0.0.1:9"), None, {})
    with recording("load", [planned], RunOptions(out=folder), clock) as record:
        empty = LoadPlan("zosmf", planned.target, record.path, 1, record.token, "H", "short")
        empty.write()
        empty.write_end(0, WorkerEnd())
        return conclude(record, planned, end, Severity.WARNING, clock, ())


def test_nothing_measured_is_inconclusive(tmp_path: Path) -> None:
    """No submit, no verdict; run.json says the same."""
    end = concluded(tmp_path, GeneratorEnd())
    assert (end.verdict.kind, end.exit_code) == (VerdictKind.INCONCLUSIVE, 3)
    assert read_run(tmp_path).verdict == end.verdict
    assert read_run(tmp_path).counts["received"] == 0


@pytest.mark.parametrize(("code", "exit_code"), [(3, 3), (4, 4)])
def test_the_generators_problem_is_the_runs(tmp_path: Path, code: int, exit_code: int) -> None:
    """A target that cannot be used is exit 3, a defect of the generator is exit 4."""
    end = concluded(tmp_path, GeneratorEnd(problem="it broke", exit_code=code))
    assert end.exit_code == exit_code
    assert "it broke" in end.verdict.reason


def test_wrong_usage_is_raised(tmp_path: Path) -> None:
    """What the user has to change is exit 2, like everywhere."""
    with pytest.raises(UsageError, match="no such work"):
        concluded(tmp_path, GeneratorEnd(problem="no such work", exit_code=2))
