from __future__ import annotations

import pytest

from harness.emulation import EmulatorSettings
from harness.errors import UsageError
from harness.vendors.jasper.emulator import build


def test_build_returns_an_emulator_of_the_vendor() -> None:
    """It bears the vendor's name, and is empty."""
    emulator = build(EmulatorSettings())
    assert (emulator.vendor, emulator.describe()["jobs"]) == ("jasper", 0)


def test_an_unknown_drift_is_refused() -> None:
    """A drift that nobody plays is told."""
    with pytest.raises(UsageError, match="no drift called D999"):
        build(EmulatorSettings(drifts=frozenset({"D999"})))
