from __future__ import annotations

from harness.emulation import EmulatorSettings
from harness.vendors.i2rest.emulator import build


def test_the_emulator_says_whose_it_is() -> None:
    """It is built from settings alone, and is empty."""
    emulator = build(EmulatorSettings())
    assert emulator.vendor == "i2rest"
    assert emulator.application.count(emulator.clock.now()) == 0
