from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from harness.config import Waiver
from harness.contract import Contract, load_contract
from harness.finding import Severity, VerdictKind
from harness.oracles import CLIENT
from harness.run.judging import details, exchanges_of, judge_target
from harness.run.verdict import Ground
from harness.target import Mode, Target
from harness.vendor import vendor_named
from tests.report import sample

VENDOR = vendor_named("zosmf")
TARGET = Target("zosmf", "zosmf", ("http://127.0.0.1:4430",), Mode.UNRESTRICTED)


@pytest.fixture(scope="module")
def contract() -> Contract:
    """Return the contract of z/OSMF."""
    return load_contract(VENDOR.contract_path)


def test_record_alone_decides(tmp_path: Path, contract: Contract) -> None:
    """A record judged twice gives the same findings; what is wrong in it is among them."""
    folder = sample.failing(tmp_path / "run")
    first, second = (judge_target(VENDOR, contract, TARGET, exchanges_of(folder, "zosmf")) for _ in range(2))
    assert first.findings == second.findings
    assert "exchange.body" in {finding.rule for finding in first.findings}
    assert first.verdict(Ground(contract, Mode.UNRESTRICTED, submits=True), Severity.ERROR).kind is (
        VerdictKind.FAIL
    )


def test_other_targets_of_the_run_do_not_count(tmp_path: Path, contract: Contract) -> None:
    """Only the exchanges of the target itself are judged."""
    folder = sample.failing(tmp_path / "run")
    judged = judge_target(VENDOR, contract, TARGET, exchanges_of(folder, "another"))
    assert judged.judged == 0
    assert judged.findings == ()


def test_waived_findings_part_off(tmp_path: Path, contract: Contract) -> None:
    """An accepted finding does not count until its waiver expires, and then says so."""
    folder = sample.failing(tmp_path / "run")
    exchanges = exchanges_of(folder, "zosmf")
    waiver = Waiver("known", "QA", date(2026, 6, 30), rule="exchange.body", line=3)

    def judged(today: date) -> tuple[set[str], int, tuple[str, ...]]:
        found = judge_target(VENDOR, contract, TARGET, exchanges, waivers=(waiver,), today=today)
        return {finding.rule for finding in found.findings}, len(found.waived), found.notes

    rules, waived, notes = judged(date(2026, 6, 30))
    assert "exchange.body" not in rules
    assert waived
    assert notes == ()
    rules, waived, notes = judged(date(2026, 7, 1))
    assert "exchange.body" in rules
    assert not waived
    assert "expired" in notes[0]


def test_details_cover_every_operation_unless_told_otherwise(tmp_path: Path, contract: Contract) -> None:
    """A check covers all operations of the contract, a gate those that its client asked for."""
    folder = sample.failing(tmp_path / "run")
    judged = judge_target(VENDOR, contract, TARGET, exchanges_of(folder, "zosmf"), further=CLIENT)
    whole = details([judged], {"zosmf": contract})["coverage"]
    asked = details([judged], {"zosmf": contract}, requested=True)["coverage"]
    assert {row["operation"] for row in whole} >= set(contract.operations)
    assert {row["operation"] for row in asked} < {row["operation"] for row in whole}
    assert all(row["judged"] or row["blocked"] for row in asked)
