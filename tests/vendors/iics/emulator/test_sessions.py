from __future__ import annotations

import pytest

from harness.vendors.iics.emulator.release import DOCUMENTED, DRIFTS, Release
from harness.vendors.iics.emulator.sessions import MINUTE, Sessions

JWT = DRIFTS.release({"D23"})


def test_use_keeps_a_session_alive() -> None:
    """Thirty minutes without use end it, thirty minutes with use do not."""
    sessions = Sessions()
    token = sessions.login("u", 0, 1, DOCUMENTED)
    assert sessions.use(token, 29 * MINUTE, DOCUMENTED) is not None
    assert sessions.use(token, 58 * MINUTE, DOCUMENTED) is not None
    assert sessions.use(token, 88 * MINUTE, DOCUMENTED) is None
    assert sessions.use(token, 88 * MINUTE, DOCUMENTED) is None


def test_a_web_token_ends_when_it_says() -> None:
    """Its use does not help, and it is longer than small header limits."""
    sessions = Sessions()
    token = sessions.login("u", 0, 1, JWT)
    assert token.count(".") == 2
    assert len(token) > 10_000
    assert sessions.use(token, 29 * MINUTE, JWT) is not None
    assert sessions.use(token, 30 * MINUTE, JWT) is None


def test_a_grace_is_given_where_there_is_one() -> None:
    """Later editions wait two minutes more."""
    grace = DRIFTS.release({"D22"})
    sessions = Sessions()
    token = sessions.login("u", 0, 1, grace)
    assert sessions.left(token, 31 * MINUTE, grace) == MINUTE
    assert sessions.left(token, 31 * MINUTE, DOCUMENTED) == 0


@pytest.mark.parametrize("release", [DOCUMENTED, JWT], ids=["opaque", "token"])
def test_equal_seeds_make_equal_sessions(release: Release) -> None:
    """So that equal runs get equal answers; one user's second session is another."""
    made = [Sessions().login("u", 5, 7, release) for _ in range(2)]
    assert made[0] == made[1]
    sessions = Sessions()
    assert len({sessions.login("u", 5, 7, release) for _ in range(3)}) == 3


def test_only_so_many_sessions_are_kept() -> None:
    """Nobody fills the memory by logging in."""
    sessions = Sessions()
    first = sessions.login("u", 0, 1, DOCUMENTED)
    for _ in range(10_000):
        sessions.login("u", 0, 1, DOCUMENTED)
    assert len(sessions.kept) == 10_000
    assert sessions.left(first, 0, DOCUMENTED) == 0


def test_a_copy_is_left_alone() -> None:
    """A snapshot keeps its sessions whatever happens later."""
    sessions = Sessions()
    token = sessions.login("u", 0, 1, DOCUMENTED)
    copy = sessions.copy()
    sessions.logout_all()
    assert (copy.left(token, 0, DOCUMENTED) > 0, sessions.kept) == (True, {})
