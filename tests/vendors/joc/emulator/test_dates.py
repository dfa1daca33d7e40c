from __future__ import annotations

from datetime import UTC, datetime

import pytest

from harness.vendors.joc.emulator.dates import (
    AT_PATTERN,
    DATE_PATTERN,
    DateReader,
    since_1970,
    written,
    zone_named,
)
from harness.vendors.joc.emulator.refusals import Refusal

NOW = datetime(2026, 1, 7, 15, 30, tzinfo=UTC)
"""A Wednesday."""


def shown(moment: datetime) -> str:
    """Return a date and time as answers write it."""
    return written(since_1970(moment))


def test_dates_are_written_in_utc_with_milliseconds() -> None:
    """Three digits and a Z."""
    assert shown(NOW.replace(microsecond=7999)) == "2026-01-07T15:30:00.007Z"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("0d", "2026-01-07T00:00:00.000Z"),
        ("-1d", "2026-01-06T00:00:00.000Z"),
        ("-2h", "2026-01-07T13:30:00.000Z"),
        ("-1d-2h", "2026-01-05T22:00:00.000Z"),
        ("0w", "2026-01-05T00:00:00.000Z"),
        ("-1M", "2025-12-01T00:00:00.000Z"),
        ("0y", "2026-01-01T00:00:00.000Z"),
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"),
        ("2026-01-02T03:04:05.123+02:00", "2026-01-02T01:04:05.000Z"),
        ("2026-01-02T03:04:05+0100", "2026-01-02T02:04:05.000Z"),
    ],
)
def test_date_from_points_to_the_beginning(text: str, first: str) -> None:
    """Of that day, week (from Monday), month or year; hours and less count from now."""
    assert DATE_PATTERN.fullmatch(text)
    assert shown(DateReader(NOW).first(text)) == first


def test_date_to_points_to_the_end() -> None:
    """A day later, even where only hours are named."""
    assert shown(DateReader(NOW).last("0d")) == "2026-01-08T00:00:00.000Z"
    assert shown(DateReader(NOW).last("-2h")) == "2026-01-08T13:30:00.000Z"
    assert shown(DateReader(NOW).last("2026-01-02T03:04:05")) == "2026-01-02T03:04:05.000Z"


def test_a_time_zone_wins_over_an_offset() -> None:
    """It says where midnight is, too."""
    reader = DateReader(NOW, zone_named("Europe/Berlin"))
    assert shown(reader.first("0d")) == "2026-01-06T23:00:00.000Z"
    assert shown(reader.first("2026-01-02T03:04:05Z")) == "2026-01-02T02:04:05.000Z"
    assert zone_named("") is None


@pytest.mark.parametrize("text", ["0", "soon", "-9999999y", "+99999999d"])
def test_what_is_no_date_is_refused(text: str) -> None:
    """A bare 0 keeps the schema's pattern and has no unit."""
    with pytest.raises(Refusal, match="is not a date") as told:
        DateReader(NOW).first(text)
    assert told.value.code == "JOC-405"


def test_an_unknown_time_zone_is_refused() -> None:
    """Whatever it is called."""
    with pytest.raises(Refusal, match="Nowhere"):
        zone_named("Nowhere/At_All")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("now", "2026-01-07T15:30:00.000Z"),
        ("now + 90", "2026-01-07T15:31:30.000Z"),
        ("now+01:30", "2026-01-07T17:00:00.000Z"),
        ("now + 00:01:30", "2026-01-07T15:31:30.000Z"),
        ("2026-01-08 06:07", "2026-01-08T06:07:00.000Z"),
        ("2026-01-08 06:07:08", "2026-01-08T06:07:08.000Z"),
    ],
)
def test_a_start_is_read(text: str, at: str) -> None:
    """Now, so much later, or at a date and time."""
    assert AT_PATTERN.fullmatch(text)
    assert shown(DateReader(NOW).start(text)) == at


def test_a_start_that_no_calendar_has_is_refused() -> None:
    """It keeps the pattern, and is a bad request."""
    with pytest.raises(Refusal) as told:
        DateReader(NOW).start("2026-02-30 06:07")
    assert told.value.code == "JOC-400"
