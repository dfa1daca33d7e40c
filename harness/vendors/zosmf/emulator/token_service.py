"""The token service ``/zosmf/services/authenticate``, APAR PH12143.

POST logs in, DELETE logs out, PUT changes a password (APAR PH34912).
"""

from __future__ import annotations

from typing import Any

import orjson

from harness.exchange import Response
from harness.vendors.zosmf.emulator.authentication import (
    CSRF_HEADER,
    Accounts,
    Caller,
    cross_site,
    login_cookies,
    not_let_in,
    unauthenticated,
)
from harness.vendors.zosmf.emulator.impairments import TOKENS_DOWN
from harness.vendors.zosmf.emulator.incoming import Incoming
from harness.vendors.zosmf.emulator.messages import empty_response, json_response, with_headers
from harness.vendors.zosmf.emulator.release import Release
from harness.vendors.zosmf.emulator.system import System

PATH = "/zosmf/services/authenticate"
_SUCCESS = orjson.dumps({"returnCode": 0, "reasonCode": 0, "message": "Success."})
_FAILED = orjson.dumps(
    {"returnCode": 8, "reasonCode": 1, "message": "Login failed. Check the user ID and the password."}
)
_FAULT = orjson.dumps({"returnCode": 4, "reasonCode": 0, "message": "The server encountered an error."})
_NOT_READ = orjson.dumps({"returnCode": 8, "reasonCode": 2, "message": "The request is not valid."})
"""That a wrong request to change a password gets 400, and in which words, is inferred."""
_PASSWORD = ("userID", "oldPwd", "newPwd")


def serve_tokens(incoming: Incoming, caller: Caller | None, system: System, accounts: Accounts) -> Response:
    """Answer a request to the token service."""
    method, release = incoming.call.request.method, system.release
    if not release.token_service:
        return empty_response(404)
    if method not in _methods(release):
        return with_headers(empty_response(405), (("Allow", ", ".join(_methods(release))),))
    if method == "PUT":
        return _change_password(incoming, system, accounts)
    if caller is None:
        return _not_let_in(incoming, system)
    if CSRF_HEADER not in incoming.headers:
        return cross_site(incoming.call.base)
    return _carry_out(incoming, caller, system)


def _carry_out(incoming: Incoming, caller: Caller, system: System) -> Response:
    if TOKENS_DOWN in incoming.call.conditions:
        return json_response(500, _FAULT)
    login = incoming.call.request.method == "POST"
    return _login(incoming, caller, system) if login else _logout(caller, system)


def _methods(release: Release) -> tuple[str, ...]:
    return ("POST", "DELETE", "PUT") if release.password_change else ("POST", "DELETE")


def _login(incoming: Incoming, caller: Caller, system: System) -> Response:
    now, anew = incoming.call.now, not system.release.same_token
    login = system.tokens.login(caller.user, now, system.seed, anew=anew)
    cookies = login_cookies(login, secure=incoming.secure, release=system.release)
    return with_headers(json_response(200, _SUCCESS), cookies)


def _change_password(incoming: Incoming, system: System, accounts: Accounts) -> Response:
    """Take the new password of a user who proves to know the old one, credentials or not."""
    if CSRF_HEADER not in incoming.headers:
        return cross_site(incoming.call.base)
    if TOKENS_DOWN in incoming.call.conditions:
        return json_response(500, _FAULT)
    user, old, new = _passwords(incoming.call.request.body)
    if not (user and old and new):
        return json_response(400, _NOT_READ)
    if old == new or not accounts.proves(user.upper(), old, system.passwords):
        return json_response(401, _FAILED)
    system.passwords[user.upper()] = new
    return json_response(200, _SUCCESS)


def _passwords(body: bytes) -> tuple[str, ...]:
    """Return user, old and new password; empty where the body does not tell."""
    try:
        document: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        document = None
    told = [document.get(name) if isinstance(document, dict) else None for name in _PASSWORD]
    return tuple(value if isinstance(value, str) else "" for value in told)


def _not_let_in(incoming: Incoming, system: System) -> Response:
    """Refuse a caller. Without credentials 401, as APAR PH34201 announces; before it, 500 was observed."""
    login = incoming.call.request.method == "POST"
    given = "authorization" in incoming.headers
    if login and not given and not system.release.login_challenge:
        return json_response(500, _FAULT)
    if login and given and system.release.refusal == 401:
        return json_response(401, _FAILED)
    return not_let_in(incoming.headers, system.release)


def _logout(caller: Caller, system: System) -> Response:
    """Make the caller's token worthless: it takes that token, a password is not enough."""
    if caller.login is None:
        return unauthenticated()
    system.tokens.logout(caller.login)
    return empty_response(204)
