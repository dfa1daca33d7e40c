from __future__ import annotations

from pathlib import Path

from harness.run.model import RunEnd
from harness.run.publishing import publish
from tests.report import sample
from tests.run.conftest import Listener


def test_end_of_a_run_is_shown_and_summed_up(ui: Listener, tmp_path: Path) -> None:
    """A published run has its reports, its last words on the console, and the summary for machines."""
    folder = sample.failing(tmp_path / "run")
    end = publish(folder, RunEnd.of(sample.FAIL, folder), ui)
    assert (folder / "report.html").is_file()
    assert (folder / "junit.xml").is_file()
    assert "FAIL" in ui.printed
    assert end.exit_code == 1
    assert end.summary["verdict"] == "fail"
    assert end.summary["run_folder"] == str(folder)
