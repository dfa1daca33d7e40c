from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from harness.finding import Severity, VerdictKind
from harness.report.comparison import compare
from harness.report.comparison_view import comparison_view
from tests.report import sample

SCHEMA, MONOTONIC, FIELD, _ = sample.findings()


def test_new_findings_are_shown_from_the_candidate_and_gone_ones_from_the_baseline(tmp_path: Path) -> None:
    """Each finding comes with the witnesses of the run that has it."""
    old = sample.write(tmp_path / "a", sample.run_of(sample.FAIL), sample.life_of_a_job(), [SCHEMA])
    listing = [*sample.life_of_a_job(), sample.listing()]
    view = comparison_view(
        compare(old, sample.write(tmp_path / "b", sample.run_of(sample.FAIL), listing, [FIELD]))
    )
    assert [exchange.id for exchange in view.new[0].exchanges] == ["x11"]
    assert [exchange.id for exchange in view.gone[0].exchanges] == ["x6"]
    assert (view.kind, view.baseline.word, view.candidate.findings) == (
        VerdictKind.FAIL,
        "Fail",
        "0 errors, 1 warning, 0 info",
    )


def test_a_severity_that_changed_is_told(tmp_path: Path) -> None:
    """A finding of both runs says what it was before, where it was something else."""
    mild = replace(SCHEMA, severity=Severity.WARNING)
    old = sample.write(tmp_path / "a", sample.run_of(sample.FAIL), (), [mild, MONOTONIC])
    new = sample.write(tmp_path / "b", sample.run_of(sample.FAIL), (), [SCHEMA, MONOTONIC])
    assert [before for _, before in comparison_view(compare(old, new)).same] == ["warning", ""]


def test_differences_are_told_with_the_figures_of_both_runs(tmp_path: Path) -> None:
    """A reader sees how often each run saw what is different, and whether that may be chance."""
    listed = [replace(sample.listing(), id=f"n{number}") for number in range(9)]
    plain = [replace(each, response=sample.answer(200, [sample.job()])) for each in listed]
    old = sample.write(tmp_path / "a", sample.run_of(sample.PASS), plain)
    view = comparison_view(compare(old, sample.write(tmp_path / "b", sample.run_of(sample.PASS), listed)))
    (field,) = view.fields
    assert (field.where, field.what, field.note) == ("listJobs 200 application/json", "/*/job-group", "new")
    assert (field.baseline, field.candidate, field.telling) == ("0 of 9", "9 of 27 string", False)


def test_the_threshold_can_be_set(tmp_path: Path) -> None:
    """Whoever compares decides what is bad enough, else the candidate's own threshold counts."""
    old = sample.write(tmp_path / "a", sample.run_of(sample.PASS))
    comparison = compare(old, sample.write(tmp_path / "b", sample.run_of(sample.FAIL), (), [FIELD]))
    assert comparison_view(comparison).kind is VerdictKind.FAIL
    assert comparison_view(comparison, Severity.ERROR).kind is VerdictKind.PASS


def test_races_and_latencies_are_told(raced: Path, loaded: Path, tmp_path: Path) -> None:
    """Safe delays stand among the latencies, and only where both runs raced for the same verb."""
    last = comparison_view(compare(raced, raced)).latencies[-1]
    assert (last.what, last.telling) == ("safe delay", False)
    assert last.baseline == last.candidate != "none"
    assert all(change.where != "race" for change in comparison_view(compare(raced, loaded)).latencies)
    assert comparison_view(compare(loaded, sample.passing(tmp_path))).latencies == ()
