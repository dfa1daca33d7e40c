"""From the document of an exclusion calendar to the moments that it excludes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, tzinfo
from typing import Any

from harness.vendors.jasper.emulator.moments import DAY, datetime_of, parse_iso, zone_of
from harness.vendors.jasper.emulator.triggers.exclusion import (
    NOTHING,
    Chain,
    Days,
    Exclusion,
    Instants,
    TimeRange,
)
from harness.vendors.jasper.emulator.triggers.quartz_cron import parse_quartz_cron

_Document = Mapping[str, Any]


def exclusion_of(document: _Document | None) -> Exclusion:
    """Return what a valid calendar excludes, with its base calendars."""
    links: list[Exclusion] = []
    while document is not None:
        link = _link(document)
        if link is not None:
            links.append(link)
        document = document.get("baseCalendar")
    return Chain(tuple(links)) if links else NOTHING


def _link(document: _Document) -> Exclusion | None:
    zone = zone_of(document.get("timeZone"))
    kind = document["calendarType"]
    if kind in ("annual", "holiday"):
        return _dates(document, zone, yearly=kind == "annual")
    if kind in ("weekly", "monthly"):
        flags = document["excludeDaysFlags"]["excludeDayFlag"]
        return Days(zone, _weekly(flags) if kind == "weekly" else _monthly(flags))
    if kind == "daily":
        begins, ends = (
            time_of_day(document[name], zone) for name in ("rangeStartingCalendar", "rangeEndingCalendar")
        )
        return TimeRange(zone, begins, ends, inverted=bool(document.get("invertTimeRange")))
    expression = document.get("cronExpression")
    return Instants(zone, parse_quartz_cron(expression)) if kind == "cron" and expression else None


def _dates(document: _Document, zone: tzinfo, *, yearly: bool) -> Days:
    texts = (document.get("excludeDays") or {}).get("excludeDay", ())
    days = frozenset(date.fromisoformat(text) for text in texts)
    if not yearly:
        return Days(zone, days.__contains__)
    # An annual calendar ignores the year.
    of_year = frozenset((day.month, day.day) for day in days)
    return Days(zone, lambda day: (day.month, day.day) in of_year)


def _weekly(flags: list[bool]) -> Any:
    return lambda day: flags[day.isoweekday() % 7]


def _monthly(flags: list[bool]) -> Any:
    return lambda day: flags[day.day - 1]


def time_of_day(text: str, zone: tzinfo) -> int:
    """Return the time of day of an ISO date-time on a zone's clocks, in milliseconds since midnight."""
    when = datetime_of(parse_iso(text) or 0, zone)
    return ((when.hour * 3600 + when.minute * 60 + when.second) * 1000 + when.microsecond // 1000) % DAY
