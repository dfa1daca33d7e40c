from __future__ import annotations

import pytest

from harness.emulation import EmulatorSettings
from harness.errors import UsageError
from harness.vendors.joc.emulator import build


def test_an_emulator_is_built_by_its_settings() -> None:
    """A drift that it cannot play is a mistake of the user's."""
    assert build(EmulatorSettings()).vendor == "joc"
    with pytest.raises(UsageError, match="D99"):
        build(EmulatorSettings(drifts=frozenset({"D99"})))
