"""Who is calling: Basic credentials, an LTPA or JSON web token, and the cross-site header.

Without good credentials every endpoint answers 401 with an empty body (mvslovers/mvsmf, measured);
without ``X-CSRF-ZOSMF-HEADER`` the jobs service answers 403 (zowe/api-layer#4478, since V2R3).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import orjson

from harness.exchange import Response
from harness.vendors.zosmf.emulator.messages import empty_response, json_response, with_headers
from harness.vendors.zosmf.emulator.tokens import Login, Tokens

_CHALLENGE = (("WWW-Authenticate", 'Basic realm="defaultRealm"'),)
CSRF_HEADER = "x-csrf-zosmf-header"
_COOKIES = ("LtpaToken2", "jwtToken")


@dataclass(frozen=True, slots=True)
class Caller:
    """An authenticated user; ``by_password`` when the request brought credentials, not a token."""

    user: str
    by_password: bool


class Accounts:
    """The users that may call, and their passwords; user ids are folded, passwords are not."""

    def __init__(self, passwords: Mapping[str, str]) -> None:
        self.passwords = passwords
        pairs = ((f"{user}:{password}", user) for user, password in passwords.items())
        # Nearly every request brings credentials in this very form.
        self._usual = {base64.b64encode(pair.encode()).decode(): user for pair, user in pairs}

    def user_of(self, encoded: str) -> str | None:
        """Return the user that Basic credentials prove."""
        return self._usual.get(encoded) or self._check(encoded)

    def _check(self, encoded: str) -> str | None:
        try:
            text = base64.b64decode(encoded, validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return None
        user, _, password = text.partition(":")
        known = self.passwords.get(user.upper())
        return user.upper() if known is not None and known == password else None


def authenticate(headers: Mapping[str, str], accounts: Accounts, tokens: Tokens, now: int) -> Caller | None:
    """Return who is calling, None when nothing in the request says so.

    Credentials in ``Authorization`` count before cookies, even when they are wrong.
    """
    authorization = headers.get("authorization")
    if authorization is None:
        user = _user_of_cookies(headers.get("cookie", ""), tokens, now)
        return None if user is None else Caller(user, by_password=False)
    scheme, _, value = authorization.partition(" ")
    by_password = scheme.lower() == "basic"
    if by_password:
        user = accounts.user_of(value.strip())
    else:
        user = tokens.user_of(value.strip(), now) if scheme.lower() == "bearer" else None
    return None if user is None else Caller(user, by_password)


def _user_of_cookies(text: str, tokens: Tokens, now: int) -> str | None:
    for pair in text.split(";"):
        name, _, value = pair.strip().partition("=")
        user = tokens.user_of(value.strip('"'), now) if name in _COOKIES and value else None
        if user is not None:
            return user
    return None


@lru_cache(maxsize=256)
def login_cookies(login: Login, *, secure: bool) -> tuple[tuple[str, str], ...]:
    """Return the cookies of a login; the order is not stable between systems (zowe/api-layer#376)."""
    attributes = "; Path=/; Secure; HttpOnly" if secure else "; Path=/; HttpOnly"
    return (
        ("Set-Cookie", f"jwtToken={login.jwt}{attributes}"),
        ("Set-Cookie", f'LtpaToken2="{login.ltpa}"{attributes}'),
    )


def unauthenticated() -> Response:
    """Return the 401 of every endpoint: a challenge, no body, no error document."""
    return with_headers(empty_response(401), _CHALLENGE)


def cross_site(base: str) -> Response:
    """Return the 403 that a request without the cross-site header gets (zowe/api-layer#1928)."""
    target = base.partition("://")[2]
    message = (
        "IZUG846W: An HTTP request for a z/OSMF REST service was received from a remote site. The "
        'request was rejected, however, because the remote site "" is not permitted to z/OSMF server '
        f'"IZUSVR" on target system "{target}" .'
    )
    return json_response(403, orjson.dumps({"errorID": "IZUG846W", "errorMsg": message}))
