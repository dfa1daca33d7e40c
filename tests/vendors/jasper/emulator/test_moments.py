from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.vendors.jasper.emulator.moments import (
    datetime_of,
    iso_text,
    moment_of,
    moment_on,
    parse_iso,
    parse_wall,
    wall_text,
    zone_of,
)

HELSINKI = ZoneInfo("Europe/Helsinki")
NOON = moment_of(datetime(2026, 1, 5, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    "name", ["", None, "Mars/Olympus", "../etc/passwd", "/etc/localtime", "A\x00B", "x" * 300, "é"]
)
def test_an_unknown_zone_is_gmt(name: str | None) -> None:
    """As Java has it."""
    assert zone_of(name) is UTC


def test_wall_clock_times_are_of_their_zone() -> None:
    """Seconds are dropped, single digits are taken, and what comes out goes in again."""
    assert parse_wall("2026-01-05 14:00", HELSINKI) == NOON
    assert parse_wall(" 2026-1-5 14:00:59 ", HELSINKI) == NOON
    assert wall_text(NOON, HELSINKI) == "2026-01-05 14:00"


@pytest.mark.parametrize(
    "text", ["", "2026-01-05", "2026-01-05T14:00", "2026-13-01 00:00", "2026-02-30 00:00", "x"]
)
def test_what_is_no_wall_clock_time_is_none(text: str) -> None:
    """A letter between date and time makes it another format."""
    assert parse_wall(text, UTC) is None


def test_an_hour_that_clocks_leave_out_is_the_next_one() -> None:
    """As a lenient calendar has it; a day's times leave it out."""
    zone = ZoneInfo("America/New_York")
    assert parse_wall("2026-03-08 02:30", zone) == parse_wall("2026-03-08 03:30", zone)
    assert moment_on(date(2026, 3, 8), time(2, 30), zone) is None
    assert moment_on(date(2026, 3, 8), time(3, 30), zone) is not None


def test_iso_times_bear_an_offset() -> None:
    """Milliseconds are shown when there are some."""
    assert iso_text(NOON, HELSINKI) == "2026-01-05T14:00:00+02:00"
    assert iso_text(NOON + 5, UTC) == "2026-01-05T12:00:00.005+00:00"
    assert iso_text(NOON, UTC, milliseconds=True) == "2026-01-05T12:00:00.000+00:00"
    assert parse_iso("2026-01-05T14:00:00+02:00") == parse_iso("2026-01-05T12:00:00") == NOON
    assert parse_iso("x") is None


@given(st.integers(-(2**62), 2**62), st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York"]))
def test_any_moment_can_be_shown(moment: int, zone: str) -> None:
    """Beyond the calendar it is the calendar's last day."""
    assert datetime_of(moment, zone_of(zone)).tzinfo is not None
    wall_text(moment, zone_of(zone))


@given(st.text(max_size=20))
def test_any_text_is_read_or_not(text: str) -> None:
    """Nothing else comes of it."""
    parse_iso(text)
    parse_wall(text, UTC)
    zone_of(text)
