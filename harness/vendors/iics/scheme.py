"""How Informatica Cloud knows who asks: a login once, then the session id that it gave."""

from __future__ import annotations

from dataclasses import dataclass, replace

import orjson

from harness.errors import TargetError
from harness.exchange import Headers, Request, Response
from harness.flow import Flow
from harness.session import Session
from harness.target import Credentials
from harness.vendors.iics.documents import document_of, text

LOGIN, LOGOUT = "/ma/api/v2/user/login", "/saas/api/v2/user/logout"
V2, V3, OTHER = "icSessionId", "INFA-SESSION-ID", "IDS-SESSION-ID"
"""Headers of the session id: of version 2, of version 3, of resources outside both."""
_V3_PATH = "/public/core/v3/"
_STALE = "staleSessionOfATestRun00"
_JSON = Headers((("Content-Type", "application/json"), ("Accept", "application/json")))


@dataclass(frozen=True)
class IicsScheme:
    """Log in by version 2; the session id is good for both versions (REST API reference, Session IDs)."""

    def login(self, credentials: Credentials) -> Flow[Session]:
        """Return a session that carries the session id; raise ``TargetError`` when it is refused."""
        wanted = {"@type": "login", "username": credentials.user, "password": credentials.password}
        response = yield Request("POST", LOGIN, _JSON, orjson.dumps({**wanted, **_domain(credentials)}))
        if response is None:
            raise TargetError("Informatica Cloud did not answer the login", mend="check the target's address")
        token = text(document_of(response), "icSessionId")
        if response.status != 200 or token is None:
            mend = "check the target's user and password"
            what = f"Informatica Cloud refused the login of {credentials.user}: {response.status}"
            raise TargetError(what, mend=mend)
        return _session(token)

    def logout(self, session: Session) -> Flow[None]:
        """End the session."""
        yield self.dress(Request("POST", LOGOUT, _JSON), session)

    def dress(self, request: Request, session: Session | None) -> Request:
        """Put the session id in place of any that the request has, under the header of its version."""
        bare = request.headers.without(V2, V3, OTHER)
        if session is None:
            return replace(request, headers=bare)
        header = V3 if _V3_PATH in request.path else V2
        return replace(request, headers=bare.put(header, session.headers.get(V2) or ""))

    def spoil(self, session: Session) -> Session:
        """Return a session whose id the target does not know."""
        del session
        return Session(Headers(((V2, _STALE),)), note="a session that has run out")

    def expired(self, response: Response) -> bool:
        """Tell whether the session has run out. A 403 is any refusal."""
        return response.status == 401


def _session(token: str) -> Session:
    return Session(Headers(((V2, token),)), (token,), "session id")


def _domain(credentials: Credentials) -> dict[str, str]:
    domain = credentials.extra.get("securitydomain")
    return {} if domain is None else {"securitydomain": domain}
