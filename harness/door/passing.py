"""The way of one request through the door: session, guard, upstream, record; without a client's socket."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import nullcontext

from harness.door.admission import Admitted, Asked, Kept
from harness.door.control import Control
from harness.door.core import DoorCore
from harness.door.driving import drive_async
from harness.door.forwarding import Answer, Forwarder, Unanswered
from harness.door.hops import outgoing
from harness.door.pace import Pace
from harness.door.rewriting import Rewriter
from harness.door.wire import to_fields, to_headers
from harness.errors import HarnessError
from harness.exchange import Exchange, Request, Response, Sender


class Passing:
    """Takes requests through one door to one of its upstreams, on the door's event loop."""

    def __init__(self, core: DoorCore, rewriter: Rewriter) -> None:
        budgets = core.policy.budgets
        self.core = core
        self.rewriter = rewriter
        self._pace = None if budgets.rate is None else Pace(budgets.rate)
        self._slots = nullcontext() if budgets.concurrency is None else asyncio.Semaphore(budgets.concurrency)
        self._logins: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def slot(self) -> asyncio.Semaphore | nullcontext[None]:
        """Return what to hold while a request is under way, so that the concurrency stays in budget."""
        return self._slots

    def final(self, request: Request, forwarder: Forwarder) -> Request:
        """Return ``request`` as it goes on the wire, but for the credentials of its session."""
        fields = outgoing(
            request.method, to_fields(request.headers), request.body, forwarder.base, self.rewriter
        )
        return Request(request.method, request.target, to_headers(fields), request.body)

    async def admit(self, request: Request, control: Control, forwarder: Forwarder) -> Admitted | Kept:
        """Log in if need be, keep the pace, and ask the guard."""
        asked = Asked(request, control.sender, control.session, forwarder.base.url)
        if control.session is not None:
            refused = await self._login(control.session, forwarder)
            if refused is not None:
                return self.core.block(asked, "session.login", refused)
        if self._pace is not None:
            await asyncio.sleep(self._pace.claim(self.core.clock.now_ns()))
        return self.core.admit(asked)

    def complete(self, admitted: Admitted, answer: Answer) -> Exchange:
        """Record an answer that was read to its end."""
        return self.core.complete(admitted, answer.response, answer.span)

    def break_off(self, admitted: Admitted, unanswered: Unanswered) -> Exchange:
        """Record that no whole answer came."""
        return self.core.break_off(admitted, str(unanswered), unanswered.span, unanswered.part)

    async def fetch(self, request: Request, sender: Sender, forwarder: Forwarder) -> Response | None:
        """Take a request of the door's own through; None when it was kept or not answered."""
        self.core.receive()
        control = Control(None, sender)
        async with self._logins["the door's own, one by one"]:
            admitted = await self.admit(self.final(request, forwarder), control, forwarder)
            if isinstance(admitted, Kept):
                return None
            try:
                answer = await forwarder.ask(admitted)
                await answer.read_all()
            except Unanswered as unanswered:
                self.break_off(admitted, unanswered)
                return None
            self.complete(admitted, answer)
            return answer.response

    async def _login(self, session: str, forwarder: Forwarder) -> str | None:
        """Make ``session`` ready; return why that cannot be done."""
        sessions = self.core.sessions
        if sessions.ready(session):
            return None
        sender = Sender("session", session)
        async with self._logins[session]:
            if sessions.ready(session):
                return None
            try:
                await drive_async(
                    sessions.login(session),
                    lambda request: self.fetch(request, sender, forwarder),
                    asyncio.sleep,
                )
            except HarnessError as error:
                return str(error)
        return None
