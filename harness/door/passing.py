"""The way of one request through the door: session, guard, upstream, record; without a client's socket."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from harness.door.admission import Admitted, Asked, Kept, Span
from harness.door.control import Control
from harness.door.core import DoorCore
from harness.door.driving import drive_async
from harness.door.forwarding import Answer, Forwarder, Unanswered
from harness.door.hops import outgoing
from harness.door.pace import Pace
from harness.door.rewriting import Rewriter
from harness.door.wire import Fields, to_fields, to_headers
from harness.errors import HarnessError
from harness.exchange import Exchange, Request, Response, Sender

Take = Callable[[Answer], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Lost:
    """No whole answer came. ``sent`` tells whether any of the request left."""

    exchange: Exchange
    why: str
    sent: bool


class Passing:
    """Takes requests through one door to one of its upstreams, on the door's event loop."""

    def __init__(self, core: DoorCore, rewriter: Rewriter, forwarders: Sequence[Forwarder]) -> None:
        budgets = core.policy.budgets
        self.core = core
        self.rewriter = rewriter
        self._forwarders = forwarders
        self._pace = None if budgets.rate is None else Pace(budgets.rate)
        self._slots = nullcontext() if budgets.concurrency is None else asyncio.Semaphore(budgets.concurrency)
        self._logins: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def slot(self) -> asyncio.Semaphore | nullcontext[None]:
        """Return what to hold while a request is under way, so that the concurrency stays in budget."""
        return self._slots

    def way(self, method: str, target: str, fields: Fields, body: bytes) -> Forwarder:
        """Return the way to the upstream that serves a request of our own, whichever listener it came to.

        Our own traffic knows one address of the door; a client under test follows the target's answers.
        """
        if len(self._forwarders) == 1:
            return self._forwarders[0]
        return self._forwarders[self.core.upstream(Request(method, target, to_headers(fields), body))]

    def final(self, method: str, target: str, fields: Fields, body: bytes, forwarder: Forwarder) -> Request:
        """Return a request as it goes on the wire, but for the credentials of its session."""
        sent = outgoing(method, fields, body, forwarder.base, self.rewriter)
        return Request(method, target, to_headers(sent), body)

    async def admit(self, request: Request, control: Control, forwarder: Forwarder) -> Admitted | Kept:
        """Log in if need be, keep the pace, and ask the guard."""
        asked = Asked(request, control.sender, control.session, forwarder.base.url)
        if control.session is not None:
            refused = await self._login(control.session)
            if refused is not None:
                return self.core.block(asked, "session.login", refused)
        if self._pace is not None:
            await asyncio.sleep(self._pace.claim(self.core.clock.now_ns()))
        return self.core.admit(asked)

    async def ask(self, admitted: Admitted, forwarder: Forwarder, take: Take) -> Answer | Lost:
        """Send an admitted request, let ``take`` read its answer, and record what became of it."""
        try:
            answer = await forwarder.ask(admitted)
            await take(answer)
        except Unanswered as unanswered:
            exchange = self.core.break_off(admitted, str(unanswered), unanswered.span, unanswered.part)
            return Lost(exchange, str(unanswered), sent=unanswered.span.sends > 0)
        except asyncio.CancelledError:
            # Nobody waits for the answer any more, yet what was sent must not go unrecorded.
            span = Span(admitted.at_ns, self.core.clock.now_ns())
            self.core.break_off(admitted, "the door was closed meanwhile", span)
            raise
        answer.exchange = self.core.complete(admitted, answer.response, answer.span)
        return answer

    async def fetch(self, request: Request, sender: Sender) -> Response | None:
        """Take a request of the door's own through; None when it was kept or not answered."""
        self.core.receive()
        fields = to_fields(request.headers)
        forwarder = self.way(request.method, request.target, fields, request.body)
        final = self.final(request.method, request.target, fields, request.body, forwarder)
        admitted = await self.admit(final, Control(None, sender), forwarder)
        if isinstance(admitted, Kept):
            return None
        answer = await self.ask(admitted, forwarder, Answer.read_all)
        return None if isinstance(answer, Lost) else answer.response

    async def _login(self, session: str) -> str | None:
        """Make ``session`` ready; return why that cannot be done."""
        sessions = self.core.sessions
        if sessions.ready(session):
            return None
        if session not in sessions.names:
            return f"no session is called {session!r}; known sessions: {', '.join(sessions.names)}"
        sender = Sender("session", session)
        async with self._logins[session]:
            if sessions.ready(session):
                return None
            try:
                await drive_async(
                    sessions.login(session),
                    lambda request: self.fetch(request, sender),
                    asyncio.sleep,
                )
            except HarnessError as error:
                return str(error)
        return None
