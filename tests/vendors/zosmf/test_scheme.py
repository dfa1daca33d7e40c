"""Sessions: one login, then tokens; a stale token never counts as a wrong password."""

from __future__ import annotations

import base64

import pytest

from harness.errors import TargetError
from harness.exchange import Headers, Request, Response
from harness.session import Session
from harness.target import Credentials
from harness.traffic.drivers import run_flow
from harness.vendors.zosmf.scheme import ZosmfScheme
from tests.vendors.zosmf.bench import Bench, headers

USER = Credentials("IBMUSER", "SYS1")
SCHEME = ZosmfScheme()
LIST = Request("GET", "/zosmf/restjobs/jobs", headers())


def login(answer: Response | None) -> Session:
    """Log in to a server that answers so."""
    return run_flow(SCHEME.login(USER), lambda _: answer, lambda _: None)


def bare(bench: Bench, request: Request) -> Response:
    """Send a request to the emulator with its own credentials only."""
    return bench.emulator.receive(request, "http://zosmf.example").response


def test_a_login_gives_tokens_that_are_let_in_until_logged_out() -> None:
    """The emulator takes the token, refuses a stale one, and forgets it at the logout."""
    bench = Bench()
    session = run_flow(SCHEME.login(USER), lambda request: bare(bench, request), lambda _: None)
    assert bare(bench, SCHEME.dress(LIST, session)).status == 200
    assert bare(bench, SCHEME.dress(LIST, SCHEME.spoil(session))).status == 401
    assert bare(bench, SCHEME.dress(LIST, None)).status == 401
    run_flow(SCHEME.logout(session), lambda request: bare(bench, request), lambda _: None)
    answer = bare(bench, SCHEME.dress(LIST, session))
    assert answer.status == 401
    assert SCHEME.expired(answer)


def test_tokens_are_kept_in_one_order_and_told_as_secrets() -> None:
    """Servers send the cookies in either order; attributes stay behind."""
    cookies = (("Set-Cookie", "jwtToken=J; Path=/; Secure"), ("Set-Cookie", "LtpaToken2=L; HttpOnly"))
    session = login(Response(200, Headers((*cookies, ("Set-Cookie", "other=1")))))
    assert session.headers.get("Cookie") == "LtpaToken2=L; jwtToken=J"
    assert session.secrets == ("L", "J")


def test_a_level_without_the_token_service_is_asked_by_password() -> None:
    """A 404 means that each request carries Basic credentials."""
    session = login(Response(404))
    encoded = base64.b64encode(b"IBMUSER:SYS1").decode()
    assert session.headers.get("Authorization") == f"Basic {encoded}"
    assert session.secrets == (encoded,)


@pytest.mark.parametrize("answer", [None, Response(401), Response(500), Response(200)])
def test_a_refused_login_is_one_line_without_the_password(answer: Response | None) -> None:
    """No session without a token, and no secret in a message."""
    with pytest.raises(TargetError) as caught:
        login(answer)
    assert "SYS1" not in str(caught.value)


def test_dressing_replaces_credentials_and_nothing_else() -> None:
    """The request's own credentials go, its other headers stay as they are, CSRF header or none."""
    own = Headers((("Accept", "*/*"), ("authorization", "Basic x"), ("Cookie", "jwtToken=y")))
    dressed = SCHEME.dress(Request("GET", "/a#b", own, b"x"), Session(Headers((("Cookie", "LtpaToken2=z"),))))
    assert dressed == Request("GET", "/a#b", Headers((("Accept", "*/*"), ("Cookie", "LtpaToken2=z"))), b"x")


def test_a_stale_session_holds_no_password() -> None:
    """A wrong password would be counted, and lock the user out."""
    stale = SCHEME.spoil(Session(Headers((("Authorization", "Basic x"),))))
    assert "Authorization" not in stale.headers
    assert not SCHEME.expired(Response(403))
