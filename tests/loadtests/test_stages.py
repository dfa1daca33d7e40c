from __future__ import annotations

import pytest
from generator.stages import UserStage, parse_stages, users_at


def test_stages_are_read_in_seconds_minutes_and_hours() -> None:
    """A length with a unit, a colon, a number of users."""
    assert parse_stages("30s:10, 2m:50,0.5h:0") == (UserStage(30, 10), UserStage(120, 50), UserStage(1800, 0))


@pytest.mark.parametrize("wrong", ["", "30:10", "30s", "30s:x", "30s:10;40s:20", "0s:10"])
def test_what_is_no_stage_is_refused(wrong: str) -> None:
    """The error shows what was given."""
    with pytest.raises(ValueError, match="no list of stages"):
        parse_stages(wrong)


@pytest.mark.parametrize(("seconds", "users"), [(0, 0), (5, 5), (10, 10), (15, 15), (20, 20), (25, 10)])
def test_users_move_in_straight_lines(seconds: float, users: int) -> None:
    """Each stage goes from the users before it to its own."""
    assert users_at(parse_stages("10s:10,10s:20,10s:0"), seconds) == users


def test_the_last_stage_ends_the_run() -> None:
    """After it there is no number of users."""
    assert users_at(parse_stages("10s:10"), 10) is None
