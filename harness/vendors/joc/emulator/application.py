"""The application: order of checks, and what the emulation frame asks of a vendor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from harness.emulation import JOBS_VANISHED, Answer, Call, EmulatorSettings, Notice
from harness.exchange import Response
from harness.vendors.joc.emulator import security, server_views
from harness.vendors.joc.emulator.accounts import Account, Accounts
from harness.vendors.joc.emulator.bodies import Document, document, meant
from harness.vendors.joc.emulator.incoming import Incoming
from harness.vendors.joc.emulator.inspection import describe_order
from harness.vendors.joc.emulator.logs import filter_of
from harness.vendors.joc.emulator.master import Master
from harness.vendors.joc.emulator.messages import error, framework, json_response, no_session
from harness.vendors.joc.emulator.messages import security as security_document
from harness.vendors.joc.emulator.plant import MASTER
from harness.vendors.joc.emulator.prefill import prefill
from harness.vendors.joc.emulator.refusals import Refusal, missing, not_in_inventory
from harness.vendors.joc.emulator.release import DRIFTS
from harness.vendors.joc.emulator.route import Route
from harness.vendors.joc.emulator.routes import BASE, routes_of
from harness.vendors.joc.emulator.server import (
    COMMENTS,
    RESETTING,
    SILENT,
    TIMED_OUT,
    UNREACHABLE,
    Ask,
    Server,
)

_VERSIONS: Final = {"version": "getVersion", "about": "getAbout"}
CONDITIONS: Final[Mapping[str, str]] = {
    TIMED_OUT: "every session has been idle for too long",
    UNREACHABLE: "the Master refuses connections",
    RESETTING: "the Master resets connections",
    SILENT: "the Master gives empty answers",
    JOBS_VANISHED: "a restarted Master has read its live folder alone: views of it show no added order",
    COMMENTS: "the site demands a comment with every change (force_comments_for_audit_log)",
}
_JSON: Final = "application/json"


class JocApplication:
    """Answers requests to JOC Cockpit; all state is in one ``Server``."""

    def __init__(self, settings: EmulatorSettings, epoch: datetime) -> None:
        self._settings = settings
        self._epoch = epoch
        self._accounts = Accounts(settings.users)
        self._release = DRIFTS.release(settings.drifts)
        self._routes = routes_of(self._release)
        self._server = self._new_server(settings.seed)

    def _new_server(self, seed: int) -> Server:
        server = Server(self._epoch, seed, self._release, self._settings.lag.read, Master.new(seed))
        prefill(server, self._settings.prefill)
        return server

    @property
    def conditions(self) -> Mapping[str, str]:
        """What each condition means."""
        return CONDITIONS

    def answer(self, call: Call) -> Answer:
        """Answer one request, whatever it holds."""
        incoming = Incoming.of(call)
        path = incoming.path
        self._server.master.settle(call.now)
        if path.startswith(security.BASE):
            desk = security.Desk(self._server, self._accounts, incoming)
            operation, response = security.serve(desk, path.removeprefix(security.BASE))
            return Answer(response, operation)
        if not path.startswith(BASE):
            return Answer(framework(404))
        return self._resource(incoming, path.removeprefix(BASE))

    def _resource(self, incoming: Incoming, name: str) -> Answer:
        method = incoming.call.request.method
        route = self._routes.get((method, name))
        if route is not None:
            return Answer(self._checked(incoming, route), route.operation)
        if name in _VERSIONS and method in ("GET", "POST"):
            operation = _VERSIONS[name] + ("ByPost" if method == "POST" else "")
            return Answer(server_views.version(incoming, self._server), operation)
        if name == "touch" and method == "POST":
            return Answer(self._touch(incoming), "touch")
        return Answer(self._unrouted(name))

    def _unrouted(self, name: str) -> Response:
        methods = [verb for verb in ("GET", "POST") if (verb, name) in self._routes]
        methods += ["POST"] if name == "touch" else ["GET", "POST"] if name in _VERSIONS else []
        return framework(405, (("Allow", ",".join([*methods, "OPTIONS"])),)) if methods else framework(404)

    def _checked(self, incoming: Incoming, route: Route) -> Response:
        strict_type = route.json_only or not self._release.any_content_type
        if not route.by_query and strict_type and incoming.head.media not in (None, _JSON):
            return framework(415)
        if not incoming.head.accepts(route.produces) and not incoming.head.accepts(_JSON):
            return framework(406)
        try:
            return self._pipeline(incoming, route)
        except Refusal as refusal:
            at = self._server.written(incoming.call.now)
            return error(refusal.code, refusal.message, at, refusal.status)

    def _pipeline(self, incoming: Incoming, route: Route) -> Response:
        """Body, session, permission, Master, and then the resource itself."""
        body: Document = self._body(incoming, route) if self._release.body_first else {}
        account = self._account(incoming, route, body)
        if isinstance(account, Response):
            return account
        if not self._release.body_first:
            body = self._body(incoming, route)
        if route.permissions and not account.may(*route.permissions):
            return _denied(account, self._token(incoming, route))
        if route.form is not None and route.operation != "getEvents":
            _check_master(body, any_master=route.any_master)
        server = self._server
        if route.live and incoming.call.conditions:
            server = self._afflicted(incoming.call.conditions, route)
        now = incoming.call.now
        return route.resource(Ask(server, incoming, account, body, now, server.written(now)))

    def _afflicted(self, conditions: frozenset[str], route: Route) -> Server:
        """Return the server whose Master is asked; raise ``Refusal`` when none answers."""
        if UNREACHABLE in conditions:
            raise Refusal("JOC-402", "JobSchedulerConnectionRefusedException: Connection refused")
        if RESETTING in conditions:
            status = 434 if route.passing else 420
            raise Refusal("JOC-402", "JobSchedulerConnectionResetException: Connection reset", status)
        if SILENT in conditions:
            raise Refusal(self._release.empty_code, "JobSchedulerNoResponseException: The answer is empty")
        vanished = JOBS_VANISHED in conditions and not route.json_only
        return self._server.restarted() if vanished else self._server

    def _body(self, incoming: Incoming, route: Route) -> Document:
        if route.form is None:
            return {}
        strict, slashed = self._release.validation, self._release.slash_added
        if route.by_query:
            return meant(filter_of(incoming.query), route.form, strict=strict, slashed=slashed)
        return document(incoming.call.request.body, route.form, strict=strict, slashed=slashed)

    def _token(self, incoming: Incoming, route: Route) -> str:
        token = incoming.head.get("x-access-token") if self._release.new_token_header else ""
        if not token and self._release.old_token_header:
            token = incoming.head.get("access_token")
        return token or (incoming.query.get("accessToken", "") if route.produces != _JSON else "")

    def _account(self, incoming: Incoming, route: Route, body: Document) -> Account | Response:
        """Return who calls; else what the lack of a good session is answered with."""
        token, now, sessions = self._token(incoming, route), incoming.call.now, self._server.sessions
        session = sessions.get(token)
        if session is None:
            return no_session()
        over = sessions.over(session, now) or TIMED_OUT in incoming.call.conditions
        if over and self._release.timeout_checked:
            return _timed_out(body, session.account.user, token)
        if self._release.sliding:
            sessions.touch(session, now)
        return session.account

    def _touch(self, incoming: Incoming) -> Response:
        if not incoming.head.accepts(_JSON):
            return framework(406)
        session = self._server.sessions.get(security.token_of(incoming))
        if session is None:
            message = "Authentication failure: Session doesn't exist"
            return security_document(401, message=message)
        if self._server.sessions.over(session, incoming.call.now) or TIMED_OUT in incoming.call.conditions:
            return security_document(440, message="ExpiredSessionException: Session has expired")
        self._server.sessions.touch(session, incoming.call.now)
        return json_response({"deliveryDate": self._server.written(incoming.call.now), "ok": True})

    def expired(self, call: Call) -> Response:
        """Return what a caller gets whose session is over."""
        del call
        return no_session()

    def snapshot(self) -> Server:
        """Return a copy of the whole state."""
        return self._server.copy()

    def restore(self, snapshot: Any) -> None:
        """Go back to a copy of the state; the copy can be used again."""
        self._server = snapshot.copy()

    def reset(self, seed: int) -> None:
        """Start again with the orders of the live folder and without sessions."""
        self._server = self._new_server(seed)

    def jobs(self, now: int) -> Sequence[dict[str, Any]]:
        """Describe every order in its chain."""
        self._server.master.settle(now)
        return [describe_order(self._server, order, now) for order in self._server.master.orders.values()]

    def count(self, now: int) -> int:
        """Return how many orders there are."""
        self._server.master.settle(now)
        return len(self._server.master.orders)

    def notices(self, now: int) -> Sequence[Notice]:
        """Return nothing: JOC notifies nobody."""
        del now
        return ()


def _timed_out(body: Document, user: str, token: str) -> Response:
    """Return the 401 of a session that has run out; it still says that it is authenticated.

    Where no Master is named the default one is read from the session, which fails: a 440.
    """
    if body.get("jobschedulerId") == "":
        return no_session()
    told: dict[str, Any] = {"user": user, "accessToken": token, "isAuthenticated": True}
    return security_document(401, **told, message="Authentication failure: user is not authenticated")


def _denied(account: Account, token: str) -> Response:
    told: dict[str, Any] = {"user": account.user, "accessToken": token, "isAuthenticated": True}
    return security_document(403, **told, message="Access denied")


def _check_master(body: Document, *, any_master: bool) -> None:
    name = body.get("jobschedulerId")
    if name is None or (name == "" and not any_master):
        raise missing("jobschedulerId")
    if name not in ("", MASTER):
        raise not_in_inventory(f"jobschedulerId {name}", "INVENTORY_INSTANCES")
