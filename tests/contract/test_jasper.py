"""JasperReports Server's levels and drifts, each by the documented exchanges that it changes."""

from __future__ import annotations

import pytest

from harness.finding import Severity
from tests.vendors.jasper.bench import contract
from tests.vendors.jasper.replaying import ENTRIES, contract_with, drift, found, levels, replayed

SHOWN_BY = {
    "D08": ("list-json",),
    "D12": ("search-limit-one", "search-limit-one"),
    "D15": ("schedule-json",),
    "D17": ("schedule-ftp",),
    "D24": ("bulk-clears", "bulk-cleared-list"),
    "D32": ("schedule-charset",),
    "D51": ("paused-all", "paused-all-list"),
    "D54": ("bulk-clears", "bulk-cleared-list"),
    "D60": ("view-unknown",),
    "D61": ("schedule-json",),
    "D62": ("schedule-ftp",),
    "D68": ("server-info",),
    "D69": ("list-json",),
    "D73": ("schedule-json",),
    "D77": ("search-by-id-descending", "search-by-id-descending"),
    "D81": ("server-info",),
    "D82": ("server-info",),
    "D83": ("server-info",),
}
"""Exchanges that a drift changes, where none is marked as not holding at it."""
AT_LEAST = {
    "D13": ("calendar-daily-put",),
    "D39": ("calendar-put",),
    "D65": tuple(f"login-wrong-{number}" for number in range(1, 11)),
    "D78": ("missed-pause", "missed-resume"),
}
"""What must go before."""


def _entries(name: str) -> tuple[str, ...]:
    marked = tuple(entry.id for entry in ENTRIES if name in entry.unless)
    return (*AT_LEAST.get(name, ()), *SHOWN_BY.get(name, marked[:3]))


def test_the_documented_level_is_clean() -> None:
    """Every documented exchange holds on the emulator, and nothing else is found above mere information."""
    assert [each for each in found(replayed(), contract()) if each.severity is not Severity.INFO] == []


@pytest.mark.parametrize("level", [name for name in levels().levels if name != "documented"])
def test_a_level_is_clean_against_itself(level: str) -> None:
    """Emulator and overlays, written apart from each other, agree on every release."""
    drifts = levels().resolve(level)
    trouble = found(replayed(drifts), contract_with(drifts))
    assert [each for each in trouble if each.severity is not Severity.INFO] == []


@pytest.mark.parametrize("name", list(levels().drifts))
def test_a_drift_makes_a_finding_that_only_its_overlay_explains(name: str) -> None:
    """By the documents there is a finding, by the documents with the drift there is not."""
    bench = replayed([name], _entries(name))
    without = {each.fingerprint for each in found(replayed((), _entries(name)), contract())}
    alone = {each.fingerprint for each in found(bench, contract())} - without
    explained = alone - {each.fingerprint for each in found(bench, contract_with([name]))}
    assert explained, drift(name).title


def test_every_known_drift_is_told_of() -> None:
    """Nine in ten of those that could be seen are played."""
    kinds = [row.kind for row in levels().rows]
    seen = kinds.count("played") + kinds.count("not played yet")
    assert kinds.count("played") >= 0.9 * seen
