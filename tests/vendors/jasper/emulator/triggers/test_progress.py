from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.vendors.jasper.emulator.moments import DAY, MINUTE, moment_of
from harness.vendors.jasper.emulator.triggers.calendar_sequence import CalendarSequence
from harness.vendors.jasper.emulator.triggers.exclusion import Days
from harness.vendors.jasper.emulator.triggers.progress import (
    MISFIRE_THRESHOLD,
    Leg,
    Progress,
    adopt,
    begin,
    pause,
    resume,
    standing,
)
from harness.vendors.jasper.emulator.triggers.sequence import FOR_EVER, FireTimes, SimpleSequence

START = moment_of(datetime(2026, 1, 5, 8, tzinfo=UTC))
HOURLY = CalendarSequence(START, (0,), tuple(range(24)), frozenset(range(1, 13)))
TEN = 10 * MINUTE


def begun(sequence: FireTimes, now: int = START) -> Progress:
    """Return a trigger that is scheduled."""
    progress = begin(sequence, now)
    assert progress is not None
    return progress


def after_pause(sequence: FireTimes, paused: int, resumed: int, *, misfires: bool) -> list[int]:
    """Return when a trigger runs within a day that is paused for a while, in minutes from its start."""
    progress = resume(pause(begun(sequence), START + paused), START + resumed, misfires=misfires)
    return [(at - START) // MINUTE for at in progress.run_times(START + DAY)]


def test_a_trigger_fires_at_its_times() -> None:
    """It tells the last and the next, and when its job is over with the last run."""
    progress = begun(SimpleSequence(START, TEN, 2))
    first = standing(progress, START, 1000)
    assert (first.previous, first.next, first.ended) == (START, START + TEN, None)
    last = standing(progress, START + TEN, 1000)
    assert (last.previous, last.next, last.ended) == (START + TEN, None, START + TEN + 1000)
    assert (last.over(START + TEN), last.over(START + TEN + 1000)) == (False, True)


def test_a_start_within_the_minute_runs_at_once() -> None:
    """Its fire time is the minute's beginning, its run begins when it is scheduled."""
    late = standing(begun(SimpleSequence(START), START + 30_000), START + 30_000, 1000)
    assert (late.previous, late.ran, late.ended) == (START, START + 30_000, START + 31_000)


def test_what_never_fires_is_not_scheduled() -> None:
    """No fire time, no trigger."""
    assert begin(SimpleSequence(START, ends=START), START) is None
    assert begin(SimpleSequence(START, TEN, 3, exclusion=Days(UTC, lambda _: True)), START) is None


@pytest.mark.parametrize(
    ("sequence", "runs"),
    [
        (SimpleSequence(START - DAY), [0]),
        (SimpleSequence(START - DAY, 7 * 60 * MINUTE, FOR_EVER), [4 * 60, 11 * 60, 18 * 60]),
        (SimpleSequence(START - 2 * TEN, TEN, 3), [0, 10, 20]),
        (CalendarSequence(START - DAY, (30,), (23,), frozenset({1})), [0, 15 * 60 + 30]),
    ],
)
def test_a_past_start_follows_the_smart_policy(sequence: FireTimes, runs: list[int]) -> None:
    """A single fire time runs now, an endless one waits, a counted one moves, a calendar runs once now."""
    times = begun(sequence).run_times(START + 20 * 60 * MINUTE)
    assert [(at - START) // MINUTE for at in times] == runs


def test_missed_fire_times_never_run() -> None:
    """A resumed trigger runs at its later times only, in its old beat (web services guide, resuming)."""
    assert after_pause(SimpleSequence(START, TEN, 5), TEN + 1, 3 * TEN, misfires=False) == [0, 10, 40]
    assert after_pause(SimpleSequence(START + TEN), 0, 2 * TEN, misfires=False) == []


def test_a_trigger_with_nothing_left_is_over_when_resumed() -> None:
    """As long as it is paused it stays, even when its times are past."""
    paused = pause(begun(SimpleSequence(START + TEN)), START)
    kept = standing(paused, START + DAY, 0)
    assert (kept.paused, kept.next, kept.ended) == (True, None, None)
    resumed = resume(paused, START + DAY)
    assert standing(resumed, START + DAY, 0).over(START + DAY)


@pytest.mark.parametrize(
    ("sequence", "resumed", "runs"),
    [
        (SimpleSequence(START + TEN), TEN + MINUTE, [11]),
        (SimpleSequence(START + TEN), 60 * MINUTE, [60]),
        (SimpleSequence(START + TEN, 6 * 60 * MINUTE, 3), 60 * MINUTE, [60, 420, 780]),
        (SimpleSequence(START + TEN, 12 * 60 * MINUTE, FOR_EVER), 60 * MINUTE, [730]),
        (CalendarSequence(START + TEN, (30,), (8, 20), frozenset({1})), 60 * MINUTE, [60, 750]),
    ],
)
def test_misfires_run_where_quartz_has_it(sequence: FireTimes, resumed: int, runs: list[int]) -> None:
    """What is late by less than the threshold runs late, what is later goes by the smart policy."""
    assert after_pause(sequence, 0, resumed, misfires=True) == runs


def test_misfires_change_nothing_when_nothing_was_missed() -> None:
    """A pause between two fire times leaves no trace under either rule."""
    times = [after_pause(SimpleSequence(START, TEN, 3), 1, TEN - 1, misfires=each) for each in (True, False)]
    assert times == [[0, 10, 20], [0, 10, 20]]


def test_pausing_and_resuming_are_idempotent() -> None:
    """A second pause and a resume of what runs change nothing."""
    progress = begun(HOURLY)
    paused = pause(progress, START + 5)
    assert pause(paused, START + DAY) is paused
    assert resume(progress, START + DAY) is progress


def test_a_pause_in_the_last_run_does_not_keep_the_job() -> None:
    """The run ends, and with it the job, paused or not."""
    paused = pause(begun(SimpleSequence(START)), START)
    assert standing(paused, START + 999, 1000).paused
    assert standing(paused, START + 999, 1000).ended == START + 1000


def test_a_new_calendar_counts_at_once_or_after_the_next_fire_time() -> None:
    """What has run stays known under both."""
    mondays = Days(UTC, lambda day: day.isoweekday() == 1)
    progress = begun(HOURLY)
    at_once = adopt(progress, mondays, START, keeps_next=False)
    later = adopt(progress, mondays, START, keeps_next=True)
    midnight = START + 16 * 60 * MINUTE
    assert [standing(each, START, 0).next for each in (at_once, later)] == [midnight, START + 60 * MINUTE]
    assert standing(later, START + 61 * MINUTE, 0).next == midnight
    assert [len(each.run_times(START)) for each in (at_once, later)] == [1, 1]


def test_a_new_calendar_reaches_paused_triggers_too() -> None:
    """It stays paused, and its next fire time is another; one that has none left is left alone."""
    mondays = Days(UTC, lambda day: day.isoweekday() == 1)
    paused = adopt(pause(begun(HOURLY), START), mondays, START, keeps_next=False)
    assert standing(paused, START, 0).next == START + 16 * 60 * MINUTE
    spent = Progress(Leg(START, None, START))
    assert adopt(spent, mondays, START, keeps_next=False) is spent


def test_runs_are_counted_across_pauses() -> None:
    """Each run counts once, whichever stretch it was in."""
    progress = begun(SimpleSequence(START, TEN, FOR_EVER))
    progress = resume(pause(progress, START + TEN), START + 2 * TEN + 1)
    assert len(progress.run_times(START + 4 * TEN)) == 4
    assert len(pause(progress, START + 4 * TEN).run_times(START + DAY)) == 4
    assert pause(progress, START + 4 * TEN).count(START + DAY) == progress.count(START + 4 * TEN) == 4


def test_the_latest_runs_are_remembered_one_by_one() -> None:
    """All of them are counted."""
    progress = begun(SimpleSequence(START - DAY, MINUTE, FOR_EVER))
    late = START + DAY
    assert progress.count(late) == 24 * 60
    assert progress.run_times(late) == [late - each * MINUTE for each in range(99, -1, -1)]


def test_a_fire_time_that_ran_late_is_counted_once() -> None:
    """What was missed and the sequence that goes on behind it."""
    calendar = CalendarSequence(START - DAY, (30,), (23,), frozenset({1}))
    progress = begun(calendar)
    assert progress.count(START + DAY) == len(progress.run_times(START + DAY)) == 2


@settings(max_examples=80)
@given(
    st.lists(st.integers(1, 5 * TEN), max_size=6),
    st.booleans(),
    st.sampled_from([SimpleSequence(START, TEN, 9), SimpleSequence(START, TEN, FOR_EVER), HOURLY]),
)
def test_what_is_told_follows_from_what_was_asked(
    waits: list[int], misfires: bool, sequence: FireTimes
) -> None:
    """However often it is paused, the last run lies before the moment and the next one behind it."""
    progress, now = begun(sequence), START
    for position, wait in enumerate(waits):
        now += wait
        progress = resume(progress, now, misfires=misfires) if position % 2 else pause(progress, now)
        at = standing(progress, now, 0)
        assert at.previous is None or at.previous <= now
        assert at.next is None or at.next > now or (at.paused and misfires)
        assert at.ran is None or at.ran <= now
        assert MISFIRE_THRESHOLD == 3 * MINUTE
