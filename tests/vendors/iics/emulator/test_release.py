"""What each edition does otherwise."""

from __future__ import annotations

import pytest

from harness.errors import UsageError
from harness.vendors.iics.emulator.release import DOCUMENTED, DRIFTS, release_of


def test_an_unknown_drift_is_refused() -> None:
    """A drift that nobody plays is told with those that are played."""
    with pytest.raises(UsageError, match=r"no drift called D98, D99 .it plays: D01, "):
        release_of({"D01", "D99", "D98"})


@pytest.mark.parametrize("drift", DRIFTS)
def test_each_drift_changes_something(drift: str) -> None:
    """None is there in name alone."""
    assert release_of({drift}) != DOCUMENTED
