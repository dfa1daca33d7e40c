from __future__ import annotations

import pytest

from harness.contract import Contract, load_contract
from harness.finding import Finding, Severity, Source, Verdict, VerdictKind
from harness.oracles import OperationCoverage
from harness.resources import resource
from harness.run.verdict import Ground, combine, decide
from harness.target import Mode


@pytest.fixture(scope="module")
def contract() -> Contract:
    """Return a real contract, so that effects and roles are those that runs meet."""
    return load_contract(resource("openapi/zosmf.yaml"))


@pytest.fixture
def ground(contract: Contract) -> Ground:
    """Return what an unrestricted run is to judge."""
    return Ground(contract, Mode.UNRESTRICTED, submits=True)


def covered(contract: Contract, **statuses: dict[int, int]) -> list[OperationCoverage]:
    """Return coverage in which every operation answered 200 once, but for those named."""
    rows = []
    for name, operation in contract.operations.items():
        counts = statuses.get(name, {200: 1})
        role = operation.strongest.role
        submitted = role == "submit" and any(status < 300 for status in counts)
        rows.append(OperationCoverage(name, role, submitted, sum(counts.values()), statuses=counts))
    return rows


def finding(severity: Severity) -> Finding:
    """Return a finding of that severity."""
    source = Source("somewhere")
    return Finding("exchange.status", severity, "It broke", "getJob", "status", "200", "201", ("x1",), source)


def test_everything_answered_passes(contract: Contract, ground: Ground) -> None:
    """A run in which all within reach was judged, without findings, passes and says on what ground."""
    verdict = decide((), covered(contract), ground, Severity.WARNING)
    assert verdict.kind is VerdictKind.PASS
    assert "operations judged" in verdict.reason


def test_finding_at_the_threshold_fails(contract: Contract, ground: Ground) -> None:
    """A finding that reaches the threshold fails the run, and the reason names it."""
    verdict = decide((finding(Severity.WARNING),), covered(contract), ground, Severity.WARNING)
    assert verdict.kind is VerdictKind.FAIL
    assert "exchange.status at getJob" in verdict.reason


def test_finding_below_the_threshold_passes(contract: Contract, ground: Ground) -> None:
    """A finding below the threshold is counted in the reason and does not fail the run."""
    verdict = decide((finding(Severity.INFO),), covered(contract), ground, Severity.WARNING)
    assert verdict.kind is VerdictKind.PASS
    assert "1 finding below warning" in verdict.reason


def test_no_successful_submit_is_inconclusive(contract: Contract, ground: Ground) -> None:
    """A run that submits and sees no submit succeed has learned nothing of jobs."""
    rows = covered(contract, submitJob={500: 9}, submitJobSecondary={500: 3})
    verdict = decide((), rows, ground, Severity.WARNING)
    assert verdict.kind is VerdictKind.INCONCLUSIVE
    assert "no submit succeeded" in verdict.reason


def test_operation_never_judged_is_inconclusive(contract: Contract, ground: Ground) -> None:
    """An operation within reach that was never judged keeps the run from being green, by name."""
    verdict = decide((), covered(contract, getJob={}), ground, Severity.WARNING, "stopped early")
    assert verdict.kind is VerdictKind.INCONCLUSIVE
    assert "getJob" in verdict.reason
    assert "stopped early" in verdict.reason


def test_failure_outweighs_missing_answers(contract: Contract, ground: Ground) -> None:
    """A finding fails the run even when much was never judged."""
    verdict = decide((finding(Severity.ERROR),), covered(contract, getJob={}), ground, Severity.WARNING)
    assert verdict.kind is VerdictKind.FAIL


def test_read_only_run_needs_no_submit(contract: Contract) -> None:
    """A run that may not submit is judged on reading operations alone."""
    ground = Ground(contract, Mode.READ_ONLY, submits=False)
    rows = [
        row if ground.reaches(row.operation) else OperationCoverage(row.operation, row.role)
        for row in covered(contract)
    ]
    assert decide((), rows, ground, Severity.WARNING).kind is VerdictKind.PASS


def test_nothing_judged_is_inconclusive(contract: Contract) -> None:
    """A run without a single answer is inconclusive in any mode."""
    rows = [OperationCoverage(name) for name in contract.operations]
    verdict = decide((), rows, Ground(contract, Mode.READ_ONLY, submits=False), Severity.WARNING)
    assert verdict.kind is VerdictKind.INCONCLUSIVE


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["pass", "fail", "inconclusive"], "fail"),
        (["pass", "inconclusive"], "inconclusive"),
        (["skipped", "pass"], "pass"),
        ([], "skipped"),
    ],
)
def test_worst_verdict_counts(kinds: list[str], expected: str) -> None:
    """Of several targets the worst verdict is the run's, with the names of those it stands for."""
    named = [(f"t{number}", Verdict(VerdictKind(kind), "so")) for number, kind in enumerate(kinds)]
    combined = combine(named)
    assert combined.kind.value == expected
    assert not kinds or f"t{kinds.index(expected)}" in combined.reason


def test_a_pass_of_several_targets_is_short() -> None:
    """Where nothing went wrong the reader wants the names, not every count in one sentence."""
    verdict = Verdict(VerdictKind.PASS, "9 answers of 2 operations judged")
    assert combine([("a", verdict), ("b", verdict)]).reason == "all 2 targets pass: a, b"


def test_single_target_needs_no_name() -> None:
    """The verdict on one target is the run's, word for word."""
    verdict = Verdict(VerdictKind.PASS, "so")
    assert combine([("zosmf", verdict)]) is verdict
