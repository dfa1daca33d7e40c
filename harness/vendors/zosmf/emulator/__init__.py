"""An emulator of the z/OS jobs REST interface of IBM z/OSMF, its token service and ``/zosmf/info``."""

from __future__ import annotations

from harness.emulation import Emulator, EmulatorSettings
from harness.vendors.zosmf.emulator.application import DEFAULT_USERS, ZosmfApplication

__all__ = ["DEFAULT_USERS", "build"]


def build(settings: EmulatorSettings) -> Emulator:
    """Return an emulator of z/OSMF: the level its documents describe, with the drifts of ``settings``.

    Raises ``UsageError`` for a drift that it cannot play.
    """
    return Emulator("zosmf", settings, ZosmfApplication)
