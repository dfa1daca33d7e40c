"""Who is calling: Basic credentials, an LTPA or JSON web token, and the cross-site header.

Without good credentials every endpoint answers 401 with an empty body (mvslovers/mvsmf, measured);
without ``X-CSRF-ZOSMF-HEADER`` the jobs service answers 403 (zowe/api-layer#4478, since V2R3).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass

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


def authenticate(
    headers: Mapping[str, str], users: Mapping[str, str], tokens: Tokens, now: int
) -> Caller | None:
    """Return who is calling, None when nothing in the request says so.

    Credentials in ``Authorization`` count before cookies, even when they are wrong.
    """
    authorization = headers.get("authorization")
    if authorization is None:
        user = _user_of_cookies(headers.get("cookie", ""), tokens, now)
        return None if user is None else Caller(user, by_password=False)
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "basic":
        user = check_password(value.strip(), users)
        return None if user is None else Caller(user, by_password=True)
    user = tokens.user_of(value.strip(), now) if scheme.lower() == "bearer" else None
    return None if user is None else Caller(user, by_password=False)


def check_password(encoded: str, users: Mapping[str, str]) -> str | None:
    """Return the user that Basic credentials prove; user ids are folded, passwords are not."""
    try:
        text = base64.b64decode(encoded, validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return None
    user, _, password = text.partition(":")
    known = users.get(user.upper())
    return user.upper() if known is not None and known == password else None


def _user_of_cookies(text: str, tokens: Tokens, now: int) -> str | None:
    for pair in text.split(";"):
        name, _, value = pair.strip().partition("=")
        user = tokens.user_of(value.strip('"'), now) if name in _COOKIES and value else None
        if user is not None:
            return user
    return None


def login_cookies(login: Login, base: str) -> tuple[tuple[str, str], ...]:
    """Return the cookies of a login; the order is not stable between systems (zowe/api-layer#376)."""
    attributes = "; Path=/; Secure; HttpOnly" if base.startswith("https:") else "; Path=/; HttpOnly"
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
