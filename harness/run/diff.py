"""``harness diff``: what is different between two runs, or two targets that are checked now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from harness.report import compare, comparison_summary, print_comparison, render_comparison
from harness.report import verdict as verdict_of
from harness.run import check
from harness.run.folders import recorded
from harness.run.model import RunEnd, Ui
from harness.run.requests import CheckRequest, DiffRequest
from harness.seed import fresh

Checked = Callable[[CheckRequest, Ui], RunEnd]


def run(request: DiffRequest, ui: Ui, checked: Checked = check.run) -> RunEnd:
    """Compare the two; what is no recorded run is a target and is checked first, both with one seed.

    The comparison is written into the candidate's folder, or into ``--out``.
    """
    seed = fresh() if request.options.seed is None else request.options.seed
    baseline = _run_of(request, request.baseline, seed, ui, checked)
    candidate = _run_of(request, request.candidate, seed, ui, checked)
    comparison = compare(baseline, candidate)
    threshold = request.options.fail_on
    verdict = verdict_of(comparison, threshold)
    folder = request.options.out or candidate
    folder.mkdir(parents=True, exist_ok=True)
    written = render_comparison(comparison, folder, threshold=threshold)
    print_comparison(ui.console, comparison, threshold)
    for path in written:
        if path.suffix == ".html":
            ui.console.print(f"report  {path}", markup=False, highlight=False, soft_wrap=True)
    end = RunEnd.of(verdict, candidate)
    return replace(end, summary={**end.summary, **comparison_summary(comparison, threshold)})


def _run_of(request: DiffRequest, name: str, seed: int, ui: Ui, checked: Checked) -> Path:
    folder = recorded(name)
    if folder is not None:
        return folder
    options = replace(request.options, seed=seed, out=None)
    end = checked(CheckRequest((name,), request.selection, options, request.profile), ui)
    assert end.run_folder is not None  # noqa: S101 - a check always records
    return end.run_folder
