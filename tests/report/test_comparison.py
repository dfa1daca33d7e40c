from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from harness.errors import UsageError
from harness.finding import Finding, Severity, Verdict, VerdictKind
from harness.report.comparison import Comparison, compare, verdict
from tests.report import sample

SCHEMA, MONOTONIC, FIELD, ITEM = sample.findings()
LIFE = [*sample.life_of_a_job(), sample.listing()]


def compared(
    folder: Path, old: Sequence[Finding], new: Sequence[Finding], said: Verdict = sample.FAIL
) -> Comparison:
    """Return the comparison of two runs with these findings and the same exchanges."""
    baseline = sample.write(folder / "a", sample.run_of(sample.FAIL), LIFE, old)
    return compare(baseline, sample.write(folder / "b", sample.run_of(said), LIFE, new))


def test_findings_are_matched_by_fingerprint(tmp_path: Path) -> None:
    """The same trouble in two runs is one finding, whatever its witnesses and words."""
    again = replace(MONOTONIC, claim="in other words", witness=("x3",))
    comparison = compared(tmp_path, [SCHEMA, MONOTONIC], [again, FIELD])
    assert [finding.rule for finding in comparison.new] == [FIELD.rule]
    assert [finding.rule for finding in comparison.gone] == [SCHEMA.rule]
    assert comparison.same == ((MONOTONIC, again),)


def test_a_run_compared_with_itself_is_the_same(tmp_path: Path) -> None:
    """The same record on both sides has no difference of any kind."""
    comparison = compared(tmp_path, [SCHEMA, FIELD], [SCHEMA, FIELD])
    found = (comparison.new, comparison.gone, comparison.unjudged, comparison.setting)
    assert (*found, comparison.statuses, comparison.fields) == ((), (), (), (), (), ())


def test_a_finding_is_gone_only_where_somebody_looked(tmp_path: Path) -> None:
    """An operation that the candidate never judged may still break its claims."""
    baseline = sample.write(tmp_path / "a", sample.run_of(sample.FAIL), LIFE, [SCHEMA, FIELD])
    candidate = sample.write(tmp_path / "b", sample.run_of(sample.PASS), sample.life_of_a_job())
    comparison = compare(baseline, candidate)
    assert (comparison.gone, comparison.unjudged) == ((SCHEMA,), (FIELD,))


def test_regressions_are_new_or_rose_to_the_threshold(tmp_path: Path) -> None:
    """A finding that was known and mild, and is now severe, is a regression too."""
    mild, severe = replace(SCHEMA, severity=Severity.INFO), replace(SCHEMA, severity=Severity.ERROR)
    comparison = compared(tmp_path, [mild], [severe, FIELD, ITEM])
    assert comparison.regressions(Severity.WARNING) == (FIELD, severe)
    assert comparison.regressions(Severity.ERROR) == (severe,)


@pytest.mark.parametrize(
    ("old", "new", "said", "kind"),
    [
        ([], [SCHEMA], sample.FAIL, VerdictKind.FAIL),
        ([SCHEMA], [SCHEMA], sample.FAIL, VerdictKind.PASS),
        ([SCHEMA], [], sample.PASS, VerdictKind.PASS),
        ([], [ITEM], sample.PASS, VerdictKind.PASS),
        ([SCHEMA], [], sample.INCONCLUSIVE, VerdictKind.INCONCLUSIVE),
        ([], [SCHEMA], sample.INCONCLUSIVE, VerdictKind.FAIL),
    ],
)
def test_a_comparison_fails_by_regressions_only(
    tmp_path: Path, old: list[Finding], new: list[Finding], said: Verdict, kind: VerdictKind
) -> None:
    """What is merely different does not fail, and a candidate that shows nothing is no pass."""
    assert verdict(compared(tmp_path, old, new, said), Severity.WARNING).kind is kind


def test_a_folder_without_a_run_is_refused(tmp_path: Path) -> None:
    """Only runs can be compared."""
    with pytest.raises(UsageError, match="no run in this folder"):
        compare(sample.passing(tmp_path / "a"), tmp_path)
