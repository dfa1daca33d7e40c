from __future__ import annotations

import re

from harness.vendors.joc.emulator.accounts import Account
from harness.vendors.joc.emulator.sessions import IDLE_MS, Sessions

ROOT = Account("root", "all")
IDLE = IDLE_MS * 1_000_000


def test_each_login_gives_a_token_of_its_own() -> None:
    """A UUID; older ones stay good."""
    sessions = Sessions()
    first, second = sessions.login(ROOT, 0, 7), sessions.login(ROOT, 0, 7)
    assert first.token != second.token
    assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", first.token)
    assert sessions.get(first.token) == first


def test_a_session_runs_out_after_the_idle_time_and_not_at_it() -> None:
    """Fifteen minutes are still good; use begins them anew."""
    sessions = Sessions()
    session = sessions.login(ROOT, 0, 7)
    assert (sessions.over(session, IDLE), sessions.over(session, IDLE + 1)) == (False, True)
    before = sessions.copy()
    sessions.touch(session, 10)
    assert not sessions.over(session, IDLE + 10)
    assert before.over(session, IDLE + 10)


def test_a_new_login_drops_what_has_run_out() -> None:
    """Of the same user."""
    sessions = Sessions()
    old = sessions.login(ROOT, 0, 7)
    sessions.login(Account("me", "all"), IDLE + 1, 7)
    assert sessions.get(old.token) is not None
    sessions.login(ROOT, IDLE + 1, 7)
    assert sessions.get(old.token) is None


def test_a_logout_ends_one_session() -> None:
    """A copy from before still has it."""
    sessions = Sessions()
    session = sessions.login(ROOT, 0, 7)
    copy = sessions.copy()
    assert sessions.logout(session.token) == session
    assert sessions.logout(session.token) is None
    assert copy.get(session.token) == session
