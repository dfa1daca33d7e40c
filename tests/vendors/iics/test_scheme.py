from __future__ import annotations

import orjson
import pytest

from harness.errors import TargetError
from harness.exchange import Headers, Request, Response
from harness.session import Session
from harness.target import Credentials
from harness.traffic.drivers import run_flow
from harness.vendors.iics.scheme import IicsScheme

SCHEME = IicsScheme()
USER = Credentials("u", "p", {"securitydomain": "corp"})
JSON = Headers.of(Content_Type="application/json")


def login(response: Response | None) -> tuple[Session, Request]:
    """Log in at a server that answers so."""
    sent: list[Request] = []

    def send(request: Request) -> Response | None:
        sent.append(request)
        return response

    return run_flow(SCHEME.login(USER), send, lambda _: None), sent[0]


def test_a_login_gives_the_session_id() -> None:
    """Which must never be written down."""
    session, request = login(Response(200, JSON, b'{"icSessionId":"abc","serverUrl":"x"}'))
    assert session.secrets == ("abc",)
    sent = orjson.loads(request.body)
    assert sent == {"@type": "login", "username": "u", "password": "p", "securitydomain": "corp"}


@pytest.mark.parametrize("response", [None, Response(403, JSON, b"{}"), Response(200, JSON, b"{}")])
def test_a_refused_login_is_told(response: Response | None) -> None:
    """A run cannot go on."""
    with pytest.raises(TargetError):
        login(response)


def test_each_version_has_its_header() -> None:
    """One session id, and no other is left on the request."""
    session, _ = login(Response(200, JSON, b'{"icSessionId":"abc"}'))
    theirs = Headers.of(icSessionID="theirs", INFA_SESSION_ID="theirs", Accept="x")
    old = SCHEME.dress(Request("GET", "/saas/api/v2/task", theirs), session)
    new = SCHEME.dress(Request("POST", "/saas/public/core/v3/lookup", theirs), session)
    assert old.headers.fields == (("Accept", "x"), ("icSessionId", "abc"))
    assert new.headers.fields == (("Accept", "x"), ("INFA-SESSION-ID", "abc"))
    assert SCHEME.dress(old, None).headers.fields == (("Accept", "x"),)


def test_a_spoilt_session_is_another() -> None:
    """And only a 401 says that one has run out: a 403 is any refusal."""
    session, _ = login(Response(200, JSON, b'{"icSessionId":"abc"}'))
    spoilt = SCHEME.dress(Request("GET", "/"), SCHEME.spoil(session))
    assert spoilt.headers.get("icSessionId") not in {None, "abc"}
    assert [SCHEME.expired(Response(status)) for status in (401, 403, 200)] == [True, False, False]


def test_a_logout_is_asked_in_the_session() -> None:
    """It ends that one."""
    session, _ = login(Response(200, JSON, b'{"icSessionId":"abc"}'))
    [request] = list(SCHEME.logout(session))
    assert isinstance(request, Request)
    assert (request.target, request.headers.get("icSessionId")) == ("/saas/api/v2/user/logout", "abc")
