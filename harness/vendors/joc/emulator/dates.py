"""Dates as JOC writes and reads them (common/dateFromTo of the published schemas, JobSchedulerDate)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from harness.vendors.joc.emulator.refusals import Refusal

_OFFSET = r"(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_RELATIVE = re.compile(rf"((?:[+-]?[0-9]+[smhdwMy])+)({_OFFSET})")
_PART = re.compile(r"([+-]?)([0-9]+)([smhdwMy])")
_ABSOLUTE = re.compile(
    rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}})(\.[0-9]+)?({_OFFSET})"
)
DATE_PATTERN: Final = re.compile(rf"0{_OFFSET}|{_RELATIVE.pattern}|{_ABSOLUTE.pattern}")
AT_PATTERN: Final = re.compile(
    r"now(?: *\+ *(?:[0-9]+|[0-9]{2}:[0-9]{2}(?::[0-9]{2})?))?"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(?::[0-9]{2})?"
)
_CLOCK = {"s": timedelta(seconds=1), "m": timedelta(minutes=1), "h": timedelta(hours=1)}
_LARGEST: Final = 10**6
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLIS: Final = [f".{number:03d}Z" for number in range(1000)]


def since_1970(moment: datetime) -> int:
    """Return the microseconds from the beginning of 1970 (UTC) to a date and time."""
    return (moment - _BEGINNING) // timedelta(microseconds=1)


def written(micros: int) -> str:
    """Return microseconds since 1970 as a date and time in UTC with three digits of milliseconds."""
    second, rest = divmod(micros, 1_000_000)
    return _to_the_second(second) + _MILLIS[rest // 1000]


@lru_cache(maxsize=4096)
def _to_the_second(second: int) -> str:
    # Every answer holds several dates, and nearly all of them lie in few seconds.
    return (_BEGINNING + timedelta(seconds=second)).replace(tzinfo=None).isoformat()


def zone_named(name: str | None) -> tzinfo | None:
    """Return a time zone of the tz database; raise ``Refusal`` (JOC-405) for one that there is not."""
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _bad(name) from None


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads the dates of one request; ``zone`` is its ``timeZone``, which wins over an offset."""

    now: datetime
    zone: tzinfo | None = None

    def first(self, text: str) -> datetime:
        """Return the instant that a ``dateFrom`` means; raise ``Refusal`` (JOC-405)."""
        return self._read(text, last=False)

    def last(self, text: str) -> datetime:
        """Return the instant that a ``dateTo`` means; a relative one points to the end of its day."""
        return self._read(text, last=True)

    def start(self, text: str) -> datetime:
        """Return the instant that an ``at`` means; raise ``Refusal`` (JOC-400)."""
        try:
            return self._start(text)
        except (ValueError, OverflowError):
            message = f"JobSchedulerBadRequestException: '{text}' is not a date"
            raise Refusal("JOC-400", message) from None

    def _start(self, text: str) -> datetime:
        if not text.startswith("now"):
            form = "%Y-%m-%d %H:%M:%S" if text.count(":") == 2 else "%Y-%m-%d %H:%M"
            return datetime.strptime(text, form).replace(tzinfo=self.zone or UTC).astimezone(UTC)
        parts = [int(part) for part in text.removeprefix("now").strip(" +").split(":") if part]
        if len(parts) == 1:
            return self.now + timedelta(seconds=parts[0])
        weights = (3600, 60, 1)
        return self.now + timedelta(seconds=sum(n * w for n, w in zip(parts, weights, strict=False)))

    def _read(self, text: str, *, last: bool) -> datetime:
        try:
            found = _ABSOLUTE.fullmatch(text)
            if found is not None:
                told = datetime.fromisoformat(found[1])
                return told.replace(tzinfo=self.zone or _offset(found[3])).astimezone(UTC)
            found = _RELATIVE.fullmatch(text)
            if found is not None:
                return self._relative(found[1], self.zone or _offset(found[2]), last=last)
        except (ValueError, OverflowError):
            pass
        raise _bad(text)

    def _relative(self, text: str, zone: tzinfo, *, last: bool) -> datetime:
        at = self.now.astimezone(zone)
        parts = [(int(f"{sign}{number}"), unit) for sign, number, unit in _PART.findall(text)]
        if any(abs(number) > _LARGEST for number, _ in parts):
            raise _bad(text)
        if any(unit in "dwMy" for _, unit in parts):
            at = at.replace(hour=0, minute=0, second=0, microsecond=0)
        for number, unit in parts:
            at = _moved(at, number, unit)
        for number, unit in parts:
            at += number * _CLOCK.get(unit, timedelta())
        # Any relative dateTo gets a day more, even one of hours only (JobSchedulerDate).
        return (at + timedelta(days=1) if last else at).astimezone(UTC)


def _moved(at: datetime, number: int, unit: str) -> datetime:
    """Return the beginning of the day, week, month or year so many of them away."""
    if unit == "d":
        return at + timedelta(days=number)
    if unit == "w":
        return at - timedelta(days=at.weekday()) + timedelta(weeks=number)
    if unit == "M":
        months = at.year * 12 + at.month - 1 + number
        return at.replace(year=months // 12, month=months % 12 + 1, day=1)
    return at.replace(year=at.year + number, month=1, day=1) if unit == "y" else at


def _offset(text: str) -> tzinfo:
    return (
        UTC
        if text in ("", "Z")
        else datetime.strptime(text.replace(":", "").ljust(5, "0"), "%z").tzinfo or UTC
    )


def _bad(text: str) -> Refusal:
    return Refusal("JOC-405", f"JocException: '{text}' is not a date or a time zone")
