"""An emulator of the z/OS jobs REST interface of IBM z/OSMF, its token service and ``/zosmf/info``."""

from __future__ import annotations

from harness.emulation import Emulator, EmulatorSettings
from harness.errors import UsageError
from harness.vendors.zosmf.emulator.application import DEFAULT_USERS, ZosmfApplication

__all__ = ["DEFAULT_USERS", "build"]


def build(settings: EmulatorSettings) -> Emulator:
    """Return an emulator of z/OSMF at the level its documents describe.

    Raises ``UsageError`` for a drift that it cannot play.
    """
    if settings.drifts:
        unknown = ", ".join(sorted(settings.drifts))
        raise UsageError(f"zosmf plays no drift called {unknown}", mend="it plays `documented` only")
    return Emulator("zosmf", settings, ZosmfApplication)
