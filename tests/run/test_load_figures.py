"""Figures are rebuilt from the run folder alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from harness.flow import Outcome
from harness.record import RunFolder
from harness.run.load_figures import figures
from harness.target import Mode, Target
from harness.timing.arrivals import Spacing, Stage
from harness.timing.plan import LoadPlan, WorkerEnd
from harness.timing.race import RaceOptions
from harness.timing.sample import Act, Sample, Step, to_line

MS = 1_000_000


@pytest.fixture
def plan(tmp_path: Path) -> LoadPlan:
    """Return a plan of four jobs, one a second, written into a run folder."""
    RunFolder.create(tmp_path).close()
    target = Target("t", "zosmf", ("http://127.0.0.1:1",), Mode.OWNED)
    stages = (Stage(4, 1, 1),)
    return LoadPlan("zosmf", target, tmp_path, 1, "abc", "HABC", "short", stages, Spacing.EVEN, workers=2)


def job(number: int, **changes: object) -> Sample:
    """Return a job that was acknowledged 5 ms after it was due."""
    due = number * 1000 * MS
    sample = Sample(number, Step.LOAD, due, Act(due + MS, due + 5 * MS, Outcome.DONE), "J", worker=number % 2)
    return replace(sample, **changes)  # type: ignore[arg-type]


def record(plan: LoadPlan, *samples: Sample) -> Path:
    """Write the plan and the samples as the generator would."""
    plan.write()
    for worker in range(plan.workers):
        path = plan.samples_file(worker)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"".join(to_line(sample) for sample in samples if sample.worker == worker))
        plan.write_end(worker, WorkerEnd())
    return plan.run_folder


def test_figures_are_the_same_each_time(plan: LoadPlan) -> None:
    """Two analyses of one record write the same bytes."""
    folder = record(plan, *map(job, range(4)))
    found = figures(folder)
    first = (folder / "metrics.json").read_bytes()
    figures(folder)
    assert (folder / "metrics.json").read_bytes() == first
    assert orjson.loads(first)["series"]["submit-to-ack"]["due"]["p50"] == 5
    assert (found["kind"], found["model"], found["validity"]["ok"]) == ("load", "open", True)
    assert "race" not in found


def test_a_run_folder_may_be_moved(plan: LoadPlan, tmp_path: Path) -> None:
    """Nothing but the folder itself is read."""
    folder = record(plan, *map(job, range(4)))
    moved = folder.rename(tmp_path.parent / f"{tmp_path.name}-moved")
    assert figures(moved)["validity"]["sent"] == 4


def test_missing_jobs_make_the_run_invalid(plan: LoadPlan) -> None:
    """The plan says how many jobs there should be; three of four are not the planned load."""
    validity = figures(record(plan, *map(job, range(3))))["validity"]
    assert (validity["ok"], validity["planned"], validity["sent"]) == (False, 4, 3)


def test_a_run_that_was_stopped_by_its_user_had_a_shorter_plan(plan: LoadPlan) -> None:
    """What was due before the stop had to leave; what was due later had not."""
    folder = record(plan, *map(job, range(3)))
    for worker in range(2):
        plan.write_end(worker, WorkerEnd(stopped_after=2.5))
    assert figures(folder)["validity"]["ok"]
    assert not figures(folder, interrupted=True)["validity"]["ok"]


def test_a_closed_model_has_no_plan_to_miss(plan: LoadPlan) -> None:
    """Users submit when they are free, so what was sent was the plan."""
    found = figures(record(replace(plan, stages=(), users=2), job(0)))
    assert (found["model"], found["validity"]["planned"]) == ("closed", 1)


def test_probes_of_a_load_draw_a_curve_and_certify_nothing(plan: LoadPlan) -> None:
    """Only a race certifies a delay."""
    probed = job(0, step=Step.SWEEP, probe=Act(105 * MS, 106 * MS, Outcome.NOT_VISIBLE), delay_ms=100.0)
    race = figures(record(replace(plan, verb="cancel", probe_share=0.5), probed))["race"]
    assert (race["verb"], race["probes"], race["certified"], race["safe_delay_ms"]) == (
        "cancel",
        1,
        False,
        None,
    )
    assert race["bins"][0]["outcomes"] == {"not-visible": 1}


def test_a_race_has_its_window(plan: LoadPlan) -> None:
    """The attempts and why nothing was certified are part of a race's figures."""
    race = figures(record(replace(plan, verb="hold", race=RaceOptions(scouts=1))))["race"]
    assert (race["verb"], race["work"], race["attempts"]) == ("hold", "short", [])
    assert "ended before" in race["why"]
