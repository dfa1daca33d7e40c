"""Session ids: handed out at login, kept alive by use, gone after half an hour without it or at logout.

Thirty minutes of inactivity (REST API reference, Session IDs). An organisation that has switched to JSON
web tokens since November 2025 gets long ones with a fixed end instead.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field, replace

import orjson

from harness.emulation.clock import SECOND
from harness.seed import derive
from harness.vendors.iics.emulator.release import Release

MINUTE = 60 * SECOND
LIFETIME = 30 * MINUTE
"""Nanoseconds without use, or since login for a web token, after which a session has run out."""
_MOST = 10_000
"""Sessions that are kept; the oldest of more are forgotten."""
_JWT_BYTES = 7_600
"""Of padding: values of more than 10,000 characters are announced, and break small header limits."""


@dataclass(frozen=True, slots=True)
class Session:
    """One login. ``used`` is the instant of its last use."""

    user: str
    begun: int
    used: int


@dataclass
class Sessions:
    """Every session that may be good."""

    kept: dict[str, Session] = field(default_factory=dict)
    made: int = 0

    def login(self, user: str, now: int, seed: int, release: Release) -> str:
        """Return a new session id."""
        self.made += 1
        token = _made(user, now, derive(seed, "session", user, self.made), release)
        self.kept[token] = Session(user, now, now)
        if len(self.kept) > _MOST:
            del self.kept[next(iter(self.kept))]
        return token

    def left(self, token: str, now: int, release: Release) -> int:
        """Return the nanoseconds that a session id is still good for; 0: it is not."""
        session = self.kept.get(token)
        if session is None:
            return 0
        since = session.begun if release.jwt else session.used
        return max(0, since + LIFETIME + release.grace_minutes * MINUTE - now)

    def use(self, token: str, now: int, release: Release) -> Session | None:
        """Return the session of a good id, and keep it alive; None for any other id."""
        if self.left(token, now, release) <= 0:
            self.kept.pop(token, None)
            return None
        known = self.kept[token]
        session = self.kept[token] = Session(known.user, known.begun, now)
        return session

    def logout(self, token: str) -> None:
        """End one session."""
        self.kept.pop(token, None)

    def logout_all(self) -> None:
        """End every session of the organisation."""
        self.kept.clear()

    def copy(self) -> Sessions:
        """Return sessions that later changes to these leave alone."""
        return replace(self, kept=dict(self.kept))


def _made(user: str, now: int, secret: int, release: Release) -> str:
    key = hashlib.blake2b(f"{user}\x1f{secret}".encode(), digest_size=24).digest()
    if not release.jwt:
        return base64.urlsafe_b64encode(key).decode().replace("-", "a").replace("_", "b")
    claims = {"sub": user, "iat": now // SECOND, "exp": (now + LIFETIME) // SECOND}
    padded = {**claims, "roles": base64.b64encode(key * (_JWT_BYTES // len(key))).decode()}
    parts = [orjson.dumps({"alg": "RS256", "typ": "JWT"}), orjson.dumps(padded), key]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
