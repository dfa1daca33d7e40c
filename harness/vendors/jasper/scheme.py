"""How JasperReports Server knows who asks: a login, then the session's cookie.

Two web applications on one host have sessions of their own, so there is a cookie for each that is there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from harness.errors import TargetError
from harness.exchange import Headers, Request, Response
from harness.flow import Flow
from harness.session import Session
from harness.target import Credentials
from harness.vendors.jasper import names

COOKIE = "JSESSIONID"
_FORM = Headers((("Content-Type", "application/x-www-form-urlencoded"),))
_STALE = "0" * 32
"""A session that no server knows; without a password, so that it counts as no failed login."""


@dataclass(frozen=True)
class JasperScheme:
    """Log in by ``POST /rest_v2/login`` at each web application of the host."""

    def login(self, credentials: Credentials) -> Flow[Session]:
        """Return a session with the cookies; raise ``TargetError`` when the login is refused."""
        body = urlencode({"j_username": credentials.user, "j_password": credentials.password}).encode()
        cookies: list[tuple[str, str]] = []
        for context in names.CONTEXTS:
            response = yield Request("POST", f"/{context}/rest_v2/login", _FORM, body)
            if response is None:
                raise TargetError("the server did not answer the login", mend="check the target's address")
            if response.status == 404:
                continue
            cookies.append((context, _cookie(response, credentials.user)))
        if not cookies:
            where = " nor ".join(f"/{context}" for context in names.CONTEXTS)
            raise TargetError(f"the server has neither {where}", mend="check the target's address")
        return _session(cookies, "session cookies")

    def logout(self, session: Session) -> Flow[None]:
        """End the session by ``GET /logout.html``."""
        for context in _cookies(session):
            yield self.dress(Request("GET", f"/{context}/logout.html"), session)

    def dress(self, request: Request, session: Session | None) -> Request:
        """Put the cookie of the request's web application in place of any credentials."""
        bare = request.headers.without("Authorization", "Cookie")
        context = request.path.lstrip("/").partition("/")[0]
        value = _cookies(session).get(context) if session else None
        carried = (("Cookie", f"{COOKIE}={value}"),) if value else ()
        return replace(request, headers=Headers((*bare.fields, *carried)))

    def spoil(self, session: Session) -> Session:
        """Return a session that no server knows."""
        return _session([(context, _STALE) for context in _cookies(session)], "a session that has run out")

    def expired(self, response: Response) -> bool:
        """Tell whether the session has run out."""
        return response.status == 401


def _session(cookies: list[tuple[str, str]], note: str) -> Session:
    """Keep each cookie under the name of its web application; they never leave in this form."""
    return Session(Headers(tuple(cookies)), tuple(dict.fromkeys(value for _, value in cookies)), note)


def _cookies(session: Session) -> dict[str, str]:
    return dict(session.headers.fields)


def _cookie(response: Response, user: str) -> str:
    pairs = (value.split(";", 1)[0].strip().partition("=") for value in response.headers.all("Set-Cookie"))
    given = [value for name, _, value in pairs if name == COOKIE and value]
    if response.status != 200 or not given:
        mend = "check the target's user and password"
        raise TargetError(f"the server refused the login of {user}: {response.status}", mend=mend)
    return given[0]
