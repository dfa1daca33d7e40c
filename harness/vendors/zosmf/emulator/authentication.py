"""Who is calling: Basic credentials, an LTPA or JSON web token, a certificate, and the cross-site header.

Without good credentials every endpoint answers 401 with an empty body (mvslovers/mvsmf, measured);
without ``X-CSRF-ZOSMF-HEADER`` the jobs service answers 403 (zowe/api-layer#4478, since V2R3).
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import orjson

from harness.emulation import Subject
from harness.exchange import Response
from harness.vendors.zosmf.emulator.messages import empty_response, json_response, with_headers
from harness.vendors.zosmf.emulator.release import DOCUMENTED, Release
from harness.vendors.zosmf.emulator.tokens import Login, Tokens

_CHALLENGE = (("WWW-Authenticate", 'Basic realm="defaultRealm"'),)
CSRF_HEADER = "x-csrf-zosmf-header"
_COOKIES = ("LtpaToken2", "jwtToken")


class Caller(NamedTuple):
    """An authenticated user."""

    user: str
    login: Login | None = None
    """The login whose token the request brought; None: it brought a password or a certificate."""


class Accounts:
    """The users that may call, and their passwords; user ids are folded, passwords are not.

    ``changed`` holds the passwords that users have changed since.
    """

    def __init__(self, passwords: Mapping[str, str]) -> None:
        self.passwords = passwords
        pairs = ((f"{user}:{password}", user) for user, password in passwords.items())
        # Nearly every request brings credentials in this very form.
        self._usual = {base64.b64encode(pair.encode()).decode(): user for pair, user in pairs}

    def user_of(self, encoded: str, changed: Mapping[str, str] | None = None) -> str | None:
        """Return the user that Basic credentials prove."""
        if changed:
            return self._check(encoded, changed)
        return self._usual.get(encoded) or self._check(encoded, {})

    def certified(self, subject: Subject) -> str | None:
        """Return the user whom a certificate stands for: by its common name, whatever its case.

        A real system asks RACF, where certificates are given to users one by one or by filters.
        """
        named = (value.upper() for name, value in subject if name == "commonName")
        return next((name for name in named if name in self.passwords), None)

    def proves(self, user: str, password: str, changed: Mapping[str, str]) -> bool:
        """Tell whether this is the user's password."""
        known = changed.get(user, self.passwords.get(user))
        return known is not None and known == password

    def _check(self, encoded: str, changed: Mapping[str, str]) -> str | None:
        try:
            text = base64.b64decode(encoded, validate=True).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return None
        user, _, password = text.partition(":")
        return user.upper() if self.proves(user.upper(), password, changed) else None


def authenticate(
    headers: Mapping[str, str],
    accounts: Accounts,
    tokens: Tokens,
    now: int,
    changed: Mapping[str, str] | None = None,
) -> Caller | None:
    """Return who is calling, None when nothing in the request says so.

    Credentials in ``Authorization`` count before cookies, even when they are wrong. ``changed`` are the
    passwords that are not as they were.
    """
    authorization = headers.get("authorization")
    if authorization is None:
        return _by_token(_login_of_cookies(headers.get("cookie", ""), tokens, now))
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "basic":
        return _as_user(accounts.user_of(value.strip(), changed))
    return _by_token(tokens.login_of(value.strip(), now) if scheme.lower() == "bearer" else None)


def by_certificate(headers: Mapping[str, str], accounts: Accounts, subject: Subject) -> Caller | None:
    """Return whom a certificate proves, for a caller who shows no credentials in ``Authorization``.

    Where it is not accepted, a password is asked for (z/OS jobs REST interface, Enabling browser login
    through a client certificate).
    """
    return None if "authorization" in headers else _as_user(accounts.certified(subject))


def _by_token(login: Login | None) -> Caller | None:
    return None if login is None else Caller(login.user, login)


def _as_user(user: str | None) -> Caller | None:
    return None if user is None else Caller(user)


def _login_of_cookies(text: str, tokens: Tokens, now: int) -> Login | None:
    for pair in text.split(";"):
        name, _, value = pair.strip().partition("=")
        login = tokens.login_of(value.strip('"'), now) if name in _COOKIES and value else None
        if login is not None:
            return login
    return None


def login_cookies(
    login: Login, *, secure: bool, release: Release = DOCUMENTED
) -> tuple[tuple[str, str], ...]:
    """Return the cookies of a login; the order is not stable between systems (zowe/api-layer#376).

    JSON web tokens came with the token service (APAR PH12143).
    """
    return _cookies(login, secure, release.token_service, release.server_headers)


@lru_cache(maxsize=256)
def _cookies(login: Login, secure: bool, web_token: bool, web_first: bool) -> tuple[tuple[str, str], ...]:
    attributes = "; Path=/; Secure; HttpOnly" if secure else "; Path=/; HttpOnly"
    ltpa = ("Set-Cookie", f'LtpaToken2="{login.ltpa}"{attributes}')
    if not web_token:
        return (ltpa,)
    jwt = ("Set-Cookie", f"jwtToken={login.jwt}{attributes}")
    return (jwt, ltpa) if web_first else (ltpa, jwt)


def unauthenticated() -> Response:
    """Return the 401 of every endpoint: a challenge, no body, no error document."""
    return with_headers(empty_response(401), _CHALLENGE)


def not_let_in(headers: Mapping[str, str], release: Release) -> Response:
    """Return what a caller gets that is nobody: one who tried, at some sites, a 403 of unknown body."""
    tried = "authorization" in headers or any(f"{name}=" in headers.get("cookie", "") for name in _COOKIES)
    return empty_response(release.refusal) if tried and release.refusal == 403 else unauthenticated()


def cross_site(base: str) -> Response:
    """Return the 403 that a request without the cross-site header gets (zowe/api-layer#1928)."""
    target = base.partition("://")[2]
    message = (
        "IZUG846W: An HTTP request for a z/OSMF REST service was received from a remote site. The "
        'request was rejected, however, because the remote site "" is not permitted to z/OSMF server '
        f'"IZUSVR" on target system "{target}" .'
    )
    return json_response(403, orjson.dumps({"errorID": "IZUG846W", "errorMsg": message}))
