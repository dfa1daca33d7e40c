"""Sessions of the servlet container: made at login, good for twenty idle minutes, gone at logout."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from harness.emulation.clock import SECOND
from harness.seed import derive
from harness.vendors.jasper.emulator.accounts import User

LIFETIME = 20 * 60 * SECOND
"""Nanoseconds without a request after which a session ends (REST API reference, login service)."""
_MOST = 4096


@dataclass
class Sessions:
    """Every session that may be good, the longest unused first."""

    seed: int
    kept: dict[str, tuple[User, int]] = field(default_factory=dict)
    """User and instant of the last request, by session id."""
    by_user: dict[str, str] = field(default_factory=dict)
    """The session that requests by password share, by qualified user name."""
    made: int = 0

    def login(self, user: User, now: int) -> str:
        """Return the id of a new session."""
        self.made += 1
        secret = derive(self.seed, "session", user.qualified, self.made)
        name = hashlib.blake2b(str(secret).encode(), digest_size=16).hexdigest().upper()
        self.kept[name] = (user, now)
        while len(self.kept) > _MOST:
            del self.kept[next(iter(self.kept))]
        return name

    def of_password(self, user: User, now: int) -> str:
        """Return the session of requests by password, a new one when there is none that is good."""
        name = self.by_user.get(user.qualified, "")
        if self.use(name, now) is None:
            name = self.by_user[user.qualified] = self.login(user, now)
        return name

    def use(self, name: str, now: int) -> User | None:
        """Return whose session this is and keep it alive; None when it is not good (any more)."""
        found = self.kept.pop(name, None)
        if found is None or now - found[1] > LIFETIME:
            return None
        self.kept[name] = (found[0], now)
        return found[0]

    def logout(self, name: str) -> None:
        """End a session; harmless when there is none."""
        self.kept.pop(name, None)

    def copy(self) -> Sessions:
        """Return sessions that later changes to these leave alone."""
        return Sessions(self.seed, dict(self.kept), dict(self.by_user), self.made)
