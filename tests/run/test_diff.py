from __future__ import annotations

from pathlib import Path

import pytest

from harness.finding import VerdictKind
from harness.run import diff
from harness.run.model import RunEnd, RunOptions, Ui
from harness.run.requests import CheckRequest, DiffRequest
from tests.report import sample
from tests.run.conftest import Listener


def never(request: CheckRequest, ui: Ui) -> RunEnd:
    """Stand for a check that must not be made."""
    del ui
    raise AssertionError(request)


def test_new_findings_fail(ui: Listener, tmp_path: Path) -> None:
    """A run with findings that its baseline does not have fails, and the comparison is written."""
    before, after = sample.passing(tmp_path / "before"), sample.failing(tmp_path / "after")
    end = diff.run(DiffRequest(str(before), str(after)), ui, never)
    assert end.verdict.kind is VerdictKind.FAIL
    assert end.exit_code == 1
    assert end.summary["findings"]["new"]
    assert (after / "comparison.html").is_file()


def test_equal_runs_pass(ui: Listener, tmp_path: Path) -> None:
    """A run without anything new passes."""
    before, after = sample.failing(tmp_path / "before"), sample.failing(tmp_path / "after")
    end = diff.run(DiffRequest(str(before), str(after), options=RunOptions(out=tmp_path / "own")), ui, never)
    assert end.verdict.kind is VerdictKind.PASS
    assert (tmp_path / "own" / "comparison.html").is_file()


def test_targets_are_checked_first_with_one_seed(
    ui: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no recorded run is a target: both are checked, with the same seed."""
    monkeypatch.chdir(tmp_path)
    asked: list[CheckRequest] = []

    def check(request: CheckRequest, ui: Ui) -> RunEnd:
        del ui
        asked.append(request)
        return RunEnd.of(sample.PASS, sample.passing(tmp_path / f"run-{len(asked)}"))

    end = diff.run(DiffRequest("old", "new"), ui, check)
    assert [request.targets for request in asked] == [("old",), ("new",)]
    assert asked[0].options.seed is not None
    assert asked[0].options.seed == asked[1].options.seed
    assert end.verdict.kind is VerdictKind.PASS
