from __future__ import annotations

from harness.vendors.jasper.emulator.accounts import User
from harness.vendors.jasper.emulator.sessions import LIFETIME, Sessions

ANN, BOB = User("ann", "o"), User("bob", "o")


def test_each_login_makes_a_session() -> None:
    """Their names differ, and equal seeds make equal ones."""
    sessions = Sessions(1)
    first, second = sessions.login(ANN, 0), sessions.login(ANN, 0)
    assert first != second
    assert first == Sessions(1).login(ANN, 5) != Sessions(2).login(ANN, 0)


def test_requests_by_password_share_one() -> None:
    """A new one is made when the old one has ended."""
    sessions = Sessions(1)
    first = sessions.of_password(ANN, 0)
    assert sessions.of_password(ANN, LIFETIME) == first
    assert sessions.of_password(ANN, 3 * LIFETIME) != first
    assert sessions.of_password(BOB, 0) != first


def test_a_logout_ends_one_session() -> None:
    """The others of the user go on."""
    sessions = Sessions(1)
    first, second = sessions.login(ANN, 0), sessions.login(ANN, 0)
    sessions.logout(first)
    sessions.logout("unknown")
    assert (sessions.use(first, 1), sessions.use(second, 1)) == (None, ANN)


def test_there_is_room_for_so_many() -> None:
    """Beyond that the longest unused one ends."""
    sessions = Sessions(1)
    first = sessions.login(ANN, 0)
    second = sessions.login(ANN, 0)
    sessions.use(first, 1)
    for _ in range(4095):
        sessions.login(BOB, 1)
    assert (sessions.use(first, 2), sessions.use(second, 2)) == (ANN, None)


def test_a_copy_goes_its_own_way() -> None:
    """What is done to the original leaves it alone."""
    sessions = Sessions(1)
    name = sessions.of_password(ANN, 0)
    twin = sessions.copy()
    sessions.logout(name)
    assert twin.use(name, 1) == ANN
    assert twin.login(ANN, 1) == sessions.login(ANN, 1)
