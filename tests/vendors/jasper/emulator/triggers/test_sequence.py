from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.vendors.jasper.emulator.moments import DAY, MINUTE, moment_of
from harness.vendors.jasper.emulator.triggers.exclusion import Days
from harness.vendors.jasper.emulator.triggers.sequence import FOR_EVER, TRIES, SimpleSequence, enumerated
from tests.vendors.jasper.emulator.triggers.upcoming import START, upcoming

NEW_YORK = ZoneInfo("America/New_York")
MONDAYS = Days(UTC, lambda day: day.isoweekday() == 1)


def test_a_sequence_counts_its_fire_times() -> None:
    """There are as many as its count, and then none."""
    sequence = SimpleSequence(START, 10 * MINUTE, 3)
    assert upcoming(sequence, 9) == ["01-05 08:00", "01-05 08:10", "01-05 08:20"]
    assert sequence.last(START, START + DAY) == START + 20 * MINUTE
    assert (sequence.left(START), sequence.left(START + DAY)) == (2, 0)


def test_a_single_fire_time_is_its_start() -> None:
    """It has no interval, and nothing lies before or behind it."""
    sequence = SimpleSequence(START)
    assert (sequence.first(START), sequence.first(START + 1)) == (START, None)
    assert (sequence.last(0, START - 1), sequence.last(0, START)) == (None, START)
    assert sequence.last(START + 1, START + DAY) is None
    assert (sequence.single, sequence.left(START), sequence.left(START - 1)) == (True, 0, 1)


def test_the_end_is_not_in_it() -> None:
    """A fire time at the end no longer comes (Quartz)."""
    sequence = SimpleSequence(START, 10 * MINUTE, FOR_EVER, ends=START + 20 * MINUTE)
    assert upcoming(sequence, 9) == ["01-05 08:00", "01-05 08:10"]
    assert sequence.last(START, START + DAY) == START + 10 * MINUTE


def test_a_daily_sequence_shifts_with_daylight_saving() -> None:
    """Its day is 24 hours long, so that clocks show another hour from the change on."""
    start = moment_of(datetime(2026, 3, 7, 8, tzinfo=UTC))
    sequence = SimpleSequence(start, DAY, 3)
    assert upcoming(sequence, 3, NEW_YORK) == ["03-07 03:00", "03-08 04:00", "03-09 04:00"]


def test_excluded_fire_times_do_not_come() -> None:
    """They count as taken all the same, and a sequence that is excluded throughout has none."""
    sequence = SimpleSequence(START, DAY, 3).under(MONDAYS)
    assert upcoming(sequence, 9) == ["01-06 08:00", "01-07 08:00"]
    assert sequence.last(START, START) is None
    never = Days(UTC, lambda _: True)
    assert SimpleSequence(START, MINUTE, FOR_EVER).under(never).first(START) is None


def test_fire_times_of_a_span_are_counted() -> None:
    """By arithmetic where nothing is excluded, one by one where something is."""
    sequence = SimpleSequence(START, 10 * MINUTE, FOR_EVER)
    assert [sequence.count(START + 1, START + each) for each in (0, 10 * MINUTE, DAY)] == [0, 1, 144]
    assert SimpleSequence(START, MINUTE, 3).count(0, 2**60) == 3
    assert SimpleSequence(START, DAY, 14).under(MONDAYS).count(START, START + 13 * DAY) == 12
    assert enumerated(sequence, START, 2**60) == TRIES


@settings(max_examples=60)
@given(st.integers(1, 10**9), st.integers(1, 50) | st.just(FOR_EVER), st.integers(-(10**10), 10**11))
def test_first_and_last_agree(interval: int, times: int, offset: int) -> None:
    """Whatever fire time comes next, the last one until then is that one."""
    sequence = SimpleSequence(START, interval, times)
    first = sequence.first(START + offset)
    if first is None:
        last = sequence.last(START, 2**62)
        assert last is not None
        assert last < START + offset
    else:
        assert sequence.last(START, first) == first
        assert first >= START + offset
