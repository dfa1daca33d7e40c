"""Fire times of calendar triggers: the moments at which a zone's wall clock shows what the trigger says."""

from __future__ import annotations

import calendar
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Self

from harness.vendors.jasper.emulator.moments import datetime_of, moment_on
from harness.vendors.jasper.emulator.triggers.exclusion import NOTHING, Exclusion
from harness.vendors.jasper.emulator.triggers.sequence import TRIES, enumerated

_YEARS = 9
"""Years after which a date that has not come never will: the 29th of February may wait eight."""
_Days = frozenset[int] | None
"""Numbers of days; None: any."""


@dataclass(frozen=True, slots=True)
class CalendarSequence:
    """Fire times on a wall clock: minutes, hours, and the days that both month and day allow.

    A time that the zone's clocks leave out is skipped, one that they show twice comes once (inferred
    from Quartz, CronExpression). One at ``ends`` still comes.
    """

    starts: int
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    months: frozenset[int]
    month_days: _Days = None
    """Days of the month; None: any."""
    week_days: _Days = None
    """Days of the week, 1 is Sunday; None: any."""
    zone: tzinfo = UTC
    ends: int | None = None
    exclusion: Exclusion = NOTHING

    def first(self, earliest: int) -> int | None:
        """Return the first fire time at or after ``earliest``."""
        moment = max(earliest, self.starts)
        for _ in range(TRIES):
            found = self._scheduled_from(moment)
            if found is None or (self.ends is not None and found > self.ends):
                return None
            if not self.exclusion.excludes(found):
                return found
            moment = self.exclusion.resumes(found)
        return None

    def last(self, earliest: int, latest: int) -> int | None:
        """Return the last fire time of the span."""
        floor = max(earliest, self.starts)
        bound = latest if self.ends is None else min(latest, self.ends)
        for _ in range(TRIES):
            found = self._scheduled_until(floor, bound)
            if found is None or not self.exclusion.excludes(found):
                return found
            bound = found - 1
        return None

    def under(self, exclusion: Exclusion) -> Self:
        """Return the same fire times less what another exclusion excludes."""
        return replace(self, exclusion=exclusion)

    def count(self, earliest: int, latest: int) -> int:
        """Return how many fire times the span has."""
        if self.exclusion is not NOTHING:
            return enumerated(self, earliest, latest)
        floor, bound = max(earliest, self.starts), latest if self.ends is None else min(latest, self.ends)
        if bound < floor:
            return 0
        first, last = (datetime_of(moment, self.zone).date() for moment in (floor, bound))
        found = 0
        for year, month in _months(first, last):
            if month in self.months:
                edge = (year, month) in ((first.year, first.month), (last.year, last.month))
                found += (
                    self._count_at_edge(year, month, floor, bound) if edge else self._count_in(year, month)
                )
        return found

    def _count_at_edge(self, year: int, month: int, floor: int, bound: int) -> int:
        """Count the fire times of a month that lie within a span."""
        days = (date(year, month, number + 1) for number in range(calendar.monthrange(year, month)[1]))
        times = (self._times(day) for day in days if self._on(day))
        return sum(max(0, bisect_right(each, bound) - bisect_left(each, floor)) for each in times)

    def _count_in(self, year: int, month: int) -> int:
        return _count_of(year, month, self.month_days, self.week_days, self.hours, self.minutes, self.zone)

    def _scheduled_from(self, moment: int) -> int | None:
        first_day = datetime_of(moment, self.zone).date()
        for day in self._days(first_day):
            times = self._times(day)
            position = bisect_left(times, moment)
            if position < len(times):
                return times[position]
        return None

    def _scheduled_until(self, floor: int, moment: int) -> int | None:
        day, lowest = datetime_of(moment, self.zone).date(), datetime_of(floor, self.zone).date()
        while day >= lowest:
            if self._on(day):
                times = self._times(day)
                position = bisect_right(times, moment)
                if position:
                    return times[position - 1] if times[position - 1] >= floor else None
            day -= timedelta(days=1)
        return None

    def _days(self, first: date) -> Iterator[date]:
        """Yield the days that fit, from ``first`` on."""
        year, month, least = first.year, first.month, first.day
        for _ in range(_YEARS * 12):
            if month in self.months:
                for number in range(least, calendar.monthrange(year, month)[1] + 1):
                    day = date(year, month, number)
                    if self._on(day):
                        yield day
            year, month, least = (year + 1, 1, 1) if month == 12 else (year, month + 1, 1)
            if year > 9998:
                return

    def _on(self, day: date) -> bool:
        return day.month in self.months and _fits(day, self.month_days, self.week_days)

    def _times(self, day: date) -> Sequence[int]:
        return _times_of(day, self.hours, self.minutes, self.zone)


def _fits(day: date, month_days: _Days, week_days: _Days) -> bool:
    return (month_days is None or day.day in month_days) and (
        week_days is None or day.isoweekday() % 7 + 1 in week_days
    )


def _months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """Yield year and month of every month that two days span."""
    for position in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield position // 12, position % 12 + 1


@lru_cache(maxsize=4096)
def _count_of(  # noqa: PLR0913, PLR0917 - what decides, so that a month is counted once
    year: int,
    month: int,
    month_days: _Days,
    week_days: _Days,
    hours: tuple[int, ...],
    minutes: tuple[int, ...],
    zone: tzinfo,
) -> int:
    """Count the fire times of a whole month."""
    found = 0
    for number in range(calendar.monthrange(year, month)[1]):
        day = date(year, month, number + 1)
        if _fits(day, month_days, week_days):
            still = _offset(day, zone) == _offset(day + timedelta(days=1), zone)
            # On most days no clock is moved, so that every time comes.
            found += len(hours) * len(minutes) if still else len(_times_of(day, hours, minutes, zone))
    return found


def _offset(day: date, zone: tzinfo) -> timedelta | None:
    return datetime.combine(day, time(), zone).utcoffset()


@lru_cache(maxsize=128)
def _times_of(day: date, hours: tuple[int, ...], minutes: tuple[int, ...], zone: tzinfo) -> Sequence[int]:
    """Return the moments of a day at which ``zone``'s clocks show one of the hours and minutes."""
    moments = (moment_on(day, time(hour, minute), zone) for hour in hours for minute in minutes)
    return tuple(sorted(moment for moment in moments if moment is not None))
