from __future__ import annotations

import base64
import json

from harness.vendors.zosmf.emulator.tokens import LIFETIME, Tokens


def test_a_login_is_handed_out_again() -> None:
    """A second login returns the very tokens of the first as long as they are good."""
    tokens = Tokens()
    first = tokens.login("ME", 0, seed=1)
    assert tokens.login("ME", LIFETIME - 1, seed=1) == first
    assert tokens.login("ME", LIFETIME, seed=1) != first


def test_a_token_runs_out() -> None:
    """A token is good until its end and not a moment longer."""
    tokens = Tokens()
    login = tokens.login("ME", 0, seed=1)
    assert tokens.login_of(login.ltpa, LIFETIME - 1) == login
    assert tokens.login_of(login.ltpa, LIFETIME) is None


def test_logging_out_ends_both_tokens() -> None:
    """After a logout neither token is good, and logging out again does nothing."""
    tokens = Tokens()
    login = tokens.login("ME", 0, seed=1)
    tokens.logout(login)
    tokens.logout(login)
    assert tokens.login_of(login.ltpa, 1) is tokens.login_of(login.jwt, 1) is None


def test_tokens_depend_on_user_and_seed_only() -> None:
    """Equal histories give equal tokens; another user, seed or login gives others."""
    one, two = (Tokens().login("ME", 0, seed=1) for _ in range(2))
    assert one == two
    assert len({one.jwt, Tokens().login("YOU", 0, seed=1).jwt, Tokens().login("ME", 0, seed=2).jwt}) == 3


def test_a_json_web_token_names_its_user() -> None:
    """The token has three parts, of which the second tells user, beginning and end in Unix time."""
    login = Tokens(epoch=1_767_571_200).login("ME", 1_500_000_000, seed=1)
    claims = login.jwt.split(".")[1]
    document = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    assert (document["sub"], document["iat"]) == ("ME", 1_767_571_201)
    assert document["exp"] - document["iat"] == 8 * 3600
    assert login.jwt.count(".") == 2


def test_a_copy_stands_alone() -> None:
    """A logout after a copy leaves the copy's tokens good."""
    tokens = Tokens()
    login = tokens.login("ME", 0, seed=1)
    copy = tokens.copy()
    tokens.logout(login)
    assert copy.login_of(login.jwt, 1) == login


def test_a_login_can_be_asked_for_anew() -> None:
    """Then both logins are good, each until its own end or logout; what ran out is forgotten."""
    tokens = Tokens()
    first, second = (tokens.login("ME", at, seed=1, anew=True) for at in (0, 1))
    assert first != second
    tokens.logout(first)
    assert tokens.login_of(first.jwt, 2) is None
    assert tokens.login_of(second.jwt, 2) == second
    tokens.login("ME", LIFETIME, seed=1, anew=True)
    tokens.login("ME", 2 * LIFETIME - 1, seed=1, anew=True)
    assert not {second.ltpa, second.jwt} & tokens.by_token.keys()


def test_whether_a_user_holds_a_token_is_known() -> None:
    """From the login on, and no longer than the token is good."""
    tokens = Tokens()
    assert not tokens.known("ME", 0)
    tokens.login("ME", 0, seed=1)
    assert tokens.known("ME", 0)
    assert not tokens.known("ME", LIFETIME)
