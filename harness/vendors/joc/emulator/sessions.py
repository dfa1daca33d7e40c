"""Sessions: a token a login, good until it has been idle too long or was logged out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final

from harness.seed import derive
from harness.vendors.joc.emulator.accounts import Account

IDLE_MS: Final = 900_000
"""Milliseconds between two requests after which a session is over (globalSessionTimeout)."""
_IDLE: Final = IDLE_MS * 1_000_000


@dataclass(frozen=True, slots=True)
class Session:
    """A login."""

    token: str
    account: Account
    used: int
    """When it was last used, in nanoseconds."""

    def over(self, now: int) -> bool:
        """Tell whether it has been idle for longer than is allowed; exactly as long is still good."""
        return now - self.used > _IDLE


@dataclass
class Sessions:
    """Every session that is known, those among them that have run out."""

    known: dict[str, Session] = field(default_factory=dict)
    made: int = 0

    def login(self, account: Account, now: int, seed: int) -> Session:
        """Return a new session; those of the same user that have run out are dropped."""
        stale = [s.token for s in self.known.values() if s.account.user == account.user and s.over(now)]
        for token in stale:
            del self.known[token]
        self.made += 1
        session = Session(_token(seed, account.user, self.made), account, now)
        self.known[session.token] = session
        return session

    def get(self, token: str) -> Session | None:
        """Return the session of a token, run out or not."""
        return self.known.get(token)

    def touch(self, session: Session, now: int) -> None:
        """Let the idle time of a session begin again."""
        if now > session.used:
            self.known[session.token] = Session(session.token, session.account, now)

    def logout(self, token: str) -> Session | None:
        """Forget a token; return the session that it was of."""
        return self.known.pop(token, None)

    def copy(self) -> Sessions:
        """Return sessions that later changes to these leave alone."""
        return Sessions(dict(self.known), self.made)


def _token(seed: int, user: str, number: int) -> str:
    """Return a session id as Shiro makes it: a UUID."""
    drawn = hashlib.blake2b(
        f"{user}\x1f{derive(seed, 'session', number)}".encode(), digest_size=16
    ).hexdigest()
    return f"{drawn[:8]}-{drawn[8:12]}-4{drawn[13:16]}-8{drawn[17:20]}-{drawn[20:]}"
