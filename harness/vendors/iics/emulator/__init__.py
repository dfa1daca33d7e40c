"""An emulator of Informatica Cloud's job resource (REST API v2), and of what a client needs around it."""

from __future__ import annotations

from harness.emulation import Emulator, EmulatorSettings
from harness.vendors.iics.emulator.application import DEFAULT_USERS, IicsApplication

__all__ = ["DEFAULT_USERS", "build"]


def build(settings: EmulatorSettings) -> Emulator:
    """Return an emulator of Informatica Cloud: what its documents describe, with the drifts of ``settings``.

    Raises ``UsageError`` for a drift that it cannot play.
    """
    return Emulator("iics", settings, IicsApplication)
