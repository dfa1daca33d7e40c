"""Access tokens, refresh tokens and device codes that were given out."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field, replace
from typing import Final

from harness.seed import stream
from harness.vendors.i2rest.emulator.sessions import SessionJob

_TOKEN_BYTES: Final = 32
"""The sample token of the i2Rest API has 43 base64url characters."""
_MOST: Final = 4096
"""Tokens that are kept; the oldest go first, as memory is finite."""
_USER_CODE: Final = "BCDFGHJKLMNPQRSTVWXZ"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token stands for."""

    client: str
    scopes: frozenset[str]
    expires: int
    session: SessionJob


@dataclass(frozen=True, slots=True)
class Device:
    """A device that waits for its user (i2Rest wiki, Device_flow)."""

    code: str
    client: str
    scopes: tuple[str, ...]
    user_code: str
    expires: int
    next_poll: int
    approved: bool = False


@dataclass
class Tokens:
    """All that was given out, oldest first."""

    seed: int
    given: int = 0
    grants: dict[str, Grant] = field(default_factory=dict)
    refreshing: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Client and scopes by refresh token."""
    devices: dict[str, Device] = field(default_factory=dict)

    def copy(self) -> Tokens:
        """Return a store that later changes to this one leave alone."""
        return replace(
            self,
            grants=dict(self.grants),
            refreshing=dict(self.refreshing),
            devices=dict(self.devices),
        )

    def draw(self) -> str:
        """Return a fresh token; equal seeds give equal tokens in equal order."""
        self.given += 1
        raw = stream(self.seed, "token", self.given).randbytes(_TOKEN_BYTES)
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    def draw_user_code(self) -> str:
        """Return a fresh code for people to type in."""
        self.given += 1
        letters = stream(self.seed, "user-code", self.given).choices(_USER_CODE, k=8)
        return f"{''.join(letters[:4])}-{''.join(letters[4:])}"

    def keep(self, token: str, grant: Grant) -> None:
        """Keep an access token."""
        self.grants[token] = grant
        if len(self.grants) > _MOST:
            del self.grants[next(iter(self.grants))]

    def keep_refresh(self, token: str, client: str, scopes: tuple[str, ...]) -> None:
        """Keep a refresh token."""
        self.refreshing[token] = (client, scopes)
        if len(self.refreshing) > _MOST:
            del self.refreshing[next(iter(self.refreshing))]

    def keep_device(self, device: Device) -> None:
        """Keep a device code, or a new state of one."""
        self.devices[device.code] = device
        if len(self.devices) > _MOST:
            del self.devices[next(iter(self.devices))]

    def grant(self, token: str, now: int) -> Grant | None:
        """Return what ``token`` stands for at ``now``; None when it is unknown or has run out."""
        found = self.grants.get(token)
        return found if found is not None and now < found.expires else None
