"""The sessions of one target by name: logged in when first needed, once again when run out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from harness.errors import UsageError
from harness.exchange import Request, Response
from harness.flow import Flow
from harness.session.model import Session, SessionScheme
from harness.target import ANONYMOUS, EXPIRED, LOGGED_OUT, PRIMARY, Credentials


class SessionStore:
    """Named sessions of one target. Holds no lock and does no I/O: the door drives its flows.

    ``on_secret`` is told each token of a session before the session is first used. ``certified``: whoever
    asks shows a client certificate besides, which a server may take for an identity. Then no session is
    without one, and those that are meant to be nobody's cannot be had.
    """

    def __init__(
        self,
        scheme: SessionScheme,
        credentials: Mapping[str, Credentials],
        on_secret: Callable[[str], None] = lambda _secret: None,
        *,
        certified: bool = False,
    ) -> None:
        self._scheme = scheme
        self._credentials = dict(credentials)
        self._on_secret = on_secret
        self._certified = certified
        self._sessions: dict[str, Session] = {}
        self._proven: set[str] = set()

    @property
    def names(self) -> tuple[str, ...]:
        """Every session that a request may ask for."""
        if self._certified:
            return tuple(self._credentials)
        derived = (EXPIRED, LOGGED_OUT) if PRIMARY in self._credentials else ()
        return (*self._credentials, ANONYMOUS, *derived)

    def ready(self, name: str) -> bool:
        """Tell whether ``dress`` can be called for ``name`` without a login before."""
        return name in self._sessions or (name == ANONYMOUS and not self._certified)

    def dress(self, name: str, request: Request) -> Request:
        """Return ``request`` as the session called ``name`` sends it; it must be ``ready``."""
        return self._scheme.dress(request, None if name == ANONYMOUS else self._sessions[name])

    def login(self, name: str) -> Flow[None]:
        """Make ``name`` ready.

        Raise ``UsageError`` for a session that nobody configured, ``TargetError`` when it is refused.
        """
        if name not in self.names:
            known = ", ".join(self.names)
            raise UsageError(f"no session is called {name!r}", mend=f"known sessions: {known}")
        session = yield from self._made(name)
        for secret in session.secrets:
            self._on_secret(secret)
        self._sessions[name] = session

    def ran_out(self, name: str, response: Response) -> bool:
        """Take in an answer to ``name``; tell whether its session ran out, so that a new login may help.

        Only a session that has served before can run out: one that never did would log in again
        after each request, and lock its user out. Sessions that are meant to be broken stay so.
        """
        if name not in self._credentials:
            return False
        if not self._scheme.expired(response):
            self._proven.add(name)
            return False
        if name not in self._proven:
            return False
        self._proven.discard(name)
        self._sessions.pop(name, None)
        return True

    def _made(self, name: str) -> Flow[Session]:
        if name == ANONYMOUS:
            return Session(note="no credentials")
        derived = name in {EXPIRED, LOGGED_OUT} and name not in self._credentials
        session = yield from self._scheme.login(self._credentials[PRIMARY if derived else name])
        if name == EXPIRED and derived:
            return self._scheme.spoil(session)
        if name == LOGGED_OUT and derived:
            yield from self._scheme.logout(session)
        return session
