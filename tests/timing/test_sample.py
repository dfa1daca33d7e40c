"""Samples on disk."""

from __future__ import annotations

from pathlib import Path

from harness.flow import Outcome
from harness.timing.sample import Act, Sample, Step, read_samples, to_line
from harness.timing.visibility import Look

SAMPLE = Sample(
    number=3,
    step=Step.CERTIFY,
    due_ns=1_000_000,
    submit=Act(3_000_000, 9_000_000, Outcome.DONE),
    job="HARN0001/JOB00100",
    visible=(Look(10, 20, seen=False), Look(30, 40, seen=True)),
    terminal=(Look(50, 60, seen=True),),
    attempt=2,
    delay_ms=250.0,
    probe=Act(260_500_000, 262_000_000, Outcome.NOT_VISIBLE),
    worker=1,
)


def test_a_sample_reads_back_as_written(tmp_path: Path) -> None:
    """A line holds everything of a sample."""
    path = tmp_path / "jobs-0.ndjson"
    path.write_bytes(to_line(SAMPLE))
    assert read_samples([path]) == (SAMPLE,)


def test_workers_are_merged_by_number_and_torn_lines_dropped(tmp_path: Path) -> None:
    """A generator that was killed leaves half a line; what came before it counts."""
    first, second = tmp_path / "jobs-0.ndjson", tmp_path / "jobs-1.ndjson"
    other = Sample(0, Step.LOAD, 0, Act(1, 2, Outcome.UNKNOWN))
    first.write_bytes(to_line(SAMPLE) + to_line(SAMPLE)[:40])
    second.write_bytes(to_line(other))
    assert read_samples([first, second]) == (other, SAMPLE)


def test_delays_are_those_achieved() -> None:
    """The delay runs from the acknowledgement to the probe's leaving, not to what was ordered."""
    assert SAMPLE.achieved_ms == 251.5
    assert SAMPLE.lateness_ms == 2.0
    assert Sample(0, Step.LOAD, 0, Act(1, 2, Outcome.UNKNOWN)).achieved_ms is None
