"""What a load or a race may say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from harness.finding import Finding, Severity, Source, VerdictKind
from harness.run.load_verdict import load_verdict


def metrics(**changes: Any) -> dict[str, Any]:
    """Return the figures of a good load, changed as told."""
    series = {"submit-to-ack": {"n": 10, "due": {"p50": 12.3}}}
    good = {"kind": "load", "validity": {"ok": True, "why": "", "sent": 10}, "series": series}
    return {**good, **changes}


FINDING = Finding(
    rule="exchange.status",
    severity=Severity.ERROR,
    claim="answers are documented",
    operation="getJob",
    subject="status",
    expected="200",
    got="418",
    witness=("x1",),
    source=Source("the manual"),
)
RACE = {"certified": True, "verb": "hold", "why": "at most 1.00%"}


def test_a_good_load_passes_and_tells_its_figures() -> None:
    """The reason holds what was measured."""
    verdict = load_verdict(metrics(), [], Severity.WARNING, left=0)
    assert verdict.kind is VerdictKind.PASS
    assert "10 jobs" in verdict.reason
    assert "submit-to-ack 12 ms" in verdict.reason


@pytest.mark.parametrize(
    ("changes", "left", "problem", "why"),
    [
        ({"validity": {"ok": False, "why": "too slow", "sent": 9}}, 0, "", "too slow"),
        ({"series": {"submit-to-ack": {"n": 0, "due": {"p50": None}}}}, 0, "", "no submit succeeded"),
        ({}, 2, "", "2 submitted jobs may be left"),
        ({}, 0, "no login", "no login"),
        ({"kind": "race", "race": {**RACE, "certified": False, "why": "budget"}}, 0, "", "budget"),
    ],
)
def test_what_cannot_be_believed_is_inconclusive(
    changes: dict[str, Any], left: int, problem: str, why: str
) -> None:
    """A late generator, no job, jobs left, no login, no certificate: exit 3 with the reason."""
    verdict = load_verdict(metrics(**changes), [], Severity.WARNING, left=left, problem=problem)
    assert verdict.exit_code == 3
    assert why in verdict.reason


def test_a_finding_fails_whatever_the_generator_did() -> None:
    """A broken contract stays broken when the figures are invalid; below the threshold it does not count."""
    late = metrics(validity={"ok": False, "why": "too slow", "sent": 9})
    assert load_verdict(late, [FINDING], Severity.WARNING, left=0).kind is VerdictKind.FAIL
    info = [replace(FINDING, severity=Severity.INFO)]
    assert load_verdict(metrics(), info, Severity.WARNING, left=0).kind is VerdictKind.PASS


def test_a_certified_race_tells_its_delay() -> None:
    """The reason of a race is its sentence."""
    verdict = load_verdict(metrics(kind="race", race=RACE), [], Severity.WARNING, left=0)
    assert (verdict.kind, verdict.reason) == (VerdictKind.PASS, "hold: at most 1.00%")


def test_an_unknown_median_is_no_number() -> None:
    """Where most jobs were never seen, the reason says so."""
    unseen = {"submit-to-ack": {"n": 1, "due": {"p50": None}}}
    assert "unknown" in load_verdict(metrics(series=unseen), [], Severity.WARNING, left=0).reason
