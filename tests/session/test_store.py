"""Named sessions: made when needed, made again when run out, broken on purpose where asked."""

from __future__ import annotations

import pytest

from harness.errors import TargetError, UsageError
from harness.exchange import Request, Response
from harness.flow import Flow
from harness.session import SessionStore
from harness.target import Credentials
from tests.bakery import Scheme, answer, request

USERS = {"primary": Credentials("anna", "anna-secret"), "other": Credentials("otto", "otto-secret")}


class Shop:
    """Answers logins with numbered tokens, and keeps what it was asked."""

    def __init__(self, status: int = 200) -> None:
        self.status = status
        self.asked: list[Request] = []

    def run(self, flow: Flow[None]) -> None:
        """Run a login to its end."""
        response: Response | None = None
        try:
            while True:
                step = flow.send(response)
                assert isinstance(step, Request)
                self.asked.append(step)
                response = answer(self.status, {"token": f"token-{len(self.asked)}"})
        except StopIteration:
            return


def carried(store: SessionStore, name: str) -> str | None:
    """Return the credentials that a request of session ``name`` carries."""
    return store.dress(name, request("GET", "/orders")).headers.get("Authorization")


def test_a_session_is_ready_once_it_has_logged_in() -> None:
    """Before its login a session cannot be used; after it, requests carry its token."""
    shop, store = Shop(), SessionStore(Scheme(), USERS)
    assert not store.ready("primary")
    shop.run(store.login("primary"))
    assert store.ready("primary")
    assert carried(store, "primary") == "Bearer token-1"
    assert not store.ready("other")


def test_no_credentials_need_no_login() -> None:
    """The session ``none`` takes away even the credentials that a request has."""
    store = SessionStore(Scheme(), {})
    assert store.ready("none")
    dressed = store.dress("none", request("GET", "/orders", Authorization="Bearer mine"))
    assert "Authorization" not in dressed.headers


def test_a_session_may_be_broken_on_purpose() -> None:
    """``expired`` carries a stale token, ``logged-out`` one that was given back."""
    shop, store = Shop(), SessionStore(Scheme(), USERS)
    shop.run(store.login("expired"))
    shop.run(store.login("logged-out"))
    assert carried(store, "expired") == "Bearer stale"
    assert carried(store, "logged-out") == "Bearer token-2"
    assert [(one.method, one.target) for one in shop.asked[1:]] == [("POST", "/login"), ("DELETE", "/login")]
    assert shop.asked[2].headers.get("Authorization") == "Bearer token-2"


def test_every_token_is_told_before_it_is_used() -> None:
    """Whoever keeps the record learns each token when the session is made."""
    told: list[str] = []
    shop, store = Shop(), SessionStore(Scheme(), USERS, told.append)
    shop.run(store.login("primary"))
    shop.run(store.login("other"))
    assert told == ["token-1", "token-2"]


def test_an_unknown_session_is_named_with_the_known_ones() -> None:
    """A session that nobody configured is wrong usage."""
    store = SessionStore(Scheme(), USERS)
    with pytest.raises(UsageError) as raised:
        Shop().run(store.login("third"))
    assert raised.value.mend == "known sessions: primary, other, none, expired, logged-out"
    with pytest.raises(UsageError, match="known sessions: none"):
        Shop().run(SessionStore(Scheme(), {}).login("expired"))


def test_a_refused_login_is_the_targets_affair() -> None:
    """A login that the target refuses makes nothing ready."""
    store = SessionStore(Scheme(), USERS)
    with pytest.raises(TargetError):
        Shop(403).run(store.login("primary"))
    assert not store.ready("primary")


def test_a_session_that_served_before_is_made_anew_when_it_runs_out() -> None:
    """After a good answer, one that says the session ran out calls for a new login, once."""
    shop, store = Shop(), SessionStore(Scheme(), USERS)
    shop.run(store.login("primary"))
    assert not store.ran_out("primary", answer(200))
    assert store.ran_out("primary", answer(401))
    assert not store.ready("primary")
    shop.run(store.login("primary"))
    assert carried(store, "primary") == "Bearer token-2"
    assert not store.ran_out("primary", answer(401))


def test_a_session_that_never_served_does_not_log_in_again_and_again() -> None:
    """A user who is always refused is not logged in after each request: that locks users out."""
    shop, store = Shop(), SessionStore(Scheme(), USERS)
    shop.run(store.login("primary"))
    assert not store.ran_out("primary", answer(401))
    assert store.ready("primary")


def test_a_session_broken_on_purpose_stays_broken() -> None:
    """What is meant to be refused is not mended."""
    shop, store = Shop(), SessionStore(Scheme(), USERS)
    shop.run(store.login("expired"))
    assert not store.ran_out("expired", answer(200))
    assert not store.ran_out("expired", answer(401))
    assert not store.ran_out("none", answer(401))
    assert carried(store, "expired") == "Bearer stale"


def test_beside_a_client_certificate_nobody_is_nobody() -> None:
    """A server may take the certificate for an identity, so a session without one proves nothing."""
    store = SessionStore(Scheme(), USERS, certified=True)
    assert store.names == ("primary", "other")
    for name in ("none", "expired", "logged-out"):
        assert not store.ready(name)
        with pytest.raises(UsageError, match="no session is called"):
            Shop().run(store.login(name))
