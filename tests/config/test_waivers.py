from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from harness.config import Waiver, waive
from harness.finding import Finding, Severity, Source

TODAY = date(2026, 3, 1)


def finding(rule: str = "exchange.status", operation: str = "listJobs", subject: str = "status") -> Finding:
    """Return a finding of which only the identity matters."""
    source = Source("here")
    return Finding(rule, Severity.ERROR, "claim", operation, subject, "200", "500", ("x1",), source)


def waiver(expires: date = TODAY, **pattern: Any) -> Waiver:
    """Return a waiver for ``pattern``, by default valid today for the last time."""
    return Waiver("known", "qa", expires, **pattern)


@pytest.mark.parametrize(
    ("pattern", "covered"),
    [
        ({"rule": "exchange.status"}, True),
        ({"rule": "exchange"}, False),
        ({"rule": "exchange.status", "operation": "getJob"}, False),
        ({"rule": "exchange.status", "operation": "listJobs", "target": "test"}, True),
        ({"rule": "exchange.status", "target": "prod"}, False),
        ({"fingerprint": finding().fingerprint}, True),
        ({"fingerprint": finding(subject="/retcode").fingerprint}, False),
    ],
)
def test_every_part_of_the_pattern_must_agree(pattern: dict[str, Any], covered: bool) -> None:
    """A waiver covers a finding only when all that it names is equal."""
    assert waiver(**pattern).covers(finding(), "test") is covered


def test_findings_are_parted_and_none_is_lost() -> None:
    """Each finding is kept or waived, in order; a waiver that covers nothing is named."""
    findings = [finding(), finding("exchange.schema"), finding(subject="other")]
    used, unused = waiver(rule="exchange.status"), waiver(rule="lifecycle.monotonic")
    parted = waive(findings, [used, unused], "test", TODAY)
    assert parted.kept == (findings[1],)
    assert parted.waived == ((findings[0], used), (findings[2], used))
    assert (parted.expired, parted.unused) == ((), (unused,))


def test_an_expired_waiver_keeps_its_findings_and_is_named() -> None:
    """After its last day a waiver accepts nothing; the finding counts again."""
    old = waiver(date(2026, 2, 28), rule="exchange.status")
    parted = waive([finding()], [old], "test", TODAY)
    assert parted.kept == (finding(),)
    assert parted.expired == (old,)


def test_a_valid_waiver_beside_an_expired_one_counts() -> None:
    """A renewed waiver covers; the old one is still named, so that it gets removed."""
    old, new = waiver(date(2026, 2, 28), rule="exchange.status"), waiver(rule="exchange.status")
    parted = waive([finding()], [old, new], "test", TODAY)
    assert parted.kept == ()
    assert parted.waived == ((finding(), new),)
    assert parted.expired == (old,)
