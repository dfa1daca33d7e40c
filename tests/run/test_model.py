from __future__ import annotations

from pathlib import Path

from harness.finding import Verdict, VerdictKind
from harness.run.model import RunEnd


def test_an_end_follows_from_its_verdict() -> None:
    """Exit code and the summary's first members are the verdict's; what a command adds comes after."""
    verdict = Verdict(VerdictKind.INCONCLUSIVE, "nothing was judged")
    end = RunEnd.of(verdict, Path("reports/x"), counts={"exchanges": 0})
    assert (end.verdict, end.exit_code, end.run_folder) == (verdict, 3, Path("reports/x"))
    assert list(end.summary.items()) == [
        ("verdict", "inconclusive"),
        ("exit_code", 3),
        ("reason", "nothing was judged"),
        ("run_folder", "reports/x"),
        ("counts", {"exchanges": 0}),
    ]


def test_an_end_without_a_folder_says_so() -> None:
    """A command that records nothing has no run folder."""
    assert RunEnd.of(Verdict(VerdictKind.PASS, "fine")).summary["run_folder"] is None
