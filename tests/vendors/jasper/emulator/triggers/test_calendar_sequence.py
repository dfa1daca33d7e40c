from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.vendors.jasper.emulator.moments import DAY, MINUTE, datetime_of, moment_of
from harness.vendors.jasper.emulator.triggers.calendar_sequence import CalendarSequence
from harness.vendors.jasper.emulator.triggers.exclusion import Days
from tests.vendors.jasper.emulator.triggers.upcoming import START, upcoming

EVERY_MONTH = frozenset(range(1, 13))
NEW_YORK = ZoneInfo("America/New_York")
MONDAYS = Days(UTC, lambda day: day.isoweekday() == 1)


def every_day(zone: tzinfo, hour: int, minute: int, starts: str) -> CalendarSequence:
    """Return one fire time a day on a zone's clocks."""
    begins = moment_of(datetime.fromisoformat(starts).replace(tzinfo=UTC))
    return CalendarSequence(begins, (minute,), (hour,), EVERY_MONTH, zone=zone)


def test_the_hour_stays_through_daylight_saving() -> None:
    """The wall clock says when, before and after the change."""
    sequence = every_day(NEW_YORK, 8, 0, "2026-03-07")
    assert upcoming(sequence, 3, NEW_YORK) == ["03-07 08:00", "03-08 08:00", "03-09 08:00"]


def test_a_time_that_clocks_leave_out_is_skipped() -> None:
    """Half past two does not come on the day when daylight saving begins."""
    sequence = every_day(NEW_YORK, 2, 30, "2026-03-07")
    assert upcoming(sequence, 3, NEW_YORK) == ["03-07 02:30", "03-09 02:30", "03-10 02:30"]


def test_a_time_that_clocks_show_twice_comes_once() -> None:
    """Half past one comes the first time on the day when daylight saving ends."""
    sequence = every_day(NEW_YORK, 1, 30, "2026-10-31")
    assert upcoming(sequence, 3, UTC) == ["10-31 05:30", "11-01 05:30", "11-02 06:30"]


def test_the_end_is_in_it() -> None:
    """A fire time at the end still comes (Quartz)."""
    sequence = CalendarSequence(START, (0, 10, 20), (8,), EVERY_MONTH, ends=START + 20 * MINUTE)
    assert upcoming(sequence, 9) == ["01-05 08:00", "01-05 08:10", "01-05 08:20"]
    assert sequence.last(START, START + DAY) == START + 20 * MINUTE


def test_days_fit_by_month_and_week() -> None:
    """A rare date is found years away, one that never comes is not."""
    leap = CalendarSequence(START, (0,), (0,), frozenset({2}), month_days=frozenset({29}))
    assert leap.first(START) == moment_of(datetime(2028, 2, 29, tzinfo=UTC))
    never = CalendarSequence(START, (0,), (0,), frozenset({2}), month_days=frozenset({30}))
    assert never.first(START) is None
    sundays = CalendarSequence(START, (0,), (0,), EVERY_MONTH, week_days=frozenset({1}))
    assert upcoming(sundays, 2) == ["01-11 00:00", "01-18 00:00"]


def test_excluded_fire_times_do_not_come() -> None:
    """A sequence that is excluded throughout has none."""
    sequence = every_day(UTC, 8, 0, "2026-01-05").under(MONDAYS)
    assert upcoming(sequence, 2) == ["01-06 08:00", "01-07 08:00"]
    assert sequence.last(START, START + 7 * DAY) == START + 6 * DAY
    assert sequence.under(Days(UTC, lambda _: True)).first(START) is None


def test_fire_times_of_a_span_are_counted() -> None:
    """Month by month, over changes of clocks, and one by one where some are excluded."""
    half_past = CalendarSequence(START, (30,), (1, 2), EVERY_MONTH, zone=NEW_YORK, ends=START + 365 * DAY)
    assert half_past.count(0, 2**60) == len(upcoming(half_past, 9999)) == 2 * 365 - 1
    assert half_past.count(START + 400 * DAY, 2**60) == 0
    sequence = every_day(UTC, 8, 0, "2026-01-05")
    assert sequence.under(MONDAYS).count(START, START + 13 * DAY) == 12
    assert [sequence.count(START, START + each * DAY) for each in (0, 40, 400)] == [1, 41, 401]


@settings(max_examples=60)
@given(
    st.sampled_from(["UTC", "America/New_York", "Europe/Helsinki", "Australia/Lord_Howe"]),
    st.sets(st.integers(0, 59), min_size=1, max_size=3),
    st.sets(st.integers(0, 23), min_size=1, max_size=3),
    st.integers(0, 365 * DAY),
)
def test_first_last_and_count_agree(zone: str, minutes: set[int], hours: set[int], offset: int) -> None:
    """The last fire time before the next one's successor is that next one, and all are scheduled."""
    sequence = CalendarSequence(
        START, tuple(sorted(minutes)), tuple(sorted(hours)), EVERY_MONTH, zone=ZoneInfo(zone)
    )
    first = sequence.first(START + offset)
    assert first is not None
    second = sequence.first(first + 1)
    assert second is not None
    assert sequence.last(START, second - 1) == first
    assert sequence.count(START + offset, second) == 2
    shown = datetime_of(first, ZoneInfo(zone))
    assert (shown.minute in minutes, shown.hour in hours, shown.second) == (True, True, 0)
