from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from harness.finding import VerdictKind
from harness.report.reading import RunData, read_run_data
from harness.report.view import view_of
from tests.report import sample


def test_a_failing_run_says_all_there_is(failed: RunData) -> None:
    """Verdict, findings, operations, claims, senders and an example come from one reading."""
    view = view_of(failed)
    assert (view.kind, view.word, view.title) == (VerdictKind.FAIL, "Fail", "check zosmf")
    assert [finding.severity for finding in view.findings] == ["error", "error", "warning", "info"]
    assert len(view.matrix.rows) == 10
    assert list(view.senders) == ["coverage", "fuzzing", "scenarios"]
    assert view.example is not None
    assert view.latencies == ()
    assert view.race is None


def test_claims_tell_how_many_findings_break_them(failed: RunData) -> None:
    """Each claim is held or broken, and all that were judged are listed."""
    broken = {rule.id: rule.findings for rule in view_of(failed).rules if rule.findings}
    assert broken == {finding.rule: 1 for finding in failed.findings}
    assert len(view_of(failed).rules) == len(sample.RULES)


def test_waived_findings_are_shown_with_their_reason(tmp_path: Path) -> None:
    """What somebody accepted is shown with who did, why, and until when."""
    waived = {
        "rule": "r",
        "operation": None,
        "claim": "c",
        "reason": "why",
        "owner": "me",
        "expires": "2027-01-01",
    }
    run = sample.run_of(sample.PASS, details=sample.details(waived=[waived]))
    (entry,) = view_of(read_run_data(sample.write(tmp_path, run))).waived
    assert (entry.rule, entry.operation, entry.reason, entry.owner, entry.expires) == (
        "r",
        "",
        "why",
        "me",
        "2027-01-01",
    )


def test_notes_of_a_run_are_shown(tmp_path: Path) -> None:
    """What a run has to say beside its verdict, such as an expired waiver, is not lost."""
    run = sample.run_of(sample.PASS, details=sample.details(notes=["a waiver has expired"]))
    assert view_of(read_run_data(sample.write(tmp_path, run))).notes == ("a waiver has expired",)


def test_equal_findings_of_two_targets_have_two_anchors(tmp_path: Path) -> None:
    """Both can be linked to, for neither is the other."""
    twice = [replace(sample.findings()[0], witness=(name,)) for name in ("x6", "x3")]
    view = view_of(read_run_data(sample.write(tmp_path, sample.run_of(sample.FAIL), (), twice)))
    assert len({finding.anchor for finding in view.findings}) == 2


def test_figures_are_read_where_there_are_some(loaded: Path, raced: Path) -> None:
    """A load run has latencies, a race has both."""
    load, race = view_of(read_run_data(loaded)), view_of(read_run_data(raced))
    assert [plot.name for plot, _ in load.latencies] == [
        "submit-to-ack",
        "submit-to-visible",
        "submit-to-terminal",
    ]
    assert [polled is not None for _, polled in load.latencies] == [False, True, True]
    assert (load.race, load.validity is not None and load.validity.ok) == (None, False)
    assert race.race is not None
    assert race.race.verb == "hold"
