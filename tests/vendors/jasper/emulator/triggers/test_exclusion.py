from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from harness.vendors.jasper.emulator.moments import DAY, MINUTE, moment_of
from harness.vendors.jasper.emulator.triggers.exclusion import NOTHING, Chain, Days, Instants, TimeRange
from harness.vendors.jasper.emulator.triggers.quartz_cron import parse_quartz_cron

MONDAY = moment_of(datetime(2026, 1, 5, 8, tzinfo=UTC))
MONDAYS = Days(UTC, lambda day: day.isoweekday() == 1)
MORNINGS = TimeRange(UTC, 8 * 60 * MINUTE, 10 * 60 * MINUTE)


def test_whole_days_are_free_again_at_midnight() -> None:
    """A day is one of the calendar's zone, and it ends when that zone's next one begins."""
    assert MONDAYS.excludes(MONDAY)
    assert MONDAYS.resumes(MONDAY) == moment_of(datetime(2026, 1, 6, tzinfo=UTC))
    tokyo = Days(ZoneInfo("Asia/Tokyo"), MONDAYS.holds)
    assert not tokyo.excludes(MONDAY + 8 * 60 * MINUTE)


def test_a_range_of_the_day_ends_behind_its_last_millisecond() -> None:
    """Both ends are excluded, and what resumes is free."""
    end = MONDAY + 2 * 60 * MINUTE
    assert (MORNINGS.excludes(MONDAY), MORNINGS.excludes(end), MORNINGS.excludes(end + 1)) == (
        True,
        True,
        False,
    )
    assert MORNINGS.resumes(MONDAY) == end + 1


def test_an_inverted_range_excludes_everything_else() -> None:
    """It resumes when the range begins, today or tomorrow."""
    inverted = TimeRange(UTC, MORNINGS.begins, MORNINGS.ends, inverted=True)
    evening, night = MONDAY + 12 * 60 * MINUTE, MONDAY - 60 * MINUTE
    assert (inverted.excludes(MONDAY), inverted.excludes(evening)) == (False, True)
    assert (inverted.resumes(night), inverted.resumes(evening)) == (MONDAY, MONDAY + DAY)


def test_an_expression_excludes_seconds() -> None:
    """The next second may be free."""
    instants = Instants(UTC, parse_quartz_cron("0 0 8 * * ?"))
    assert (instants.excludes(MONDAY), instants.excludes(MONDAY + 1000)) == (True, False)
    assert instants.resumes(MONDAY + 7) == MONDAY + 1000


def test_exclusions_add_up() -> None:
    """A chain excludes what any link does, and resumes with the longest."""
    chain = Chain((MONDAYS, MORNINGS))
    tuesday = MONDAY + DAY
    assert (chain.excludes(MONDAY + 6 * 60 * MINUTE), chain.excludes(tuesday)) == (True, True)
    assert chain.resumes(MONDAY) == MONDAYS.resumes(MONDAY)
    assert not NOTHING.excludes(MONDAY)
