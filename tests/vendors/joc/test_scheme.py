from __future__ import annotations

import pytest

from harness.errors import TargetError
from harness.exchange import Headers, Request, Response
from harness.session import Session
from harness.target import Credentials
from harness.vendors.joc.scheme import LOGIN, JocScheme
from tests.vendors.joc.bench import answer

SCHEME = JocScheme()
SESSION = Session(Headers((("X-Access-Token", "t"), ("access_token", "t"))), ("t",))


def test_a_login_gives_the_token_of_the_document() -> None:
    """Under both names that releases know."""
    flow = SCHEME.login(Credentials("root", "root"))
    request = next(flow)
    assert isinstance(request, Request)
    assert request.headers.get("Authorization") == "Basic cm9vdDpyb290"
    with pytest.raises(StopIteration) as ended:
        flow.send(answer({"accessToken": "secret", "isAuthenticated": True}))
    assert ended.value.value.secrets == ("secret",)
    assert dict(ended.value.value.headers) == {"X-Access-Token": "secret", "access_token": "secret"}


@pytest.mark.parametrize(
    "response", [None, answer({"isAuthenticated": False}, 401), answer({}), Response(200)]
)
def test_a_login_that_fails_says_so(response: Response | None) -> None:
    """In words for people."""
    flow = SCHEME.login(Credentials("root", "wrong"))
    next(flow)
    with pytest.raises(TargetError, match="JOC"):
        flow.send(response)


def test_a_request_is_dressed_with_nothing_but_its_session() -> None:
    """A login brings its own proof; who names one header gets the token there alone."""
    bare = Request("POST", "/joc/api/orders", Headers((("Authorization", "x"),)))
    assert dict(SCHEME.dress(bare, SESSION).headers) == {"X-Access-Token": "t", "access_token": "t"}
    for name in ("X-Access-Token", "access_token"):
        own = Request("POST", "/joc/api/orders", Headers((("Authorization", "x"), (name, "y"))))
        assert dict(SCHEME.dress(own, SESSION).headers) == {name: "t"}
        assert len(SCHEME.dress(own, None).headers) == 0
    login = Request("POST", LOGIN, Headers((("Authorization", "x"),)))
    assert SCHEME.dress(login, SESSION) is login


def test_a_session_is_ended_and_spoilt() -> None:
    """By the logout, and by a token that nobody knows."""
    request = next(SCHEME.logout(SESSION))
    assert isinstance(request, Request)
    assert request.target == "/joc/api/security/logout"
    assert SCHEME.spoil(SESSION).headers.get("X-Access-Token") not in (None, "t")


@pytest.mark.parametrize(
    ("status", "body", "over"),
    [
        (440, b"", True),
        (401, b"", True),
        (420, b"x UnknownSessionException x", True),
        (420, b"", False),
        (403, b"", False),
    ],
)
def test_three_signals_mean_one_thing(status: int, body: bytes, over: bool) -> None:
    """As the GUI takes them."""
    assert SCHEME.expired(Response(status, body=body)) is over
