from __future__ import annotations

from harness.vendors.i2rest.emulator.sessions import SessionJob
from harness.vendors.i2rest.emulator.tokens import Device, Grant, Tokens


def grant(expires: int = 10) -> Grant:
    """Return a grant."""
    return Grant("harness", frozenset({"run_command"}), expires, SessionJob.of_token(1, "USRX"))


def test_tokens_follow_from_the_seed() -> None:
    """Equal seeds give equal tokens, each drawn once."""
    first, second, other = Tokens(1), Tokens(1), Tokens(2)
    drawn = [first.draw() for _ in range(3)]
    assert drawn == [second.draw() for _ in range(3)]
    assert len({*drawn, other.draw()}) == 4
    assert len(drawn[0]) == 43
    assert len(first.draw_user_code()) == 9


def test_a_token_runs_out() -> None:
    """At its last instant it is unknown."""
    tokens = Tokens(1)
    tokens.keep("t", grant())
    assert tokens.grant("t", 9) is not None
    assert tokens.grant("t", 10) is None
    assert tokens.grant("u", 0) is None


def test_memory_is_bounded() -> None:
    """The oldest go first."""
    tokens = Tokens(1)
    for number in range(5000):
        tokens.keep(str(number), grant())
        tokens.keep_refresh(str(number), "harness", ())
        tokens.keep_device(Device(str(number), "harness", (), "A", 1, 1))
    assert len(tokens.grants) == len(tokens.refreshing) == len(tokens.devices) == 4096
    assert "0" not in tokens.grants
    assert tokens.copy().grants == tokens.grants
