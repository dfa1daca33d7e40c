"""Quartz cron expressions: six or seven fields, seconds first (Quartz, CronExpression)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

_MONTH_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY_NAMES = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
_DAYS = {name: number for number, name in enumerate(_DAY_NAMES, 1)}
_LONGEST = 1_000
_NUMBER = re.compile(r"\d{1,4}", re.ASCII)
_Test = Callable[[datetime], bool]


@dataclass(frozen=True, slots=True)
class QuartzCron:
    """An expression that has been read."""

    tests: tuple[_Test, ...]

    def names(self, when: datetime) -> bool:
        """Tell whether the expression names the second of ``when``."""
        return all(test(when) for test in self.tests)


@dataclass(frozen=True, slots=True)
class _Field:
    least: int
    most: int
    value: Callable[[datetime], int]
    words: Mapping[str, int]

    def test(self, text: str) -> _Test:
        """Return the test that one field stands for; raise ``ValueError`` for none."""
        numbers = frozenset(number for part in text.split(",") for number in self._part(part))
        return lambda when: self.value(when) in numbers

    def _part(self, part: str) -> range:
        span, slash, step = part.partition("/")
        first, dash, last = span.partition("-")
        if span in ("*", ""):
            low, high = self.least, self.most
        else:
            low = self._number(first)
            high = self._number(last) if dash else self.most if slash else low
        increment = int(step) if slash else 1
        if low > high or not 1 <= increment <= self.most:
            raise ValueError(part)
        return range(low, high + 1, increment)

    def _number(self, text: str) -> int:
        number = self.words.get(text)
        if number is None:
            if _NUMBER.fullmatch(text) is None:
                raise ValueError(text)
            number = int(text)
        if not self.least <= number <= self.most:
            raise ValueError(text)
        return number


def _weekday(when: datetime) -> int:
    return when.isoweekday() % 7 + 1


def _length(when: datetime) -> int:
    return calendar.monthrange(when.year, when.month)[1]


_FIELDS = (
    _Field(0, 59, lambda when: when.second, {}),
    _Field(0, 59, lambda when: when.minute, {}),
    _Field(0, 23, lambda when: when.hour, {}),
    _Field(1, 31, lambda when: when.day, {}),
    _Field(1, 12, lambda when: when.month, _MONTHS),
    _Field(1, 7, _weekday, _DAYS),
    _Field(1970, 2099, lambda when: when.year, {}),
)
_LAST_DAY = re.compile(r"L(?:-(\d{1,2}))?(W?)", re.ASCII)
_NEAR = re.compile(r"(\d{1,2})W", re.ASCII)
_LAST_WEEKDAY = re.compile(r"([1-7]|[A-Z]{3})L", re.ASCII)
_NTH = re.compile(r"([1-7]|[A-Z]{3})#([1-5])", re.ASCII)


def parse_quartz_cron(text: str) -> QuartzCron:
    """Read an expression; raise ``ValueError`` when Quartz could not."""
    parts = text[: _LONGEST + 1].upper().split()
    if len(text) > _LONGEST or len(parts) not in (6, 7) or (parts[3] == "?") == (parts[5] == "?"):
        raise ValueError(text)
    tests = []
    for position, (field, part) in enumerate(zip(_FIELDS, parts, strict=False)):
        if part == "?" and position in (3, 5):
            continue
        special = {3: _month_day, 5: _week_day}.get(position)
        tests.append((special and special(part)) or field.test(part))
    return QuartzCron(tuple(tests))


def _month_day(part: str) -> _Test | None:
    """Return the test of ``L``, ``L-3``, ``LW`` or ``15W``; None for a plain field."""
    last, near = _LAST_DAY.fullmatch(part), _NEAR.fullmatch(part)
    if last is not None:
        back, weekday = int(last[1] or 0), bool(last[2])
        return lambda when: when.day == _near(when, _length(when) - back, weekday=weekday)
    if near is not None and 1 <= int(near[1]) <= 31:
        wanted = int(near[1])
        return lambda when: when.day == _near(when, min(wanted, _length(when)), weekday=True)
    return None


def _near(when: datetime, day: int, *, weekday: bool) -> int:
    """Return the weekday nearest to a day, within its month."""
    if not weekday or day < 1:
        return day
    number = when.replace(day=day).isoweekday()
    if number == 6:
        return day - 1 if day > 1 else day + 2
    if number == 7:
        return day + 1 if day < _length(when) else day - 2
    return day


def _week_day(part: str) -> _Test | None:
    """Return the test of ``L``, ``6L`` or ``6#3``; None for a plain field."""
    if part == "L":
        return lambda when: _weekday(when) == 7
    last, nth = _LAST_WEEKDAY.fullmatch(part), _NTH.fullmatch(part)
    if last is not None:
        day = _day_number(last[1])
        return lambda when: _weekday(when) == day and when.day > _length(when) - 7
    if nth is not None:
        day, number = _day_number(nth[1]), int(nth[2])
        return lambda when: _weekday(when) == day and (when.day + 6) // 7 == number
    return None


def _day_number(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text not in _DAYS:
        raise ValueError(text)
    return _DAYS[text]
