"""The device flow: a device asks for codes, its user approves elsewhere, the device polls for a token."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import orjson
from oauthlib.common import Request as OauthRequest
from oauthlib.oauth2 import InvalidGrantError, InvalidRequestError, OAuth2Error, RequestValidator
from oauthlib.oauth2.rfc6749.grant_types.base import GrantTypeBase

from harness.emulation.clock import SECOND
from harness.vendors.i2rest.emulator.tokens import Device, Tokens

INTERVAL: Final = 5
"""Seconds that a device has to wait between two polls."""
LIFETIME: Final = 600
"""Seconds after which nobody can approve a device any more."""


class PendingError(OAuth2Error):
    """The user has not decided yet."""

    error = "authorization_pending"


class TooFastError(OAuth2Error):
    """The device polls more often than it was told to."""

    error = "slow_down"


class LateError(OAuth2Error):
    """The codes have run out."""

    error = "expired_token"


def client_of(request: OauthRequest) -> str:
    """Return the name of the client that a request was authenticated as."""
    return str(getattr(request.client, "client_id", ""))


class DeviceGrant(GrantTypeBase):
    """Gives a token for a device code that was approved (i2Rest wiki, Device_flow; RFC 8628, 3.4)."""

    def __init__(self, validator: RequestValidator, tokens: Tokens, now: int) -> None:
        super().__init__(validator)
        self._validator = validator
        self._tokens = tokens
        self._now = now

    def create_token_response(
        self, request: OauthRequest, token_handler: Any
    ) -> tuple[dict[str, str], str, int]:
        """Return headers, body and status."""
        try:
            device = self._device(request)
            self._judge(device)
        except OAuth2Error as problem:
            return problem.headers, problem.json, problem.status_code
        request.scopes = list(device.scopes)
        token = token_handler.create_token(request, refresh_token=True)
        self._validator.save_bearer_token(token, request)
        del self._tokens.devices[device.code]
        return {}, orjson.dumps(token).decode(), 200

    def _device(self, request: OauthRequest) -> Device:
        if not self._validator.authenticate_client(request):
            raise _unknown_client()
        code = getattr(request, "device_code", None)
        if not code:
            raise InvalidRequestError("Request is missing device_code.", request=request)
        device = self._tokens.devices.get(code)
        if device is None or device.client != client_of(request):
            raise InvalidGrantError(request=request)
        return device

    def _judge(self, device: Device) -> None:
        if self._now >= device.expires:
            raise LateError
        if self._now < device.next_poll:
            raise TooFastError
        if not device.approved:
            self._tokens.keep_device(replace(device, next_poll=self._now + INTERVAL * SECOND))
            raise PendingError


def _unknown_client() -> OAuth2Error:
    problem = OAuth2Error()
    problem.error, problem.status_code = "invalid_client", 401
    return problem


def begin(tokens: Tokens, client: str, scopes: tuple[str, ...], now: int) -> Device:
    """Start a device flow, and return what the device is to show and to poll with."""
    code, user_code = tokens.draw(), tokens.draw_user_code()
    device = Device(code, client, scopes, user_code, now + LIFETIME * SECOND, now + INTERVAL * SECOND)
    tokens.keep_device(device)
    return device


def told(device: Device, base: str, *, url: bool) -> dict[str, Any]:
    """Return what a device gets; ``url`` tells whether addresses are called ``_url``, else as in RFC 8628."""
    kind = "url" if url else "uri"
    page = f"{base}/oauth2/device/enter"
    return {
        "device_code": device.code,
        "user_code": device.user_code,
        f"verification_{kind}": page,
        f"verification_{kind}_complete": f"{page}?user_code={device.user_code}",
        "expires_in": LIFETIME,
        "interval": INTERVAL,
    }


def approve(tokens: Tokens, user_code: str, now: int) -> bool:
    """Let the device with this code have its token; tell whether there is one that still waits."""
    for device in tokens.devices.values():
        if device.user_code == user_code and now < device.expires and not device.approved:
            tokens.keep_device(replace(device, approved=True))
            return True
    return False
