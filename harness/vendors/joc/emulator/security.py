"""The security resources: login, logout, permissions, and what else is asked of sessions (sos-security)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson

from harness.exchange import Response
from harness.vendors.joc.emulator.accounts import Account, Accounts, credentials
from harness.vendors.joc.emulator.audit import append
from harness.vendors.joc.emulator.incoming import Incoming
from harness.vendors.joc.emulator.messages import error, framework, json_response, security
from harness.vendors.joc.emulator.permissions import commands, permissions
from harness.vendors.joc.emulator.server import TIMED_OUT, AuditRecord, Server
from harness.vendors.joc.emulator.sessions import IDLE_MS, Session

BASE: Final = "/joc/api/security/"
_UNKNOWN: Final = "org.apache.shiro.session.UnknownSessionException: user is null, basic header expected"
Resource = Callable[["Desk"], Response]


class Desk:
    """One request to a security resource."""

    def __init__(self, server: Server, accounts: Accounts, incoming: Incoming) -> None:
        self.server = server
        self.accounts = accounts
        self.incoming = incoming
        self.now = incoming.call.now
        self.token = token_of(incoming)

    def refused(self, message: str) -> Response:
        """Return a 420 with JOC's own code."""
        return error("JOC-420", message, self.server.written(self.now))

    def session(self) -> Session | Response:
        """Return the session, used now; else what its absence is answered with."""
        session = self.server.sessions.get(self.token)
        if session is None:
            return self.refused(_UNKNOWN)
        if self.server.sessions.over(session, self.now) or TIMED_OUT in self.incoming.call.conditions:
            account = session.account.user
            message = "ExpiredSessionException: Session has expired"
            return security(440, user=account, accessToken=self.token, message=message)
        self.server.sessions.touch(session, self.now)
        return session


def token_of(incoming: Incoming) -> str:
    """Return the token of a security resource: either header will do."""
    return incoming.head.get("x-access-token") or incoming.head.get("access_token")


def login(desk: Desk) -> Response:
    """Prove who is calling and return a token; an existing token is not looked at."""
    authorization = desk.incoming.head.values.get("authorization")
    if authorization is None:
        return security(401, user="", message="AuthenticationException: Authorization header expected")
    pair = credentials(authorization) if authorization.strip() else _by_query(desk.incoming)
    if pair is None:
        return desk.refused(
            "The Header Authorization with the Base64 encoded authorization string is missing"
        )
    user, password = pair
    account = desk.accounts.account(user, password)
    append(desk.server, AuditRecord(desk.now, user, "./login", orjson.dumps({"user": user}).decode()))
    if account is None:
        told = "IncorrectCredentialsException: Submitted credentials for token did not match"
        return security(401, user=user, message=f"{told}: Could not login with user: {user} password:*******")
    session = desk.server.sessions.login(account, desk.now, desk.server.seed)
    return _logged_in(desk, account, session)


def _by_query(incoming: Incoming) -> tuple[str, str] | None:
    """Return user and password of the query, which count only where the header is there and empty."""
    user = incoming.query.get("user")
    return None if user is None else (user, incoming.query.get("pwd", ""))


def _logged_in(desk: Desk, account: Account, session: Session) -> Response:
    release = desk.server.release
    headers = [("access_token", session.token), ("X-JOC-Timeout", str(IDLE_MS))]
    if release.login_header:
        headers.insert(0, ("X-Access-Token", session.token))
    address = (
        {"callerIpAddress": "127.0.0.1", "callerHostName": "localhost"} if release.caller_address else {}
    )
    told = {"user": account.user, "accessToken": session.token, "isAuthenticated": True}
    return security(200, tuple(headers), **told, sessionTimeout=IDLE_MS, **address)


def logout(desk: Desk) -> Response:
    """End a session; a token that nobody knows is answered alike."""
    if not desk.token:
        return desk.refused("access token header expected")
    session = desk.server.sessions.logout(desk.token)
    return security(200, user=session.account.user if session else "", accessToken="")


def joc_permissions(desk: Desk) -> Response:
    """Show what the account may do."""
    session = desk.session()
    if isinstance(session, Response):
        return session
    return json_response(permissions(session.account, session.token, desk.server.release.permissions))


def command_permissions(desk: Desk) -> Response:
    """Show which raw commands the account may send."""
    session = desk.session()
    return (
        session if isinstance(session, Response) else json_response(commands(session.account, session.token))
    )


def both_permissions(desk: Desk) -> Response:
    """Show both sets of permissions."""
    session = desk.session()
    if isinstance(session, Response):
        return session
    form = desk.server.release.permissions
    own = permissions(session.account, session.token, form)
    return json_response(
        {"SOSPermissionJocCockpits": own, "SOSPermissionCommands": commands(session.account, session.token)}
    )


def role(desk: Desk) -> Response:
    """Tell whether the account has a role."""
    return _asked(desk, "hasRole", lambda session, name: session.account.role == name, "role")


def permission(desk: Desk) -> Response:
    """Tell whether the account has a permission."""
    below = "sos:products:joc_cockpit:"
    return _asked(
        desk, "isPermitted", lambda session, name: session.account.may(name.removeprefix(below)), "permission"
    )


def _asked(desk: Desk, member: str, holds: Callable[[Session, str], bool], query: str) -> Response:
    session = desk.session()
    if isinstance(session, Response):
        return session
    name = desk.incoming.query.get(query, "")
    asked: dict[str, Any] = {query: name, member: holds(session, name)}
    return security(200, **_holder(session), **asked)


def _holder(session: Session) -> dict[str, Any]:
    return {"user": session.account.user, "accessToken": session.token, "isAuthenticated": True}


def user_by_token(desk: Desk) -> Response:
    """Tell whether a token is good."""
    session = desk.server.sessions.get(desk.token)
    good = session is not None and not desk.server.sessions.over(session, desk.now)
    good = good and TIMED_OUT not in desk.incoming.call.conditions
    user = session.account.user if session is not None and good else ""
    return security(200, user=user, accessToken="valid" if good else "not-valid", isAuthenticated=good)


def size(desk: Desk) -> Response:
    """Tell how many sessions are known."""
    session = desk.session()
    if isinstance(session, Response):
        return session
    return security(
        200,
        user=session.account.user,
        accessToken=session.token,
        isAuthenticated=True,
        message=str(len(desk.server.sessions.known)),
    )


_RESOURCES: Final[Mapping[tuple[str, str], tuple[str, Resource]]] = {
    ("POST", "login"): ("login", login),
    ("POST", "logout"): ("logout", logout),
    ("POST", "joc_cockpit_permissions"): ("getPermissions", joc_permissions),
    ("GET", "joc_cockpit_permissions"): ("getPermissionsAnew", joc_permissions),
    ("POST", "command_permissions"): ("getCommandPermissions", command_permissions),
    ("GET", "command_permissions"): ("getCommandPermissionsAnew", command_permissions),
    ("POST", "permissions"): ("getBothPermissions", both_permissions),
    ("GET", "role"): ("hasRole", role),
    ("POST", "permission"): ("isPermitted", permission),
    ("POST", "userbytoken"): ("getUserByToken", user_by_token),
    ("POST", "size"): ("countSessions", size),
}
_JSON_ONLY: Final = frozenset(
    {"login", "logout", "joc_cockpit_permissions", "command_permissions", "userbytoken", "size"}
)


def serve(desk: Desk, name: str) -> tuple[str | None, Response]:
    """Answer a request to ``BASE`` and ``name``; return the operation's name too."""
    method = desk.incoming.call.request.method
    found = _RESOURCES.get((method, name))
    if found is None:
        allowed = [verb for verb, each in _RESOURCES if each == name]
        if not allowed:
            return None, framework(404)
        return None, framework(405, (("Allow", ",".join([*allowed, "OPTIONS"])),))
    head = desk.incoming.head
    if method == "POST" and name in _JSON_ONLY and head.media not in (None, "application/json"):
        return found[0], framework(415)
    if not head.accepts("application/json"):
        return found[0], framework(406)
    return found[0], found[1](desk)
