"""The fire times of a sequence as people read them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from harness.vendors.jasper.emulator.moments import datetime_of, moment_of
from harness.vendors.jasper.emulator.triggers.sequence import FireTimes

START = moment_of(datetime(2026, 1, 5, 8, tzinfo=UTC))
"""A Monday."""


def upcoming(sequence: FireTimes, count: int, zone: tzinfo = UTC) -> list[str]:
    """Return the first fire times as a zone's clocks show them."""
    found: list[str] = []
    at = sequence.first(-(2**62))
    while at is not None and len(found) < count:
        found.append(f"{datetime_of(at, zone):%m-%d %H:%M}")
        at = sequence.first(at + 1)
    return found
