"""The token service ``/zosmf/services/authenticate``: log in (POST) and log out (DELETE), APAR PH12143."""

from __future__ import annotations

import orjson

from harness.exchange import Response
from harness.vendors.zosmf.emulator.authentication import (
    CSRF_HEADER,
    Caller,
    cross_site,
    login_cookies,
    unauthenticated,
)
from harness.vendors.zosmf.emulator.incoming import Incoming
from harness.vendors.zosmf.emulator.messages import empty_response, json_response, with_headers
from harness.vendors.zosmf.emulator.system import System

PATH = "/zosmf/services/authenticate"
_SUCCESS = orjson.dumps({"returnCode": 0, "reasonCode": 0, "message": "Success."})
_FAILED = orjson.dumps(
    {"returnCode": 8, "reasonCode": 1, "message": "Login failed. Check the user ID and the password."}
)

_FAULT = orjson.dumps({"returnCode": 4, "reasonCode": 0, "message": "The server encountered an error."})


def serve_tokens(incoming: Incoming, caller: Caller | None, system: System) -> Response:
    """Answer a request to the token service."""
    method, now = incoming.call.request.method, incoming.call.now
    if not system.release.token_service:
        return empty_response(404)
    if method not in ("POST", "DELETE"):
        return with_headers(empty_response(405), (("Allow", "POST, DELETE"),))
    if caller is None:
        return _not_let_in(incoming, system)
    if CSRF_HEADER not in incoming.headers:
        return cross_site(incoming.call.base)
    if method == "POST":
        login = system.tokens.login(caller.user, now, system.seed)
        return with_headers(json_response(200, _SUCCESS), login_cookies(login, secure=incoming.secure))
    return _logout(caller, system)


def _not_let_in(incoming: Incoming, system: System) -> Response:
    """Refuse a caller. Without credentials 401, as APAR PH34201 announces; before it, 500 was observed."""
    login = incoming.call.request.method == "POST"
    given = "authorization" in incoming.headers
    if login and not given and not system.release.login_challenge:
        return json_response(500, _FAULT)
    return json_response(401, _FAILED) if login and given else unauthenticated()


def _logout(caller: Caller, system: System) -> Response:
    """Make the caller's token worthless: it takes that token, a password is not enough."""
    if caller.by_password:
        return unauthenticated()
    system.tokens.logout(caller.user)
    return empty_response(204)
