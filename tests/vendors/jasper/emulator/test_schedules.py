from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from harness.vendors.jasper.emulator.moments import DAY, MINUTE, datetime_of, moment_of
from harness.vendors.jasper.emulator.schedules import fire_times
from tests.vendors.jasper.emulator.desk import at_once, calendar, simple

NOW = moment_of(datetime(2026, 1, 5, 8, 0, 40, tzinfo=UTC))


def first(trigger: dict[str, Any], since: int = 0) -> str | None:
    """Return the first fire time of a trigger."""
    found = fire_times(trigger, NOW).first(since)
    return None if found is None else f"{datetime_of(found):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("trigger", "expected"),
    [
        (at_once(), "2026-01-05 08:00:00"),
        (simple(startDate="2026-02-01 10:00", timezone="Europe/Helsinki"), "2026-02-01 08:00:00"),
        (calendar(minutes="0", hours="*"), "2026-01-05 08:00:00"),
        (calendar(daysType="WEEK", weekDays={"day": ["1"]}), "2026-01-11 03:00:00"),
        (calendar(daysType="MONTH", monthDays="31", months={"month": ["2", "3"]}), "2026-03-31 03:00:00"),
        (calendar(startType=2, startDate="2027-01-01 00:00"), "2027-01-01 03:00:00"),
    ],
)
def test_triggers_have_fire_times(trigger: dict[str, Any], expected: str) -> None:
    """One that starts now starts with the present minute."""
    assert first(trigger) == expected


@pytest.mark.parametrize(
    ("unit", "lasts"), [("MINUTE", MINUTE), ("HOUR", 60 * MINUTE), ("DAY", DAY), ("WEEK", 7 * DAY)]
)
def test_units_are_exact(unit: str, lasts: int) -> None:
    """A week is seven days of 24 hours."""
    sequence = fire_times(at_once(-1, 3, unit=unit), NOW)
    start = sequence.first(0)
    assert start is not None
    assert sequence.first(start + 1) == start + 3 * lasts


@pytest.mark.parametrize(
    "trigger",
    [
        {},
        at_once(0),
        at_once(-5, 1),
        at_once(5),
        at_once(5, -1),
        calendar(minutes="x"),
        calendar(months=None),
        calendar(daysType="WEEK"),
        calendar(daysType="MONTH", monthDays="x"),
        calendar(endDate="2026-01-05 07:00"),
    ],
)
def test_what_no_trigger_can_be_never_fires(trigger: dict[str, Any]) -> None:
    """It has no fire time, and is no trouble."""
    assert first(trigger) is None


def test_a_start_may_be_given_to_the_millisecond() -> None:
    """As for the copies of a restart."""
    assert fire_times(simple(), NOW, start=NOW + 500).first(0) == NOW + 500
