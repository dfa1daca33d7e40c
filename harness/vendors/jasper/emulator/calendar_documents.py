"""The document of an exclusion calendar: its shape, what each type must have, how it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from harness.vendors.jasper.emulator.exclusions import time_of_day
from harness.vendors.jasper.emulator.moments import iso_text, parse_iso, zone_of
from harness.vendors.jasper.emulator.refusals import Described
from harness.vendors.jasper.emulator.release import Release
from harness.vendors.jasper.emulator.shapes import TEXT, TRUTH, Items, Scalar, choice, nested
from harness.vendors.jasper.emulator.triggers.quartz_cron import parse_quartz_cron

_Document = Mapping[str, Any]
_ROOT = "reportJobCalendar"
_RANGE = ("rangeStartingCalendar", "rangeEndingCalendar")
_LEAST_FLAGS = {"weekly": 7, "monthly": 31}


def _date(text: str) -> str:
    return date.fromisoformat(text.strip()).isoformat()


def _time(text: str) -> str:
    """Return an ISO date-time, also of the milliseconds that JSON answers bear."""
    plain = text.strip()
    if plain.removeprefix("-").isdecimal() and len(plain) < 16:
        plain = iso_text(int(plain), zone_of(None), milliseconds=True)
    if parse_iso(plain) is None:
        raise ValueError(text)
    return plain


CALENDAR = nested(
    "baseCalendar",
    {
        "calendarType": choice("annual", "base", "cron", "daily", "holiday", "monthly", "weekly"),
        "description": TEXT,
        "timeZone": TEXT,
        "excludeDays": Items("excludeDay", Scalar(_date, (str,)), bare=True),
        "dataSorted": TRUTH,
        "cronExpression": TEXT,
        "rangeStartingCalendar": Scalar(_time, (str, int)),
        "rangeEndingCalendar": Scalar(_time, (str, int)),
        "invertTimeRange": TRUTH,
        "excludeDaysFlags": Items("excludeDayFlag", TRUTH, bare=True),
    },
)


def check_calendar(document: _Document, release: Release) -> None:
    """Refuse a calendar that lacks what its type needs, and its base calendars."""
    at: _Document | None = document
    while at is not None:
        kind = at.get("calendarType")
        if kind is None:
            raise _missing("calendarType")
        _check_type(at, kind, release)
        at = at.get("baseCalendar")


def _check_type(document: _Document, kind: str, release: Release) -> None:
    if kind in ("annual", "holiday") and release.calendar_fields_needed:
        _need(document, "excludeDays")
    elif kind == "cron":
        _check_cron(document, release)
    elif kind == "daily":
        _check_range(document)
    elif kind in _LEAST_FLAGS:
        _need(document, "excludeDaysFlags")
        count, least = len(document["excludeDaysFlags"]["excludeDayFlag"]), _LEAST_FLAGS[kind]
        if count < least:
            message = f"The days parameter must have a length of at least {least} elements."
            raise _illegal(message, f"{_ROOT}.excludeDaysFlags", str(count))


def _need(document: _Document, name: str) -> None:
    if document.get(name) is None:
        raise _missing(name)


def _missing(name: str) -> Described:
    field = f"{_ROOT}.{name}"
    return Described(400, "mandatory.parameter.error", f"mandatory parameter '{field}' not found", [field])


def _illegal(message: str, *parameters: str) -> Described:
    return Described(400, "illegal.parameter.value.error", message, parameters)


def _check_cron(document: _Document, release: Release) -> None:
    expression = document.get("cronExpression")
    if not expression:
        if release.calendar_fields_needed:
            raise _missing("cronExpression")
        return
    try:
        parse_quartz_cron(expression)
    except ValueError:
        message = "Couldn't parse cron expression"
        raise _illegal(message, f"{_ROOT}.cronExpression", expression) from None


def _check_range(document: _Document) -> None:
    for name in _RANGE:
        _need(document, name)
    zone = zone_of(document.get("timeZone"))
    begins, ends = (time_of_day(document[name], zone) for name in _RANGE)
    if begins > ends:
        parameters = [text for name in _RANGE for text in (f"{_ROOT}.{name}", document[name])]
        raise _illegal("Invalid time range: it ends before it begins", *parameters)


def shown(document: _Document, release: Release, *, in_json: bool) -> dict[str, Any]:
    """Return a calendar as an answer shows it; what was not sent is not shown."""
    found = {name: value for name, value in document.items() if value is not None}
    if found.get("baseCalendar") is not None:
        found["baseCalendar"] = shown(found["baseCalendar"], release, in_json=in_json)
    if in_json and not release.wrapped_calendars:
        for name in ("excludeDays", "excludeDaysFlags"):
            if name in found:
                found[name] = next(iter(found[name].values()))
    for name in _RANGE:
        if name in found and release.daily_in_gmt:
            moment = parse_iso(found[name]) or 0
            # JSON shows epoch milliseconds, XML an ISO date-time (REST API reference 7.8, samples).
            found[name] = moment if in_json else iso_text(moment, zone_of(None), milliseconds=True)
    return found
