"""The OAuth2 endpoints of the Main Gate. The grants are oauthlib's; what they rest on is here.

No document gives the endpoints' paths, which are configured (i2Rest wiki, OAuth2_object).
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

import orjson
from oauthlib.common import Request as OauthRequest
from oauthlib.oauth2 import ClientCredentialsGrant, OAuth2Error, RefreshTokenGrant, RequestValidator
from oauthlib.oauth2.rfc6749.endpoints import TokenEndpoint
from oauthlib.oauth2.rfc6749.grant_types.base import GrantTypeBase
from oauthlib.oauth2.rfc6749.tokens import BearerToken

from harness.emulation import Call
from harness.emulation.clock import SECOND
from harness.exchange import Response, media_type
from harness.vendors.i2rest.emulator.answers import answer
from harness.vendors.i2rest.emulator.device import DeviceGrant, approve, begin, client_of, told
from harness.vendors.i2rest.emulator.release import Release
from harness.vendors.i2rest.emulator.sessions import SessionJob
from harness.vendors.i2rest.emulator.system import System
from harness.vendors.i2rest.emulator.tokens import Grant

TOKEN_PATH: Final = "/oauth2/token"  # noqa: S105 - a path
DEVICE_GRANT: Final = "urn:ietf:params:oauth:grant-type:device_code"
_FORM: Final = "application/x-www-form-urlencoded"
_UNSTORED: Final = (("Cache-Control", "no-store"), ("Pragma", "no-cache"))
_MANAGED: Final = frozenset({"harness"})
"""Clients that may use the management APIs."""


def scopes_of(client: str, release: Release) -> tuple[str, ...]:
    """Return what a client may ask for, which is also what it gets when it asks for nothing."""
    managed = (release.management_scope,) if client in _MANAGED else ()
    return ("run_program", "run_command", *managed)


class Validator(RequestValidator):
    """Answers what oauthlib asks about clients and tokens, for one request at one instant."""

    def __init__(self, clients: Mapping[str, tuple[str, str]], system: System, now: int) -> None:
        super().__init__()
        self._clients = clients
        self._system = system
        self._now = now

    def authenticate_client(self, request: OauthRequest, *args: Any, **kwargs: Any) -> bool:
        """Tell whether the client's secret is right; clients are user profiles of the system."""
        del args, kwargs
        name, secret = _presented(request)
        known = self._clients.get(name)
        if known is None or known[0] != secret:
            return False
        request.client = _Client(name)
        return True

    def client_authentication_required(self, request: OauthRequest, *args: Any, **kwargs: Any) -> bool:
        """Every client has a secret."""
        del request, args, kwargs
        return True

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Any, request: OauthRequest, *args: Any, **kwargs: Any
    ) -> bool:
        """Every client may use the grants that there are."""
        del client_id, grant_type, client, request, args, kwargs
        return True

    def get_default_scopes(
        self, client_id: str, request: OauthRequest, *args: Any, **kwargs: Any
    ) -> list[str]:
        """Return all that the client may ask for."""
        del client_id, args, kwargs
        return list(scopes_of(client_of(request), self._system.release))

    def validate_scopes(
        self,
        client_id: str,
        scopes: list[str],
        client: Any,
        request: OauthRequest,
        *args: Any,
        **kwargs: Any,
    ) -> bool:
        """Tell whether the client may ask for these scopes."""
        del client_id, request, args, kwargs
        return set(scopes) <= set(scopes_of(client.client_id, self._system.release))

    def validate_refresh_token(
        self, refresh_token: str, client: Any, request: OauthRequest, *args: Any, **kwargs: Any
    ) -> bool:
        """Tell whether the refresh token is this client's."""
        del request, args, kwargs
        known = self._system.tokens.refreshing.get(refresh_token)
        return known is not None and known[0] == client.client_id

    def get_original_scopes(
        self, refresh_token: str, request: OauthRequest, *args: Any, **kwargs: Any
    ) -> list[str]:
        """Return the scopes that the refresh token was given with."""
        del request, args, kwargs
        return list(self._system.tokens.refreshing[refresh_token][1])

    def save_bearer_token(self, token: Any, request: OauthRequest, *args: Any, **kwargs: Any) -> None:
        """Keep the token, and submit the session job that is to serve it."""
        del args, kwargs
        name, system = client_of(request), self._system
        if request.refresh_token:
            system.tokens.refreshing.pop(request.refresh_token, None)
        session = SessionJob.of_token(system.take_number(), self._clients[name][1])
        expires = self._now + token["expires_in"] * SECOND
        scopes = tuple(request.scopes or ())
        system.tokens.keep(token["access_token"], Grant(name, frozenset(scopes), expires, session))
        if "refresh_token" in token:
            system.tokens.keep_refresh(token["refresh_token"], name, scopes)


class _Client:
    """What oauthlib wants of a client."""

    def __init__(self, client_id: str) -> None:
        self.client_id = client_id


class _Credentials(ClientCredentialsGrant):
    """Client credentials, with the refresh token that i2Rest's answers hold."""

    def __init__(self, validator: Validator) -> None:
        super().__init__(validator)
        self._validator = validator

    def create_token_response(
        self, request: OauthRequest, token_handler: Any
    ) -> tuple[dict[str, str], str, int]:
        """Return headers, body and status."""
        try:
            self.validate_token_request(request)
        except OAuth2Error as problem:
            return problem.headers, problem.json, problem.status_code
        token = token_handler.create_token(request, refresh_token=True)
        self._validator.save_bearer_token(token, request)
        return {}, orjson.dumps(token).decode(), 200


def serve_token(call: Call, clients: Mapping[str, tuple[str, str]], system: System) -> Response:
    """Answer a request for a token; ``clients`` gives secret and user profile by client."""
    validator = Validator(clients, system, call.now)
    bearer: Any = BearerToken(
        validator,
        token_generator=lambda _request: system.tokens.draw(),
        refresh_token_generator=lambda _request: system.tokens.draw(),
        expires_in=system.release.token_lifetime,
    )
    grants: dict[str, GrantTypeBase] = {
        "client_credentials": _Credentials(validator),
        "refresh_token": RefreshTokenGrant(validator),
        DEVICE_GRANT: DeviceGrant(validator, system.tokens, call.now),
    }
    # Clients may name themselves in the query as well, as i2Camunda does (i2Rest wiki).
    form = _form(call)
    if form is None:
        return answer(400, {"error": "invalid_request"})
    # An unknown grant falls to the first, which refuses it.
    endpoint = TokenEndpoint("client_credentials", bearer, grants)
    headers = dict(reversed(call.request.headers.fields))
    try:
        _, body, status = endpoint.create_token_response(f"{call.base}{TOKEN_PATH}", "POST", form, headers)
    except (OAuth2Error, ValueError):
        return answer(400, {"error": "invalid_request"})
    challenge = (("WWW-Authenticate", "Basic"),) if status == 401 else ()
    return answer(status, orjson.loads(body), *_UNSTORED, *challenge)


def _form(call: Call) -> str | None:
    """Return the fields of query and body as one clean form; None when the body is no form."""
    request = call.request
    if request.body and media_type(request.headers) != _FORM:
        return None
    pairs = [*_pairs(request.query), *_pairs(request.body.decode("latin-1"))]
    return urlencode(pairs)


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=64)
    except ValueError:
        return []


def _presented(request: OauthRequest) -> tuple[str, str]:
    """Return the client's name and secret, from the form or by HTTP Basic (RFC 6749, 2.3.1)."""
    authorization = request.headers.get("Authorization", "")
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            name, _, secret = base64.b64decode(encoded, validate=True).decode("latin-1").partition(":")
        except ValueError:
            return "", ""
        return name, secret
    return request.client_id or "", request.client_secret or ""


def serve_device(call: Call, clients: Mapping[str, tuple[str, str]], system: System) -> Response:
    """Answer a device that asks for its codes (i2Rest wiki, Device_flow)."""
    form = _form(call)
    if form is None:
        return answer(400, {"error": "invalid_request"})
    asked = OauthRequest(call.base, "POST", form, dict(reversed(call.request.headers.fields)))
    if not Validator(clients, system, call.now).authenticate_client(asked):
        return answer(401, {"error": "invalid_client"}, ("WWW-Authenticate", "Basic"))
    name = client_of(asked)
    allowed = scopes_of(name, system.release)
    scopes = tuple((asked.scope or "").split()) or allowed
    if not set(scopes) <= set(allowed):
        return answer(400, {"error": "invalid_scope"})
    url = system.release.verification_url
    return answer(200, told(begin(system.tokens, name, scopes, call.now), call.base, url=url))


def serve_approval(call: Call, users: Mapping[str, str], system: System) -> Response:
    """Answer a user who types in the code that a device shows."""
    fields = dict(_pairs(call.request.body.decode("latin-1")))
    if users.get(fields.get("user", "")) != fields.get("password"):
        return answer(401, {"error": "access_denied"}, ("WWW-Authenticate", "Basic"))
    if not approve(system.tokens, fields.get("user_code", ""), call.now):
        return answer(400, {"error": "invalid_request"})
    return answer(200, {"status": "OK", "details": "Device connected"})
