"""An emulator of i2Rest Server: its OAuth2 endpoints, run_program, run_command and STATUS, on an IBM i."""

from __future__ import annotations

from harness.emulation import Emulator, EmulatorSettings
from harness.vendors.i2rest.emulator.application import I2RestApplication

__all__ = ["build"]


def build(settings: EmulatorSettings) -> Emulator:
    """Return an emulator of i2Rest: the level its documents describe, with the drifts of ``settings``.

    Raises ``UsageError`` for a drift that it cannot play.
    """
    return Emulator("i2rest", settings, I2RestApplication)
