from __future__ import annotations

import pytest

from harness.errors import UsageError
from harness.vendors.i2rest.emulator.release import DOCUMENTED, DRIFTS, release_of


def test_without_drifts_the_release_is_the_documented_one() -> None:
    """And each drift changes something."""
    assert release_of(()) == DOCUMENTED
    assert all(release_of({name}) != DOCUMENTED for name in DRIFTS)


def test_an_unknown_drift_is_refused() -> None:
    """A drift that nobody plays is told with those that are played."""
    with pytest.raises(UsageError, match=r"no drift called D98 .it plays: D01, "):
        release_of({"D01", "D98"})
