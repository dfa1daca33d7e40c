from __future__ import annotations

from pathlib import Path

import pytest

from harness.errors import UsageError
from harness.run import report
from harness.run.requests import ReportRequest
from tests.report import sample
from tests.run.conftest import Listener


def test_reports_are_rebuilt_byte_for_byte(ui: Listener, tmp_path: Path) -> None:
    """Every report can be made again from the record, and comes out the same."""
    folder = sample.failing(tmp_path / "run")
    first = {path: Path(path).read_bytes() for path in _made(ui, folder)}
    for path in first:
        Path(path).unlink()
    assert {path: Path(path).read_bytes() for path in _made(ui, folder)} == first
    assert "FAIL" in ui.printed


def _made(ui: Listener, folder: Path) -> list[str]:
    made = report.run(ReportRequest(str(folder)), ui).summary["reports"]
    assert isinstance(made, list)
    return made


def test_one_format_only(ui: Listener, tmp_path: Path) -> None:
    """With --format only that report is written."""
    folder = sample.passing(tmp_path / "run")
    report.run(ReportRequest(str(folder), ("junit",)), ui)
    assert (folder / "junit.xml").is_file()
    assert not (folder / "report.html").exists()


def test_no_run(ui: Listener, tmp_path: Path) -> None:
    """Without a run there is nothing to report of."""
    with pytest.raises(UsageError, match="no run is recorded"):
        report.run(ReportRequest(str(tmp_path / "nothing")), ui)
