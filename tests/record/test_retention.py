"""Which run folders stay."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from harness.config import RecordLimits
from harness.record import EXCHANGES_FILE, prune

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Return a folder with runs of 0 to 3 days of age and 0.4 MB each, and two things that are no runs."""
    for age in range(4):
        run = tmp_path / f"run-{age}"
        run.mkdir()
        (run / "samples").write_bytes(b"x" * 400_000)
        record = run / EXCHANGES_FILE
        record.touch()
        written = (NOW - timedelta(days=age)).timestamp()
        os.utime(record, (written, written))
    (tmp_path / "notes").mkdir()
    (tmp_path / "latest").symlink_to(tmp_path / "run-0")
    return tmp_path


def left(reports: Path) -> list[str]:
    """Return the names of the runs that are left."""
    return sorted(path.name for path in reports.iterdir() if path.name.startswith("run-"))


@pytest.mark.parametrize(
    ("limits", "kept"),
    [
        (RecordLimits(), 4),
        (RecordLimits(keep_runs=3), 3),
        (RecordLimits(keep_days=1.5), 2),
        (RecordLimits(keep_megabytes=1.0), 2),
        (RecordLimits(keep_runs=3, keep_days=0.5), 1),
        (RecordLimits(keep_runs=0), 0),
    ],
)
def test_the_oldest_go_until_the_limits_hold(reports: Path, limits: RecordLimits, kept: int) -> None:
    """Each limit alone, and the strictest of several, decides how many of the newest runs stay."""
    removed = prune(reports, limits, NOW, lambda _run: False)
    assert left(reports) == [f"run-{age}" for age in range(kept)]
    assert sorted(path.name for path in removed) == [f"run-{age}" for age in range(kept, 4)]
    assert (reports / "notes").is_dir()


def test_a_run_that_must_stay_stays(reports: Path) -> None:
    """A run whose ledger lists something left at a target is never removed, and counts."""
    prune(reports, RecordLimits(keep_runs=2), NOW, lambda run: run.name == "run-3")
    assert left(reports) == ["run-0", "run-1", "run-3"]


def test_no_folder_has_nothing_to_remove(tmp_path: Path) -> None:
    """Before the first run there is nothing to prune."""
    assert prune(tmp_path / "reports", RecordLimits(keep_runs=0), NOW, lambda _run: False) == ()
