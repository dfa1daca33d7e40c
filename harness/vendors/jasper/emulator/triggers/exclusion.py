"""Exclusion calendars: moments at which no trigger fires (web services guide, exclusion calendars)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta, tzinfo
from typing import Protocol

from harness.vendors.jasper.emulator.moments import DAY, datetime_of, moment_on
from harness.vendors.jasper.emulator.triggers.quartz_cron import QuartzCron


class Exclusion(Protocol):
    """Says of a moment whether it is excluded."""

    def excludes(self, moment: int) -> bool:
        """Tell whether nothing fires at ``moment``."""
        ...

    def resumes(self, moment: int) -> int:
        """Return the first moment after an excluded one that may not be excluded."""
        ...


@dataclass(frozen=True, slots=True)
class Days:
    """Excludes whole days of a zone."""

    zone: tzinfo
    holds: Callable[[date], bool]

    def excludes(self, moment: int) -> bool:
        """Tell whether the moment lies on an excluded day."""
        return self.holds(datetime_of(moment, self.zone).date())

    def resumes(self, moment: int) -> int:
        """Return the next midnight."""
        tomorrow = datetime_of(moment, self.zone).date() + timedelta(days=1)
        return max(moment_on(tomorrow, time(), self.zone) or moment + DAY, moment + 1)


@dataclass(frozen=True, slots=True)
class TimeRange:
    """Excludes a range of each day, both ends in it; inverted, everything else."""

    zone: tzinfo
    begins: int
    """Milliseconds since midnight, like ``ends``."""
    ends: int
    inverted: bool = False

    def excludes(self, moment: int) -> bool:
        """Tell whether the time of day is excluded."""
        inside = self.begins <= self._of_day(moment) <= self.ends
        return inside != self.inverted

    def resumes(self, moment: int) -> int:
        """Return when the range begins or ends, whatever frees the day."""
        clock = self._of_day(moment)
        if not self.inverted:
            return moment + self.ends - clock + 1
        return moment + (self.begins - clock if clock < self.begins else DAY - clock + self.begins)

    def _of_day(self, moment: int) -> int:
        when = datetime_of(moment, self.zone)
        return (when.hour * 3600 + when.minute * 60 + when.second) * 1000 + when.microsecond // 1000


@dataclass(frozen=True, slots=True)
class Instants:
    """Excludes the seconds that a Quartz cron expression names."""

    zone: tzinfo
    cron: QuartzCron

    def excludes(self, moment: int) -> bool:
        """Tell whether the expression names this second."""
        return self.cron.names(datetime_of(moment, self.zone))

    def resumes(self, moment: int) -> int:
        """Return the next second."""
        return moment - moment % 1000 + 1000


@dataclass(frozen=True, slots=True)
class Chain:
    """Several exclusions, which add up: a calendar and its base calendars."""

    links: tuple[Exclusion, ...] = ()

    def excludes(self, moment: int) -> bool:
        """Tell whether any of them excludes the moment."""
        return any(link.excludes(moment) for link in self.links)

    def resumes(self, moment: int) -> int:
        """Return how far the longest of them reaches."""
        return max((link.resumes(moment) for link in self.links if link.excludes(moment)), default=moment + 1)


NOTHING = Chain()
"""Excludes no moment."""
