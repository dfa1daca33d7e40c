"""Who is calling: Basic credentials, a session cookie, or j_username and j_password as arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from harness.exchange import Response
from harness.vendors.jasper.emulator.accounts import Accounts, User
from harness.vendors.jasper.emulator.incoming import Incoming
from harness.vendors.jasper.emulator.messages import empty, with_headers
from harness.vendors.jasper.emulator.system import System

_COOKIE = "JSESSIONID"
_MOST_FAILURES = 10
"""After as many wrong passwords a user is disabled (10.x, field notes and reference)."""


class Caller(NamedTuple):
    """An authenticated user; ``by_password`` when the request brought credentials, not a session."""

    user: User
    by_password: bool


class Gate:
    """Lets callers in; with ``locks`` it counts wrong passwords."""

    def __init__(self, accounts: Accounts, *, locks: bool) -> None:
        self._accounts = accounts
        self._locks = locks

    def admit(self, incoming: Incoming, system: System) -> Caller | None:
        """Return who is calling, None when nothing in the request says so.

        Credentials count before a cookie, even when they are wrong.
        """
        scheme, _, value = incoming.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "basic":
            name, user = self._accounts.by_basic(value.strip())
            return self._by_password(name, user, system)
        if "j_username" in incoming.query:
            return self.log_in(incoming.query, system)
        user = system.sessions.use(session_of(incoming), incoming.call.now)
        return None if user is None else Caller(user, by_password=False)

    def log_in(self, arguments: Mapping[str, Sequence[str]], system: System) -> Caller | None:
        """Return whom j_username and j_password prove."""
        name = arguments.get("j_username", [""])[0]
        user = self._accounts.by_password(name, arguments.get("j_password", [""])[0])
        return self._by_password(name, user, system)

    def _by_password(self, name: str, user: User | None, system: System) -> Caller | None:
        if self._locks and not self._unlocked(name, user, system):
            return None
        return None if user is None else Caller(user, by_password=True)

    @staticmethod
    def _unlocked(name: str, user: User | None, system: System) -> bool:
        key = name.partition("|")[0]
        failures = system.failures.get(key, 0)
        if user is not None and failures < _MOST_FAILURES:
            system.failures.pop(key, None)
            return True
        if len(system.failures) < 1_000 or key in system.failures:
            system.failures[key] = failures + 1
        return False


def session_of(incoming: Incoming) -> str:
    """Return the id of the session that the cookie names, empty when it names none."""
    for pair in incoming.headers.get("cookie", "").split(";"):
        name, _, value = pair.strip().partition("=")
        if name == _COOKIE:
            return value
    return ""


def challenge(headers: Mapping[str, str]) -> Response:
    """Return 401 without body.

    Another filter answers wrong Basic credentials, and spells the realm with a capital (Community Edition,
    security configuration); ``X-Suppress-Basic: true`` asks for no challenge.
    """
    if headers.get("x-suppress-basic", "").lower() == "true":
        return empty(401)
    realm = "Protected Area" if "authorization" in headers else "Protected area"
    return with_headers(empty(401), ("WWW-Authenticate", f'Basic realm="{realm}"'))


def with_session(response: Response, name: str, context: str) -> Response:
    """Return a response that hands over a session."""
    return with_headers(response, ("Set-Cookie", f"{_COOKIE}={name}; Path={context}; HttpOnly"))
