"""Moments: milliseconds since 1970 in UTC, and how they read on the wall clock of a zone."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MINUTE = 60_000
"""Milliseconds."""
DAY = 24 * 60 * MINUTE
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
# Seconds behind the minute are accepted and dropped (field notes of a live 10.0 server).
_WALL = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d{1,2})(?::\d{1,2})?", re.ASCII)
_ZONE_NAME = re.compile(r"[A-Za-z0-9_+\-]+(?:/[A-Za-z0-9_+\-]+)*", re.ASCII)
_LONGEST_NAME = 64
SERVER_ZONE = "UTC"


def zone_of(name: str | None) -> tzinfo:
    """Return a time zone; what Java's ``TimeZone`` does not know is GMT (inferred)."""
    return UTC if not name or len(name) > _LONGEST_NAME else _known_zone(name)


@lru_cache(maxsize=1024)
def _known_zone(name: str) -> tzinfo:
    if _ZONE_NAME.fullmatch(name) is None:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def moment_of(when: datetime) -> int:
    """Return the moment of a date and time that knows its zone."""
    return (when - _EPOCH) // _MILLISECOND


def datetime_of(moment: int, zone: tzinfo = UTC) -> datetime:
    """Return a moment as a date and time of ``zone``; what lies beyond the calendar is its last day."""
    try:
        return (_EPOCH + moment * _MILLISECOND).astimezone(zone)
    except OverflowError:
        return datetime(9999, 12, 30, tzinfo=zone)


def moment_on(day: date, clock: time, zone: tzinfo) -> int | None:
    """Return the moment when ``zone``'s clocks show this first, None when they leave it out that day."""
    wall = datetime.combine(day, clock, tzinfo=zone)
    moment = moment_of(wall)
    return moment if datetime_of(moment, zone).replace(tzinfo=None) == wall.replace(tzinfo=None) else None


def parse_wall(text: str, zone: tzinfo) -> int | None:
    """Read ``yyyy-MM-dd HH:mm``; None when it is none. An hour that clocks leave out is the next one."""
    found = _WALL.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day, hour, minute = map(int, found.groups())
    try:
        # The parser is lenient as java.text.SimpleDateFormat is, within a day.
        wall = datetime(year, month, day, tzinfo=zone) + timedelta(hours=hour, minutes=minute)
        return moment_of(wall)
    except (ValueError, OverflowError):
        return None


def parse_iso(text: str) -> int | None:
    """Read an ISO date-time; without an offset it is UTC, the server's zone."""
    try:
        when = datetime.fromisoformat(text.strip())
        return moment_of(when if when.tzinfo is not None else when.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def wall_text(moment: int, zone: tzinfo) -> str:
    """Write ``yyyy-MM-dd HH:mm``."""
    return f"{datetime_of(moment, zone):%Y-%m-%d %H:%M}"


@lru_cache(maxsize=4096)
def iso_text(moment: int, zone: tzinfo, *, milliseconds: bool = False) -> str:
    """Write an ISO date-time with offset, with milliseconds when there are some or they are asked for."""
    when = datetime_of(moment, zone)
    return when.isoformat(timespec="milliseconds" if milliseconds or moment % 1000 else "seconds")
