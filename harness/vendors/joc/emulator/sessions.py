"""Sessions: a token a login, good until it has been idle too long or was logged out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from harness.seed import derive
from harness.vendors.joc.emulator.accounts import Account

IDLE_MS: Final = 900_000
"""Milliseconds between two requests after which a session is over (globalSessionTimeout)."""
_IDLE: Final = IDLE_MS * 1_000_000


class Session(NamedTuple):
    """A login."""

    token: str
    account: Account


@dataclass
class Sessions:
    """Every session that is known, those among them that have run out."""

    known: dict[str, Session] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    """When each was last used, in nanoseconds."""
    made: int = 0

    def login(self, account: Account, now: int, seed: int) -> Session:
        """Return a new session; those of the same user that have run out are dropped."""
        mine = [session for session in self.known.values() if session.account.user == account.user]
        for stale in [session for session in mine if self.over(session, now)]:
            self.logout(stale.token)
        self.made += 1
        session = Session(_token(seed, account.user, self.made), account)
        self.known[session.token] = session
        self.used[session.token] = now
        return session

    def get(self, token: str) -> Session | None:
        """Return the session of a token, run out or not."""
        return self.known.get(token)

    def over(self, session: Session, now: int) -> bool:
        """Tell whether one has been idle for longer than is allowed; exactly as long is still good."""
        return now - self.used[session.token] > _IDLE

    def touch(self, session: Session, now: int) -> None:
        """Let the idle time of a session begin again."""
        self.used[session.token] = now

    def logout(self, token: str) -> Session | None:
        """Forget a token; return the session that it was of."""
        self.used.pop(token, None)
        return self.known.pop(token, None)

    def copy(self) -> Sessions:
        """Return sessions that later changes to these leave alone."""
        return Sessions(dict(self.known), dict(self.used), self.made)


def _token(seed: int, user: str, number: int) -> str:
    """Return a session id as Shiro makes it: a UUID."""
    drawn = hashlib.blake2b(
        f"{user}\x1f{derive(seed, 'session', number)}".encode(), digest_size=16
    ).hexdigest()
    return f"{drawn[:8]}-{drawn[8:12]}-4{drawn[13:16]}-8{drawn[17:20]}-{drawn[20:]}"
