"""The reverse proxy: what clients send goes its way through the door, and its answer comes back."""

from __future__ import annotations

from harness.door.admission import Admitted, Asked, Kept
from harness.door.control import BROKEN, EXCHANGE, SENDER, SESSION, Control, read_control
from harness.door.forwarding import Answer, Forwarder
from harness.door.passing import Lost, Passing
from harness.door.problem import problem
from harness.door.receiver import OWN, Receiver
from harness.door.returning import for_client, for_ourselves, length_of_nothing, marked, must_be_whole
from harness.door.rewriting import Base
from harness.door.salvage import salvage
from harness.door.wire import ClientConnection, Fields, Received, Refusal, to_fields, to_headers, value_of
from harness.exchange import Exchange, Request, Response


class ReverseProxy:
    """Answers the clients of one listener, which stands for one upstream."""

    def __init__(self, passing: Passing, forwarder: Forwarder, listener: Base, receiver: Receiver) -> None:
        self._passing = passing
        self._core = passing.core
        self._forwarder = forwarder
        self._origins = (listener.origin, forwarder.base.origin)
        self._receiver = receiver

    async def handle(self, received: Received | Refusal, client: ClientConnection) -> None:
        """Take one request through the door and answer it; a defect of ours is noted and answered 500."""
        try:
            if isinstance(received, Refusal):
                self._refuse(client, received.status, received.why, salvage(received.raw))
            else:
                await self._handle(received, client)
        except Exception as defect:  # noqa: BLE001 - one request must not take the door down
            self._core.broke("a request could not be served", defect)
            if client.begun:
                client.abort()
            else:
                what = f"{type(defect).__name__}: {defect}"
                self._answer(client, problem(500, "A defect of the harness", what))

    async def _handle(self, received: Received, client: ClientConnection) -> None:
        target = self._origin_form(received.target)
        if target is None:
            request = Request(received.method, received.target, to_headers(received.fields), received.body)
            self._refuse(client, 421, "the request target names another host", request)
            return
        if target.startswith(OWN):
            self._answer(client, self._receiver.take(received, target))
            return
        self._core.receive()
        control = read_control(_text(received.fields, SESSION), _text(received.fields, SENDER))
        forwarder = self._forwarder
        if control.ours:
            forwarder = self._passing.way(received.method, target, received.fields, received.body)
        request = self._passing.final(received.method, target, received.fields, received.body, forwarder)
        if received.oversize:
            limit = f"the body is larger than {self._core.policy.budgets.body_bytes} bytes"
            asked = Asked(request, control.sender, control.session, forwarder.base.url)
            self._keep(self._core.block(asked, "guard.body", limit), client)
            return
        async with self._passing.slot():
            await self._pass(request, control, client, forwarder)

    async def _pass(
        self, request: Request, control: Control, client: ClientConnection, forwarder: Forwarder
    ) -> None:
        admitted = await self._passing.admit(request, control, forwarder)
        if isinstance(admitted, Kept):
            self._keep(admitted, client)
            return
        answer = await self._passing.ask(
            admitted, forwarder, lambda answer: self._take(answer, admitted.id, control, client)
        )
        if isinstance(answer, Lost):
            self._break(answer, control, client)
        elif client.begun:
            client.end(answer.last)
        elif self._ran_out(control, answer):
            self._core.receive()
            await self._pass(request, control, client, forwarder)
        else:
            self._return(admitted, answer, control, client)

    async def _take(self, answer: Answer, exchange: str, control: Control, client: ClientConnection) -> None:
        """Read the answer, and pass all but its last part on as it comes, if it may be streamed.

        The last part follows once the exchange is recorded, so that whoever has the whole answer
        can rely on the record.
        """
        head = answer.head
        if control.session is not None or must_be_whole(head.fields):
            await answer.read_all()
            return
        while not await answer.read():
            if not client.begun:
                fields = marked(head.fields, self._passing.rewriter, exchange)
                client.start(head.status, fields, head.length, head.reason)
            await client.write(answer.last)

    def _ran_out(self, control: Control, answer: Answer) -> bool:
        session = control.session
        return session is not None and self._core.sessions.ran_out(session, answer.response)

    def _return(self, admitted: Admitted, answer: Answer, control: Control, client: ClientConnection) -> None:
        head, rewriter = answer.head, self._passing.rewriter
        if control.session is None:
            fields, body = for_client(answer, rewriter)
        else:
            fields, body = for_ourselves(answer, rewriter)
        stated = length_of_nothing(head.fields, admitted.request.method, head.status)
        client.send(head.status, (*marked(fields, rewriter, admitted.id), *stated), body, head.reason)

    def _keep(self, kept: Kept, client: ClientConnection) -> None:
        self._answer(client, kept.answer, kept.exchange)

    def _break(self, lost: Lost, control: Control, client: ClientConnection) -> None:
        """Let a client see what it would see without the door: a reset, unless nothing could be sent.

        Our own traffic gets a 502 of the door's own, so that it can name the exchange.
        """
        if client.begun or (lost.sent and not control.ours):
            client.abort()
        else:
            answer = problem(502, "No whole answer came", lost.why, (BROKEN, "true"))
            self._answer(client, answer, lost.exchange)

    def _refuse(self, client: ClientConnection, status: int, why: str, request: Request) -> None:
        self._core.receive()
        exchange = self._core.refuse(request, why)
        self._answer(client, problem(status, "This is no request to forward", why), exchange)

    def _answer(self, client: ClientConnection, answer: Response, exchange: Exchange | None = None) -> None:
        fields: Fields = to_fields(answer.headers)
        if exchange is not None:
            fields = (*fields, (EXCHANGE.encode(), exchange.id.encode()))
        client.send(answer.status, fields, answer.body)

    def _origin_form(self, target: str) -> str | None:
        """Return the target as a path; None when it is for another host (RFC 9112, 3.2)."""
        if target.startswith("/") or target == "*":
            return target
        for origin in self._origins:
            if target == origin or target.startswith((origin + "/", origin + "?")):
                rest = target[len(origin) :]
                return rest if rest.startswith("/") else "/" + rest
        return None


def _text(fields: Fields, name: str) -> str | None:
    value = value_of(fields, name.lower().encode())
    return None if value is None else value.decode("latin-1").strip()
