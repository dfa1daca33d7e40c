from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.vendors.jasper.emulator.moments import DAY, MINUTE, datetime_of, moment_of
from harness.vendors.jasper.emulator.triggers.exclusion import Days, Exclusion
from harness.vendors.jasper.emulator.triggers.sequence import (
    FOR_EVER,
    CalendarSequence,
    FireTimes,
    SimpleSequence,
)

START = moment_of(datetime(2026, 1, 5, 8, tzinfo=UTC))
EVERY_MONTH = frozenset(range(1, 13))
NEW_YORK = ZoneInfo("America/New_York")
NEVER = Days(UTC, lambda _: True)


def every_day(zone: tzinfo, hour: int, minute: int, starts: str) -> CalendarSequence:
    """Return one fire time a day on a zone's clocks."""
    begins = moment_of(datetime.fromisoformat(starts).replace(tzinfo=UTC))
    return CalendarSequence(begins, (minute,), (hour,), EVERY_MONTH, zone=zone)


def upcoming(sequence: FireTimes, count: int, zone: tzinfo = UTC, since: int = -(2**62)) -> list[str]:
    """Return the first fire times as a zone's clocks show them."""
    found: list[str] = []
    at = sequence.first(since)
    while at is not None and len(found) < count:
        found.append(f"{datetime_of(at, zone):%m-%d %H:%M}")
        at = sequence.first(at + 1)
    return found


def test_a_simple_sequence_counts_its_fire_times() -> None:
    """There are as many as its count, and then none."""
    sequence = SimpleSequence(START, 10 * MINUTE, 3)
    assert upcoming(sequence, 9) == ["01-05 08:00", "01-05 08:10", "01-05 08:20"]
    assert sequence.last(START, START + DAY) == START + 20 * MINUTE
    assert (sequence.left(START), sequence.left(START + DAY)) == (2, 0)


def test_fire_times_of_a_span_are_counted() -> None:
    """By arithmetic where nothing is excluded, over changes of clocks, and one by one where something is."""
    simple = SimpleSequence(START, 10 * MINUTE, FOR_EVER)
    assert [simple.count(START + 1, START + each) for each in (0, 10 * MINUTE, DAY)] == [0, 1, 144]
    assert SimpleSequence(START, MINUTE, 3).count(0, 2**60) == 3
    half_past = CalendarSequence(START, (30,), (1, 2), EVERY_MONTH, zone=NEW_YORK, ends=START + 365 * DAY)
    assert half_past.count(0, 2**60) == len(upcoming(half_past, 9999)) == 2 * 365 - 1
    assert half_past.count(START + 400 * DAY, 2**60) == 0
    mondays = Days(UTC, lambda day: day.isoweekday() == 1)
    for sequence in (SimpleSequence(START, DAY, 14), every_day(UTC, 8, 0, "2026-01-05")):
        assert sequence.under(mondays).count(START, START + 13 * DAY) == 12


def test_a_single_fire_time_is_its_start() -> None:
    """It has no interval, and nothing lies before or behind it."""
    sequence = SimpleSequence(START)
    assert (sequence.first(START), sequence.first(START + 1)) == (START, None)
    assert (sequence.last(0, START - 1), sequence.last(0, START)) == (None, START)
    assert sequence.last(START + 1, START + DAY) is None
    assert (sequence.single, sequence.left(START), sequence.left(START - 1)) == (True, 0, 1)


def test_the_end_of_a_simple_sequence_is_not_in_it() -> None:
    """A fire time at the end no longer comes; that of a calendar sequence does (Quartz)."""
    simple = SimpleSequence(START, 10 * MINUTE, FOR_EVER, ends=START + 20 * MINUTE)
    assert upcoming(simple, 9) == ["01-05 08:00", "01-05 08:10"]
    assert simple.last(START, START + DAY) == START + 10 * MINUTE
    calendar = CalendarSequence(START, (0, 10, 20), (8,), EVERY_MONTH, ends=START + 20 * MINUTE)
    assert upcoming(calendar, 9) == ["01-05 08:00", "01-05 08:10", "01-05 08:20"]
    assert calendar.last(START, START + DAY) == START + 20 * MINUTE


def test_a_daily_simple_sequence_shifts_with_daylight_saving() -> None:
    """Its day is 24 hours long, so that clocks show another hour from the change on."""
    start = moment_of(datetime(2026, 3, 7, 8, tzinfo=UTC))
    sequence = SimpleSequence(start, DAY, 3)
    assert upcoming(sequence, 3, NEW_YORK) == ["03-07 03:00", "03-08 04:00", "03-09 04:00"]


def test_a_calendar_sequence_keeps_the_hour_through_daylight_saving() -> None:
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


def test_days_fit_by_month_and_week() -> None:
    """A rare date is found years away, one that never comes is not."""
    leap = CalendarSequence(START, (0,), (0,), frozenset({2}), month_days=frozenset({29}))
    assert leap.first(START) == moment_of(datetime(2028, 2, 29, tzinfo=UTC))
    assert (
        CalendarSequence(START, (0,), (0,), frozenset({2}), month_days=frozenset({30})).first(START) is None
    )
    sundays = CalendarSequence(START, (0,), (0,), EVERY_MONTH, week_days=frozenset({1}))
    assert upcoming(sundays, 2) == ["01-11 00:00", "01-18 00:00"]


def test_excluded_fire_times_do_not_come() -> None:
    """They count as taken all the same, and a sequence that is excluded throughout has none."""
    mondays: Exclusion = Days(UTC, lambda day: day.isoweekday() == 1)
    simple = SimpleSequence(START, DAY, 3).under(mondays)
    assert upcoming(simple, 9) == ["01-06 08:00", "01-07 08:00"]
    assert simple.last(START, START) is None
    assert SimpleSequence(START, MINUTE, FOR_EVER).under(NEVER).first(START) is None
    calendar = every_day(UTC, 8, 0, "2026-01-05").under(mondays)
    assert upcoming(calendar, 2) == ["01-06 08:00", "01-07 08:00"]
    assert calendar.last(START, START + 7 * DAY) == START + 6 * DAY
    assert calendar.under(NEVER).first(START) is None


@settings(max_examples=60)
@given(
    st.sampled_from(["UTC", "America/New_York", "Europe/Helsinki", "Australia/Lord_Howe"]),
    st.sets(st.integers(0, 59), min_size=1, max_size=3),
    st.sets(st.integers(0, 23), min_size=1, max_size=3),
    st.integers(0, 365 * DAY),
)
def test_first_and_last_agree(zone: str, minutes: set[int], hours: set[int], offset: int) -> None:
    """The last fire time before the next one's successor is that next one, and all are scheduled."""
    sequence = CalendarSequence(
        START, tuple(sorted(minutes)), tuple(sorted(hours)), EVERY_MONTH, zone=ZoneInfo(zone)
    )
    first = sequence.first(START + offset)
    assert first is not None
    second = sequence.first(first + 1)
    assert second is not None
    assert sequence.last(START, second - 1) == first
    shown = datetime_of(first, ZoneInfo(zone))
    assert (shown.minute in minutes, shown.hour in hours, shown.second) == (True, True, 0)


@settings(max_examples=60)
@given(st.integers(1, 10**9), st.integers(1, 50) | st.just(FOR_EVER), st.integers(-(10**10), 10**11))
def test_simple_first_and_last_agree(interval: int, count: int, offset: int) -> None:
    """Whatever fire time comes next, the last one until then is that one."""
    sequence = SimpleSequence(START, interval, count)
    first = sequence.first(START + offset)
    if first is None:
        last = sequence.last(START, 2**62)
        assert last is not None
        assert last < START + offset
    else:
        assert sequence.last(START, first) == first
        assert first >= START + offset
