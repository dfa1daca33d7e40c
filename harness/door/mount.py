"""The door in process: for a load engine that has a transport of its own and blocks on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from threading import BoundedSemaphore, Lock

from harness.door.admission import Asked, Kept, Span
from harness.door.core import DoorCore
from harness.door.driving import drive
from harness.door.pace import Pace
from harness.errors import HarnessError
from harness.exchange import Exchange, Request, Response, Sender

Transport = Callable[[Request, int], Response]
"""Sends a request once to one of the target's upstreams, by its number, and returns the whole answer,
content coding undone; raises when none comes. It must never send a request twice."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What became of a request. ``response`` None: no whole answer came."""

    exchange: Exchange
    response: Response | None


class Mount:
    """Takes requests through a ``DoorCore`` and sends what is admitted by ``transport``.

    Threads, and greenlets where the standard library is patched for them, may share it. ``wait``
    lets that many seconds pass.
    """

    def __init__(self, core: DoorCore, transport: Transport, wait: Callable[[float], None]) -> None:
        budgets = core.policy.budgets
        self._core = core
        self._transport = transport
        self._wait = wait
        self._pace = None if budgets.rate is None else Pace(budgets.rate)
        slots = budgets.concurrency
        self._slot: AbstractContextManager[object] = (
            nullcontext() if slots is None else BoundedSemaphore(slots)
        )
        self._logins: defaultdict[str, Lock] = defaultdict(Lock)

    def send(
        self,
        request: Request,
        *,
        session: str | None = "primary",
        sender: Sender | None = None,
        due_ns: int | None = None,
    ) -> Passed:
        """Take ``request`` through the door once, logging in before it if need be.

        ``due_ns`` is when a plan intended the request to leave, on the door's clock. What the guard
        kept is answered by the door itself; see ``Passed.exchange``.
        """
        self._core.receive()
        asked = Asked(request, sender or Sender(), session, due_ns=due_ns)
        refused = None if session is None else self._login(session)
        if refused is not None:
            return _kept(self._core.block(asked, "session.login", refused))
        with self._slot:
            if self._pace is not None:
                self._wait(self._pace.claim(self._core.clock.now_ns()))
            return self._send(asked)

    def _send(self, asked: Asked) -> Passed:
        core = self._core
        nth = core.upstream(asked.request)
        admitted = core.admit(replace(asked, upstream=core.target.upstreams[nth]))
        if isinstance(admitted, Kept):
            return _kept(admitted)
        begun_ns = core.clock.now_ns()
        try:
            response = self._transport(admitted.request, nth)
        except Exception as error:  # noqa: BLE001 - whatever the transport raises, no whole answer came
            span = Span(begun_ns, core.clock.now_ns())
            return Passed(core.break_off(admitted, f"{type(error).__name__}: {error}", span), None)
        exchange = core.complete(admitted, response, Span(begun_ns, core.clock.now_ns()))
        if asked.session is not None:
            core.sessions.ran_out(asked.session, response)
        return Passed(exchange, response)

    def _login(self, session: str) -> str | None:
        """Make ``session`` ready; return why that cannot be done."""
        sessions = self._core.sessions
        if sessions.ready(session):
            return None
        with self._logins[session]:
            if sessions.ready(session):
                return None
            try:
                drive(sessions.login(session), lambda request: self._logging_in(request, session), self._wait)
            except HarnessError as error:
                return str(error)
        return None

    def _logging_in(self, request: Request, session: str) -> Response | None:
        self._core.receive()
        passed = self._send(Asked(request, Sender("session", session)))
        return None if passed.exchange.blocked_by else passed.response


def _kept(kept: Kept) -> Passed:
    return Passed(kept.exchange, kept.answer)
