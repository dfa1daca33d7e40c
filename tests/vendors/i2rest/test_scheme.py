from __future__ import annotations

import pytest

from harness.errors import TargetError
from harness.exchange import Headers, Request, Response
from harness.flow import Wait
from harness.session import Session
from harness.target import Credentials
from harness.vendors.i2rest.scheme import I2RestScheme
from tests.vendors.i2rest.bench import Bench

SCHEME = I2RestScheme()
CLIENT = Credentials("harness", "s e&c", {"scope": "run_command", "token_path": "/auth"})


def login(credentials: Credentials, answer: Response | None) -> Session:
    """Log in at a server that answers so."""
    flow = SCHEME.login(credentials)
    asked = next(flow)
    assert not isinstance(asked, Wait)
    with pytest.raises(StopIteration) as end:
        flow.send(answer)
    session: Session = end.value.value
    return session


def test_a_login_asks_for_a_token_with_the_clients_own_words() -> None:
    """Form-encoded, at the configured path, for the configured scope."""
    asked = next(SCHEME.login(CLIENT))
    assert isinstance(asked, Request)
    assert asked.target == "/auth"
    assert asked.body == (
        b"grant_type=client_credentials&client_id=harness&client_secret=s+e%26c&scope=run_command"
    )


def test_a_session_carries_its_token_and_keeps_it_secret() -> None:
    """The refresh token is a secret too."""
    session = login(CLIENT, Response(200, body=b'{"access_token": "T1", "refresh_token": "R1"}'))
    dressed = SCHEME.dress(Request("POST", "/", Headers.of(Authorization="Bearer old")), session)
    assert dressed.headers.all("Authorization") == ("Bearer T1",)
    assert session.secrets == ("T1", "R1")
    assert "T1" not in repr(session)
    assert "Authorization" not in SCHEME.dress(dressed, None).headers


@pytest.mark.parametrize("answer", [None, Response(401), Response(200, body=b"{}"), Response(200, body=b"[")])
def test_a_refused_login_is_told(answer: Response | None) -> None:
    """Without a token there is no session."""
    with pytest.raises(TargetError):
        login(CLIENT, answer)


def test_a_session_may_bring_its_token() -> None:
    """Where tokens are given out by hand."""
    flow = SCHEME.login(Credentials("a", "b", {"token": "MINE"}))
    with pytest.raises(StopIteration) as end:
        next(flow)
    assert end.value.value.secrets == ("MINE",)


def test_a_spoilt_session_is_refused() -> None:
    """And that is what tells that a token has run out."""
    bench = Bench()
    response = bench.post("/run_command", {"command": "DSPLIBL"}, "expired")
    assert SCHEME.expired(response)
    assert not SCHEME.expired(Response(403))
    assert list(SCHEME.logout(bench.session("primary"))) == []
