"""How JOC knows who asks: a login by Basic authentication, then a token in a header."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace

from harness.errors import TargetError
from harness.exchange import Headers, Request, Response
from harness.flow import Flow
from harness.session import Session
from harness.target import Credentials
from harness.vendors.joc import answers
from harness.vendors.joc.flows import API

TOKEN = "X-Access-Token"  # noqa: S105 - the name of a header
OLD_TOKEN = "access_token"  # noqa: S105 - the name of a header
LOGIN = f"{API}/security/login"
_STALE = "00000000-0000-4000-8000-000000000000"
_JSON = (("Accept", "application/json"), ("Content-Type", "application/json"))


@dataclass(frozen=True)
class JocScheme:
    """Log in at ``/security/login``; the token then goes out under both names that releases know.

    Releases up to 1.11.3 read ``access_token`` alone; since 1.12.12 and 1.13.3 ordinary resources read
    ``X-Access-Token`` alone (history of sos-berlin/joc). A request that carries one of the two itself
    gets its token there and nowhere else.
    """

    def login(self, credentials: Credentials) -> Flow[Session]:
        """Return a session that carries the token; raise ``TargetError`` when it is refused."""
        pair = f"{credentials.user}:{credentials.password}".encode()
        basic = ("Authorization", f"Basic {base64.b64encode(pair).decode()}")
        response = yield Request("POST", LOGIN, Headers((*_JSON, basic)))
        if response is None:
            raise TargetError("JOC did not answer the login", mend="check the target's address")
        token = _token(response)
        if response.status != 200 or not token:
            mend = "check the target's user and password"
            raise TargetError(f"JOC refused the login of {credentials.user}: {response.status}", mend=mend)
        return Session(Headers(((TOKEN, token), (OLD_TOKEN, token))), (token,), "token")

    def logout(self, session: Session) -> Flow[None]:
        """End the session at ``/security/logout``."""
        yield self.dress(Request("POST", f"{API}/security/logout", Headers(_JSON)), session)

    def dress(self, request: Request, session: Session | None) -> Request:
        """Put the session's token in place of any that the request has; a login brings its own proof."""
        if request.path == LOGIN:
            return request
        own = [name for name in (TOKEN, OLD_TOKEN) if name in request.headers]
        bare = request.headers.without("Authorization", TOKEN, OLD_TOKEN)
        carried = session.headers.fields if session else ()
        kept = tuple(pair for pair in carried if len(own) != 1 or pair[0] == own[0])
        return replace(request, headers=Headers((*bare.fields, *kept)))

    def spoil(self, session: Session) -> Session:
        """Return a session whose token JOC does not know (any more)."""
        del session
        return Session(Headers(((TOKEN, _STALE),)), note="a token that nobody knows")

    def expired(self, response: Response) -> bool:
        """Tell whether the session has run out: 440, 401, or a 420 that names Shiro's unknown session."""
        if response.status in (401, 440):
            return True
        return response.status == 420 and b"UnknownSessionException" in response.body


def _token(response: Response) -> str:
    document = answers.document_of(response)
    token = document.get("accessToken") if isinstance(document, Mapping) else None
    return token if isinstance(token, str) else ""
