"""An emulator of the jobs service of JasperReports Server, its login and its server information."""

from __future__ import annotations

from harness.emulation import Emulator, EmulatorSettings
from harness.vendors.jasper.emulator.accounts import DEFAULT_USERS
from harness.vendors.jasper.emulator.application import JasperApplication

__all__ = ["DEFAULT_USERS", "build"]


def build(settings: EmulatorSettings) -> Emulator:
    """Return an emulator of the level that the documents describe, with the drifts of ``settings``.

    Raises ``UsageError`` for a drift that it cannot play.
    """
    return Emulator("jasper", settings, JasperApplication)
