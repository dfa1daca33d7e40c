"""An emulator of JOC Cockpit's REST web service and of the JobScheduler Master behind it."""

from __future__ import annotations

from harness.emulation import Emulator, EmulatorSettings
from harness.vendors.joc.emulator.application import JocApplication

__all__ = ["build"]


def build(settings: EmulatorSettings) -> Emulator:
    """Return an emulator of JOC Cockpit: the level its documents describe, with the drifts of ``settings``.

    Raises ``UsageError`` for a drift that it cannot play.
    """
    return Emulator("joc", settings, JocApplication)
