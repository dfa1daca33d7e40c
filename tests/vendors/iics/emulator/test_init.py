from __future__ import annotations

import pytest

from harness.emulation import EmulatorSettings
from harness.errors import UsageError
from harness.vendors.iics.emulator import DEFAULT_USERS, build


def test_the_emulator_is_built_for_its_vendor() -> None:
    """An emulator names its vendor, and has the default users."""
    assert build(EmulatorSettings()).vendor == "iics"
    assert DEFAULT_USERS == {"harness@example.com": "harness", "other@example.com": "harness"}


def test_an_unknown_drift_is_refused() -> None:
    """A drift that is not played is named."""
    with pytest.raises(UsageError, match="D99"):
        build(EmulatorSettings(drifts=frozenset({"D99"})))
