from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import UsageError
from harness.record import RunFolder
from harness.run.folders import all_runs, recorded, run_folder


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Return a folder of two runs, something else, and a link to the newest."""
    for name in ("1-check", "2-check"):
        RunFolder.create(tmp_path / name).close()
    (tmp_path / "notes").mkdir()
    (tmp_path / "latest").symlink_to("2-check")
    return tmp_path


def test_names_of_runs(reports: Path) -> None:
    """A run is named by its path, by its folder's name or as the latest."""
    newest = (reports / "2-check").resolve()
    assert (
        run_folder(str(newest)) == run_folder("2-check", reports) == run_folder("latest", reports) == newest
    )


def test_what_is_no_run(reports: Path) -> None:
    """A folder without a record is no run, and asking for it says what to do."""
    assert recorded("notes", reports) is None
    with pytest.raises(UsageError, match="harness check"):
        run_folder("notes", reports)


def test_all_runs_oldest_first(reports: Path) -> None:
    """All runs are found once each, in the order they were made."""
    assert [path.name for path in all_runs(reports)] == ["1-check", "2-check"]
    assert all_runs(reports / "nowhere") == ()
