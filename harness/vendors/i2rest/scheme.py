"""How i2Rest knows who asks: an OAuth2 access token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from harness.errors import TargetError
from harness.exchange import Headers, Request, Response
from harness.flow import Flow
from harness.session import Session
from harness.target import Credentials
from harness.vendors.i2rest import answers

TOKEN_PATH = "/oauth2/token"  # noqa: S105 - a path
"""Configured at each server (i2Rest wiki, OAuth2_object: ``access_endpoint``); ``token_path`` of a session
says where else."""
_FORM = Headers((("Content-Type", "application/x-www-form-urlencoded"),))
_STALE = "c3RhbGUgdG9rZW4gb2YgYSB0ZXN0IHJ1biwgbm8gdXNl"


@dataclass(frozen=True)
class I2RestScheme:
    """Log in with client credentials; a session that brings a ``token`` of its own needs no login."""

    def login(self, credentials: Credentials) -> Flow[Session]:
        """Return a session that carries a token; raise ``TargetError`` when it is refused."""
        given = credentials.extra.get("token")
        if given:
            return _session(given, ())
        path = credentials.extra.get("token_path", TOKEN_PATH)
        response = yield Request("POST", path, _FORM, _form(credentials))
        if response is None:
            raise TargetError("i2Rest did not answer the login", mend="check the target's address")
        document = answers.document_of(response)
        token = document.get("access_token") if isinstance(document, Mapping) else None
        if response.status != 200 or not isinstance(token, str) or not token:
            mend = "check the client, its secret, and where its server gives tokens (token_path)"
            raise TargetError(f"i2Rest gave {credentials.user} no token: {response.status}", mend=mend)
        return _session(token, _further(document))

    def logout(self, session: Session) -> Flow[None]:
        """Do nothing: no document tells how a token is given back."""
        del session
        yield from ()

    def dress(self, request: Request, session: Session | None) -> Request:
        """Put the session's token in place of any that the request has."""
        bare = request.headers.without("Authorization")
        carried = session.headers.fields if session else ()
        return replace(request, headers=Headers((*bare.fields, *carried)))

    def spoil(self, session: Session) -> Session:
        """Return a session whose token the target does not know any more."""
        del session
        return _session(_STALE, ())

    def expired(self, response: Response) -> bool:
        """Tell whether the token has run out; a missing scope, a 403, is not mended by a new one."""
        return response.status == 401


def _form(credentials: Credentials) -> bytes:
    fields = {
        "grant_type": "client_credentials",
        "client_id": credentials.user,
        "client_secret": credentials.password,
    }
    scope = credentials.extra.get("scope")
    return urlencode({**fields, "scope": scope} if scope else fields).encode()


def _further(document: Mapping[str, Any]) -> tuple[str, ...]:
    refresh = document.get("refresh_token")
    return (refresh,) if isinstance(refresh, str) else ()


def _session(token: str, further: tuple[str, ...]) -> Session:
    return Session(Headers((("Authorization", f"Bearer {token}"),)), (token, *further), "access token")
