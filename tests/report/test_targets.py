from __future__ import annotations

from pathlib import Path

import pytest

from harness.finding import VerdictKind
from harness.report.html import run_page
from harness.report.markdown import markdown
from harness.report.reading import read_run_data
from harness.report.view import RunView, view_of
from tests.report import sample, sample_targets
from tests.report.test_terminal import printed


@pytest.fixture
def several(tmp_path: Path) -> RunView:
    """Return the view of a check of two targets."""
    return view_of(read_run_data(sample_targets.several(tmp_path / "run")))


def test_each_target_has_its_own_verdict_and_operations(several: RunView) -> None:
    """What is said of one target is counted from its own operations and documented answers."""
    here, there = several.targets
    assert (here.name, here.kind) == ("zosmf", VerdictKind.PASS)
    assert (there.name, there.kind) == ("payroll", VerdictKind.FAIL)
    assert here.matrix.rows
    assert {row.target for row in there.matrix.rows} == {"payroll"}
    assert here.judged == there.judged == sum(row.judged for row in here.matrix.rows)
    assert (here.pairs, there.pairs) != (None, None)


def test_a_finding_belongs_to_the_target_that_answered(several: RunView) -> None:
    """Findings are counted where their witnesses came from, and name it."""
    here, there = several.targets
    assert (here.found, there.found) == ("none", "2 errors, 1 warning, 1 info")
    assert {finding.target for finding in several.findings} == {"payroll"}


def test_a_lone_target_is_not_named(tmp_path: Path) -> None:
    """With one target its name would be noise beside every finding."""
    view = view_of(read_run_data(sample.failing(tmp_path / "run")))
    assert view.only is view.targets[0]
    assert {finding.target for finding in view.findings} == {""}
    assert "Targets" not in run_page(view)


def test_reports_show_targets_side_by_side(several: RunView, tmp_path: Path) -> None:
    """The page, the terminal and the pull request have one line for each target."""
    page, text = run_page(several), markdown(several)
    assert all(f'<a href="#operations-{number}">' in page for number in (1, 2))
    assert all(f'id="operations-{number}"' in page for number in (1, 2))
    found = "\N{CROSS MARK} Fail | 2 errors, 1 warning, 1 info"
    assert f"| payroll | {found} | 9 of 10 | 41 of 41 (100.0 %) |" in text
    out = printed(sample_targets.several(tmp_path / "again"))
    assert "documented answers seen" in out
    assert "payroll" in out
