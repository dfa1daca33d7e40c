"""Emulators: stateful stand-ins for vendors' servers, repeatable by seed and clock.

A vendor brings an ``Application``; everything else (sockets, TLS, time, faults, snapshots, the
control API, child processes) is here and the same for all. Nothing in here knows a contract: an
emulator is a second, independent reading of the vendor's documents.
"""

from harness.emulation.emulator import (
    Answer,
    Application,
    Call,
    Conditioned,
    Emulator,
    Notice,
    Spread,
    Subject,
)
from harness.emulation.faults import JOBS_VANISHED
from harness.emulation.lag import LagLaw, LagLaws, parse_law, parse_laws
from harness.emulation.settings import EmulatorSettings, ServerTls

__all__ = [
    "JOBS_VANISHED",
    "Answer",
    "Application",
    "Call",
    "Conditioned",
    "Emulator",
    "EmulatorSettings",
    "LagLaw",
    "LagLaws",
    "Notice",
    "ServerTls",
    "Spread",
    "Subject",
    "parse_law",
    "parse_laws",
]
