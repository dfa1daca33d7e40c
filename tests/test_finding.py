from __future__ import annotations

from dataclasses import replace

from harness.finding import EXIT_CODES, Finding, Severity, Source, Verdict, VerdictKind

FINDING = Finding(
    "exchange.status", Severity.ERROR, "claim", "listJobs", "status", "200", "500", ("x1",), Source("Table 2")
)


def test_severities_rise() -> None:
    """A severity reaches itself and every milder one."""
    assert [severity.rank for severity in Severity] == [0, 1, 2]
    assert Severity.ERROR.at_least(Severity.WARNING)
    assert Severity.WARNING.at_least(Severity.WARNING)
    assert not Severity.INFO.at_least(Severity.WARNING)


def test_the_same_trouble_in_another_run_has_the_same_fingerprint() -> None:
    """Witness, wording and severity do not tell findings apart; rule, operation and subject do."""
    again = replace(FINDING, witness=("x9",), got="503", severity=Severity.INFO, claim="other words")
    assert again.fingerprint == FINDING.fingerprint
    others = [replace(FINDING, rule="r"), replace(FINDING, operation=None), replace(FINDING, subject="s")]
    assert len({FINDING.fingerprint, *(other.fingerprint for other in others)}) == 4


def test_a_fingerprint_is_stable_between_versions() -> None:
    """Waivers name fingerprints, so the same parts give the same digits for ever."""
    assert FINDING.fingerprint == "5a3b841add42"


def test_every_verdict_has_an_exit_code() -> None:
    """Only pass ends with 0."""
    assert set(EXIT_CODES) == set(VerdictKind)
    assert [kind for kind in VerdictKind if Verdict(kind, "because").exit_code == 0] == [VerdictKind.PASS]
