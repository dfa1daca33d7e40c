"""Which run folders stay: the limits of ``[record]``."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from harness.config import RecordLimits
from harness.record.folder import EXCHANGES_FILE

MEGABYTE = 10**6


def prune(
    reports: Path, limits: RecordLimits, now: datetime, must_stay: Callable[[Path], bool]
) -> tuple[Path, ...]:
    """Remove the oldest run folders below ``reports`` until the limits hold; return what was removed.

    Age is that of the record's last write, against ``now`` (aware). A folder that ``must_stay`` says
    yes to stays and counts; a folder that holds no record is not ours to remove.
    """
    newest_first = sorted(_runs(reports), key=_written, reverse=True)
    kept, size, removed = 0, 0, []
    for run in newest_first:
        weight = sum(file.stat().st_size for file in run.rglob("*") if file.is_file())
        if _within(run, kept + 1, size + weight, limits, now) or must_stay(run):
            kept, size = kept + 1, size + weight
        else:
            shutil.rmtree(run)
            removed.append(run)
    return tuple(removed)


def _runs(reports: Path) -> list[Path]:
    if not reports.is_dir():
        return []
    folders = (path for path in reports.iterdir() if path.is_dir() and not path.is_symlink())
    return [folder for folder in folders if (folder / EXCHANGES_FILE).exists()]


def _written(run: Path) -> float:
    return (run / EXCHANGES_FILE).stat().st_mtime


def _within(run: Path, runs: int, size: int, limits: RecordLimits, now: datetime) -> bool:
    if limits.keep_runs is not None and runs > limits.keep_runs:
        return False
    if limits.keep_megabytes is not None and size > limits.keep_megabytes * MEGABYTE:
        return False
    age = now - datetime.fromtimestamp(_written(run), tz=now.tzinfo)
    return limits.keep_days is None or age <= timedelta(days=limits.keep_days)
