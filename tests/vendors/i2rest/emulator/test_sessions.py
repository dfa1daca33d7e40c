from __future__ import annotations

from harness.emulation.clock import SECOND
from harness.vendors.i2rest.emulator.sessions import ANONYMOUS_MAX, AnonymousPool, SessionJob


def test_sessions_are_named_as_in_the_documents() -> None:
    """I2RESTS serves a token, I2RESTA whoever has none."""
    assert SessionJob.of_token(30126, "USRX").job == "030126/USRX/I2RESTS"
    assert SessionJob.anonymous(30075).job == "030075/USRX/I2RESTA"


def test_a_pool_grows_by_one_in_advance_up_to_its_maximum() -> None:
    """Another is wanted only when the last free one was taken."""
    pool = AnonymousPool([SessionJob.anonymous(number) for number in range(1, ANONYMOUS_MAX)])
    assert not pool.wants_another(0)
    for session in list(pool.sessions):
        pool.occupy(session, 100)
    assert pool.wants_another(0)
    pool.sessions.append(SessionJob.anonymous(9))
    assert not pool.wants_another(0)
    assert pool.free(0) == SessionJob.anonymous(9)


def test_idle_sessions_end_and_one_stays() -> None:
    """After ten minutes without a call."""
    pool = AnonymousPool([SessionJob.anonymous(number) for number in (1, 2, 3)])
    for session in list(pool.sessions):
        pool.occupy(session, SECOND)
    kept = pool.copy()
    pool.settle(500 * SECOND)
    assert len(pool.sessions) == 3
    pool.settle(700 * SECOND)
    assert (len(pool.sessions), len(kept.sessions)) == (1, 3)
