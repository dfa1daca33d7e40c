"""How z/OSMF knows who asks: Basic once, then the token cookies it gave."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace

from harness.errors import TargetError
from harness.exchange import Headers, Request, Response
from harness.flow import Flow
from harness.session import Session
from harness.target import Credentials
from harness.vendors.zosmf.flows import CSRF

AUTHENTICATE = "/zosmf/services/authenticate"
TOKENS = ("LtpaToken2", "jwtToken")


_STALE = "c3RhbGUgdG9rZW4gb2YgYSB0ZXN0IHJ1bg=="
"""No password is in it, so that a target which does not know it counts no failed login."""


@dataclass(frozen=True)
class ZosmfScheme:
    """Log in by ``POST /zosmf/services/authenticate``; where a level has no such service, by Basic.

    The CSRF header is no credential and is left to the request, so that its absence can be tested.
    """

    def login(self, credentials: Credentials) -> Flow[Session]:
        """Return a session that carries the tokens; raise ``TargetError`` when they are refused."""
        encoded = base64.b64encode(f"{credentials.user}:{credentials.password}".encode()).decode()
        basic = ("Authorization", f"Basic {encoded}")
        response = yield Request("POST", AUTHENTICATE, Headers((CSRF, basic)))
        if response is None:
            raise TargetError("z/OSMF did not answer the login", mend="check the target's address")
        if response.status == 404:
            return Session(Headers((basic,)), (encoded,), "Basic on each request: no token service here")
        tokens = _tokens(response)
        if response.status != 200 or not tokens:
            mend = "check the target's user and password"
            raise TargetError(f"z/OSMF refused the login of {credentials.user}: {response.status}", mend=mend)
        return Session(_cookie(tokens), tuple(tokens.values()), "token cookies")

    def logout(self, session: Session) -> Flow[None]:
        """End the session by ``DELETE /zosmf/services/authenticate``."""
        yield self.dress(Request("DELETE", AUTHENTICATE, Headers((CSRF,))), session)

    def dress(self, request: Request, session: Session | None) -> Request:
        """Put the session's credentials in place of any that the request has."""
        bare = request.headers.without("Authorization", "Cookie")
        carried = session.headers.fields if session else ()
        return replace(request, headers=Headers((*bare.fields, *carried)))

    def spoil(self, session: Session) -> Session:
        """Return a session whose token the target does not know any more."""
        del session
        return Session(_cookie({TOKENS[0]: _STALE}), note="a token that has run out")

    def expired(self, response: Response) -> bool:
        """Tell whether the session has run out. A 403 is not taken so: repeated logins lock users out."""
        return response.status == 401


def _tokens(response: Response) -> dict[str, str]:
    """Return the token cookies by name, in a fixed order: the server's own order is not stable."""
    pairs = (value.split(";", 1)[0].strip().partition("=") for value in response.headers.all("Set-Cookie"))
    given = {name: value for name, _, value in pairs if value}
    return {name: given[name] for name in TOKENS if name in given}


def _cookie(tokens: Mapping[str, str]) -> Headers:
    return Headers((("Cookie", "; ".join(f"{name}={value}" for name, value in tokens.items())),))
