"""What a session is, and what a vendor says about its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from harness.exchange import Headers, Request, Response
from harness.flow import Flow
from harness.target import Credentials


@dataclass(frozen=True, slots=True)
class Session:
    """What a logged-in user's requests carry. Never in a log, a report or a record."""

    headers: Headers = field(default=Headers(), repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """Strings that must never be written down: the token itself, without its scheme or cookie name."""
    note: str = ""
    """For people: what kind of session it is, such as ``LTPA cookie``."""


class SessionScheme(Protocol):
    """How one vendor's users log in; all without I/O (see ``harness.flow``)."""

    def login(self, credentials: Credentials) -> Flow[Session]:
        """Log in; raise ``TargetError`` when the target refuses."""
        ...

    def logout(self, session: Session) -> Flow[None]:
        """End ``session`` at the target."""
        ...

    def dress(self, request: Request, session: Session | None) -> Request:
        """Return ``request`` as that session sends it, in place of any credentials that it carries.

        None: without credentials, yet with all else that the vendor wants of every request.
        """
        ...

    def spoil(self, session: Session) -> Session:
        """Return ``session`` with a token that the target takes for expired."""
        ...

    def expired(self, response: Response) -> bool:
        """Tell whether the answer says that the session has run out, so that a new login may help."""
        ...
