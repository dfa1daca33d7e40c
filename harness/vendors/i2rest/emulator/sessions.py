"""Session jobs: one for each access token, and a pool of anonymous ones (i2Rest wiki, I2Rest_Gates)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from harness.emulation.clock import SECOND

ANONYMOUS_MIN: Final = 1
ANONYMOUS_MAX: Final = 5
IDLE: Final = 600 * SECOND
"""An anonymous session that nobody used for so long ends (Session Gate, client_timeout 600000 ms)."""
SERVER_PROFILE: Final = "USRX"


@dataclass(frozen=True, slots=True)
class SessionJob:
    """The job that carries out the calls of one token, or of whoever has none."""

    job: str
    """Its qualified name, such as ``030126/USRX/I2RESTS``."""
    profile: str
    """The user profile that it runs under."""
    free_at: int = 0
    """The instant at which its last call has ended."""

    @classmethod
    def of_token(cls, number: int, profile: str) -> SessionJob:
        """Return the session that is submitted when a token is issued."""
        return cls(f"{number:06d}/{profile}/I2RESTS", profile)

    @classmethod
    def anonymous(cls, number: int) -> SessionJob:
        """Return a session for callers without a token."""
        return cls(f"{number:06d}/{SERVER_PROFILE}/I2RESTA", SERVER_PROFILE)


@dataclass
class AnonymousPool:
    """The anonymous sessions, oldest first."""

    sessions: list[SessionJob] = field(default_factory=list)

    def copy(self) -> AnonymousPool:
        """Return a pool that later changes to this one leave alone."""
        return AnonymousPool(list(self.sessions))

    def free(self, now: int) -> SessionJob | None:
        """Return the first session that is free, None when every one is taken and no more may be."""
        return next((each for each in self.sessions if each.free_at <= now), None)

    def settle(self, now: int) -> None:
        """End sessions that have been idle for long; a few always stay."""
        spare = [each for each in self.sessions if each.free_at and now - each.free_at > IDLE]
        for each in spare[: max(0, len(self.sessions) - ANONYMOUS_MIN)]:
            self.sessions.remove(each)

    def wants_another(self, now: int) -> bool:
        """Tell whether one more is to be started in advance: all are taken, and there may be more."""
        return self.free(now) is None and len(self.sessions) < ANONYMOUS_MAX

    def occupy(self, session: SessionJob, until: int) -> None:
        """Take a session until ``until``."""
        self.sessions[self.sessions.index(session)] = replace(session, free_at=until)
