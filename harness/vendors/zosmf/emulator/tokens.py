"""LTPA and JSON web tokens: made at login, good for some hours, gone at logout."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field, replace
from itertools import takewhile

import orjson

from harness.emulation.clock import SECOND
from harness.seed import derive

LIFETIME = 8 * 3600 * SECOND
"""Nanoseconds that a token is good for."""


@dataclass(frozen=True, slots=True)
class Login:
    """The tokens of one user; both stand for the same login."""

    user: str
    ltpa: str
    jwt: str
    ends: int


@dataclass
class Tokens:
    """Every token that is good.

    A login may return the very token that was returned before (zowe/api-layer#838), so one login a
    user is kept and handed out until it is logged out or runs out; where each login gets a token of
    its own, those before it stay good.
    """

    newest: dict[str, Login] = field(default_factory=dict)
    """The newest login by user."""
    by_token: dict[str, Login] = field(default_factory=dict)
    """Each login by both of its tokens, in the order in which they end."""
    made: int = 0
    epoch: int = 0
    """Instant 0 in seconds of Unix time, which web tokens count in."""

    def login(self, user: str, now: int, seed: int, *, anew: bool = False) -> Login:
        """Return the user's tokens, new ones when there are none that are good, or when asked ``anew``."""
        if not anew and self.known(user, now):
            return self.newest[user]
        for ended in list(takewhile(lambda token: self.by_token[token].ends <= now, self.by_token)):
            del self.by_token[ended]
        self.made += 1
        login = self._make(user, now, derive(seed, "token", user, self.made))
        self.newest[user] = self.by_token[login.ltpa] = self.by_token[login.jwt] = login
        return login

    def known(self, user: str, now: int) -> bool:
        """Tell whether the user holds a token that is good."""
        kept = self.newest.get(user)
        return kept is not None and now < kept.ends

    def login_of(self, token: str, now: int) -> Login | None:
        """Return the login that this token stands for, None when it is not good (any more)."""
        login = self.by_token.get(token)
        return login if login is not None and now < login.ends else None

    def logout(self, login: Login) -> None:
        """Make the tokens of one login worthless."""
        self.by_token.pop(login.ltpa, None)
        self.by_token.pop(login.jwt, None)
        if self.newest.get(login.user) == login:
            del self.newest[login.user]

    def _make(self, user: str, now: int, secret: int) -> Login:
        key = hashlib.blake2b(f"{user}\x1f{secret}".encode(), digest_size=48).digest()
        ends = now + LIFETIME
        issued, expires = (self.epoch + at // SECOND for at in (now, ends))
        claims = {"sub": user, "iss": "zOSMF", "realm": "SAFRealm", "exp": expires, "iat": issued}
        parts = [orjson.dumps({"alg": "RS256", "typ": "JWT"}), orjson.dumps(claims), key]
        jwt = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
        return Login(user, base64.b64encode(key[::-1]).decode(), jwt, ends)

    def copy(self) -> Tokens:
        """Return tokens that later changes to these leave alone."""
        return replace(self, newest=dict(self.newest), by_token=dict(self.by_token))
