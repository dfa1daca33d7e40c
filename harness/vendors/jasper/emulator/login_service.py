"""The login service ``rest_v2/login`` and ``logout.html`` (REST API reference, authentication)."""

from __future__ import annotations

import orjson

from harness.exchange import Response
from harness.vendors.jasper.emulator.addressing import parse_query
from harness.vendors.jasper.emulator.authentication import Gate, session_of, with_session
from harness.vendors.jasper.emulator.incoming import Incoming
from harness.vendors.jasper.emulator.messages import JSON, document, empty, with_headers
from harness.vendors.jasper.emulator.refusals import Described
from harness.vendors.jasper.emulator.release import Release
from harness.vendors.jasper.emulator.system import System

_FORM = "application/x-www-form-urlencoded"
_ALLOWED = "GET, POST, OPTIONS"


def log_in(incoming: Incoming, gate: Gate, system: System, release: Release) -> Response:
    """Answer a login: 200 with a session, 400 without a name, 401 with a wrong password."""
    method = incoming.method
    if method == "OPTIONS":
        return with_headers(empty(204), ("Allow", _ALLOWED))
    if method not in ("GET", "HEAD", "POST"):
        return with_headers(empty(405), ("Allow", _ALLOWED))
    arguments = dict(incoming.query)
    if method == "POST" and incoming.headers.get("content-type", "").lower().startswith(_FORM):
        arguments = {**arguments, **parse_query(incoming.call.request.body.decode("utf-8", "replace"))}
    if not arguments.get("j_username", [""])[0]:
        missing = Described(400, "mandatory.parameter.error", "Mandatory parameter 'j_username' not found")
        return _described(missing)
    caller = gate.log_in(arguments, system)
    if caller is None:
        return empty(401) if not release.error_media_types else _described(_wrong_password())
    name = system.sessions.login(caller.user, incoming.call.now)
    return with_session(empty(200), name, incoming.route.context)


def _wrong_password() -> Described:
    """Return what 8.x says of a wrong password; before it said nothing."""
    return Described(401, "401", "Unauthorized")


def _described(refusal: Described) -> Response:
    return document(refusal.status, JSON, orjson.dumps(refusal.document(properties=False)))


def log_out(incoming: Incoming, system: System) -> Response:
    """End the caller's session, and lead to the page where people log in."""
    if incoming.method not in ("GET", "HEAD"):
        return with_headers(empty(405), ("Allow", "GET"))
    system.sessions.logout(session_of(incoming))
    return with_headers(empty(302), ("Location", f"{incoming.call.base}{incoming.route.context}/login.html"))
