"""The three texts of a calendar trigger that say when: minutes, hours and days of the month."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeField:
    """A field and the numbers that it may hold."""

    least: int
    most: int

    def parse(self, text: str) -> tuple[int, ...] | None:
        """Return the numbers that ``text`` stands for, in rising order; None when it is not in the grammar.

        The grammar is ``*``, one ``start/increment``, or a list of numbers and ranges; a list that mixes
        an increment with ranges is not in it (JasperReports Server 8.2, ReportJobValidator patterns).
        """
        if len(text) > _LONGEST:
            return None
        if text == "*":
            return tuple(range(self.least, self.most + 1))
        found = _INCREMENT.fullmatch(text)
        if found is not None:
            return self._increment(int(found[1]), int(found[2]))
        if _LIST.fullmatch(text) is None:
            return None
        return self._numbers(text)

    def _increment(self, start: int, step: int) -> tuple[int, ...] | None:
        if not self._holds(start) or not 1 <= step <= self.most:
            return None
        return tuple(range(start, self.most + 1, step))

    def _numbers(self, text: str) -> tuple[int, ...] | None:
        found: set[int] = set()
        for part in text.split(","):
            first, _, last = part.strip().partition("-")
            low, high = int(first), int(last or first)
            if not (self._holds(low) and self._holds(high)) or low > high:
                return None
            found.update(range(low, high + 1))
        return tuple(sorted(found))

    def _holds(self, number: int) -> bool:
        return self.least <= number <= self.most


_LONGEST = 500
"""Characters; no field may be as long."""
_INCREMENT = re.compile(r"(\d{1,2})/(\d{1,2})", re.ASCII)
_RANGE = r"\s*\d{1,2}(?:-\d{1,2})?\s*"
_LIST = re.compile(rf"{_RANGE}(?:,{_RANGE})*", re.ASCII)
MINUTES = TimeField(0, 59)
HOURS = TimeField(0, 23)
MONTH_DAYS = TimeField(1, 31)
