from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from harness.vendors.jasper.emulator.exclusions import exclusion_of, time_of_day
from harness.vendors.jasper.emulator.moments import moment_of, zone_of

FLAGS = {"excludeDayFlag": [day == 4 for day in range(31)]}
RANGE = {
    "rangeStartingCalendar": "2026-01-05T08:00:00Z",
    "rangeEndingCalendar": "2026-01-05T10:00:00Z",
}


def excluded(document: dict[str, Any], *texts: str) -> list[bool]:
    """Tell of each moment whether a calendar excludes it."""
    exclusion = exclusion_of(document)
    return [exclusion.excludes(moment_of(datetime.fromisoformat(text).replace(tzinfo=UTC))) for text in texts]


@pytest.mark.parametrize(
    ("document", "inside", "outside"),
    [
        (
            {"calendarType": "holiday", "excludeDays": {"excludeDay": ["2026-01-06"]}},
            "2026-01-06",
            "2027-01-06",
        ),
        (
            {"calendarType": "annual", "excludeDays": {"excludeDay": ["2020-01-06"]}},
            "2027-01-06",
            "2026-01-07",
        ),
        ({"calendarType": "weekly", "excludeDaysFlags": FLAGS}, "2026-01-08", "2026-01-07"),
        ({"calendarType": "monthly", "excludeDaysFlags": FLAGS}, "2026-02-05", "2026-02-06"),
        ({"calendarType": "daily", **RANGE}, "2026-03-01 09:00", "2026-03-01 11:00"),
        ({"calendarType": "daily", **RANGE, "invertTimeRange": True}, "2026-03-01 11:00", "2026-03-01 09:00"),
        ({"calendarType": "cron", "cronExpression": "* * 9 * * ?"}, "2026-03-01 09:30", "2026-03-01 10:30"),
        (
            {
                "calendarType": "holiday",
                "timeZone": "Asia/Tokyo",
                "excludeDays": {"excludeDay": ["2026-01-06"]},
            },
            "2026-01-05 16:00",
            "2026-01-06 16:00",
        ),
        (
            {
                "calendarType": "base",
                "baseCalendar": {"calendarType": "cron", "cronExpression": "* * 9 * * ?"},
            },
            "2026-03-01 09:30",
            "2026-03-01 10:30",
        ),
    ],
)
def test_each_type_excludes_its_moments(document: dict[str, Any], inside: str, outside: str) -> None:
    """In its zone; base calendars count as well."""
    assert excluded(document, inside, outside) == [True, False]


@pytest.mark.parametrize(
    "document", [{"calendarType": "base"}, {"calendarType": "cron"}, {"calendarType": "annual"}]
)
def test_a_calendar_may_exclude_nothing(document: dict[str, Any]) -> None:
    """Without anything to go by."""
    assert excluded(document, "2026-01-06") == [False]


def test_a_time_of_day_is_of_the_zone() -> None:
    """In milliseconds since midnight."""
    assert time_of_day("2026-01-05T08:00:00.5Z", zone_of("Europe/Helsinki")) == 10 * 3600_000 + 500
