"""From the trigger of a descriptor to its fire times."""

from __future__ import annotations

from harness.vendors.jasper.emulator.moments import DAY, MINUTE, parse_wall, zone_of
from harness.vendors.jasper.emulator.triggers.calendar_sequence import CalendarSequence
from harness.vendors.jasper.emulator.triggers.exclusion import NOTHING, Exclusion
from harness.vendors.jasper.emulator.triggers.grammar import HOURS, MINUTES, MONTH_DAYS
from harness.vendors.jasper.emulator.triggers.sequence import FOR_EVER, FireTimes, SimpleSequence
from harness.vendors.jasper.emulator.validation import Draft, starts_now, trigger_of

_LISTS = (("weekDays", "day"), ("months", "month"))
_UNITS = {"MINUTE": MINUTE, "HOUR": 60 * MINUTE, "DAY": DAY, "WEEK": 7 * DAY}


def fire_times(
    trigger: Draft, now: int, exclusion: Exclusion = NOTHING, start: int | None = None
) -> FireTimes:
    """Return the fire times of a trigger that is scheduled at ``now``; none of one that cannot be.

    One that starts at once starts with the present minute (Community Edition, seconds are cut off). With
    ``start`` it starts at that very moment.
    """
    kind, given = trigger_of(trigger)
    fields = given or {}
    zone = zone_of(fields.get("timezone"))
    begins = start if start is not None else _start(fields, now)
    end = fields.get("endDate")
    ends = None if end is None else parse_wall(end, zone)
    if kind == "simpleTrigger":
        return _simple(fields, begins, ends, exclusion)
    return _calendar(fields, begins, ends, exclusion)


def _calendar(fields: Draft, begins: int, ends: int | None, exclusion: Exclusion) -> FireTimes:
    days = fields.get("daysType")
    week, months = ((fields.get(name) or {}).get(name_of, ()) for name, name_of in _LISTS)
    return CalendarSequence(
        begins,
        MINUTES.parse(fields.get("minutes") or "") or (),
        HOURS.parse(fields.get("hours") or "") or (),
        frozenset(map(int, months)),
        frozenset(MONTH_DAYS.parse(fields.get("monthDays") or "") or ()) if days == "MONTH" else None,
        frozenset(map(int, week)) if days == "WEEK" else None,
        zone_of(fields.get("timezone")),
        ends,
        exclusion,
    )


def _start(fields: Draft, now: int) -> int:
    begins = None
    if not starts_now(fields):
        begins = parse_wall(fields.get("startDate") or "", zone_of(fields.get("timezone")))
    return now - now % MINUTE if begins is None else begins


def _simple(fields: Draft, begins: int, ends: int | None, exclusion: Exclusion) -> FireTimes:
    count = fields.get("occurrenceCount") or 0
    unit = _UNITS.get(fields.get("recurrenceIntervalUnit") or "", 0)
    interval = 0 if count == 1 else max(0, (fields.get("recurrenceInterval") or 0) * unit)
    if count < FOR_EVER or (interval == 0 and count != 1):
        count = 0
    return SimpleSequence(begins, interval, count, ends, exclusion)
