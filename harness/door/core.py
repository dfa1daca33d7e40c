"""The door without transport: what comes to it is admitted or kept, and all of it is written down."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from harness.clock import Clock
from harness.door.accounting import Accounts
from harness.door.admission import Admitted, Asked, DoorSetup, Kept, Span, read_attempt
from harness.door.control import BLOCKED
from harness.door.counts import Counts, Tally
from harness.door.problem import problem
from harness.door.secrecy import Clients, learn_configured
from harness.door.sightings import Sightings
from harness.exchange import Direction, Exchange, Passage, Request, Response, Sender
from harness.guard import Attempt, Blocked, Decision, Usage, decide
from harness.ledger import Ledger, LedgerTarget
from harness.record import RunFolder
from harness.session import SessionStore

REMEMBERED = 4096
"""Exchanges that can be asked for by id while the run lasts."""


class DoorCore:
    """Guard, sessions, ledger and record before one target. Threads may share it.

    ``defects`` says in words what broke in the harness itself while it served. Traffic goes on, yet
    a run with defects must not pass.
    """

    def __init__(self, setup: DoorSetup, folder: RunFolder, clock: Clock) -> None:
        target = setup.target
        self.setup = setup
        self.target = target
        self.policy = setup.policy
        self.folder = folder
        self.clock = clock
        mode = target.mode.value
        here = LedgerTarget(target.name, target.vendor, target.upstreams, mode, target.embedded)
        self.ledger = Ledger(folder.path, here)
        certified = target.tls.certificate is not None
        self.sessions = SessionStore(
            setup.vendor.scheme, target.sessions, folder.redactor.learn, certified=certified
        )
        self.defects: list[str] = []
        self._accounts = Accounts(self.ledger, setup.vendor, setup.contract)
        self._sightings = Sightings(setup.vendor.exclusive(target.work), setup.vendor.running)
        self._clients = Clients(folder.redactor)
        self._tally = Tally()
        self._recent: OrderedDict[str, Exchange] = OrderedDict()
        self._recent_lock = Lock()
        folder.redactor.name(*setup.vendor.secrets)
        learn_configured(target, folder.redactor)

    @property
    def counts(self) -> Counts:
        """What became of the requests so far."""
        return self._tally.counts

    def exchange(self, id: str) -> Exchange:  # noqa: A002 - it is the exchange's id
        """Return a recent exchange as it was recorded; raise ``KeyError`` for one that is not known."""
        with self._recent_lock:
            return self._recent[id]

    def upstream(self, request: Request) -> int:
        """Return which of the target's upstreams serves a request; 0 where the contract does not say."""
        if len(self.target.upstreams) < 2:
            return 0
        try:
            match = self.setup.contract.match(request)
        except Exception:  # noqa: BLE001 - the guard meets the same defect, and keeps the request
            return 0
        nth = 0 if match is None else match.operation.upstream
        return nth if nth < len(self.target.upstreams) else 0

    def receive(self) -> None:
        """Count a request, whatever will become of it."""
        self._tally.add(received=1)

    def admit(self, asked: Asked) -> Admitted | Kept:
        """Decide on a request and, if it may leave, write down what it is about to create.

        ``sessions.ready`` must hold for its session. Whoever gets ``Admitted`` must end it, once, by
        ``complete`` or by ``break_off``.
        """
        if asked.session is not None:
            asked = replace(asked, request=self.sessions.dress(asked.session, asked.request))
        attempt = read_attempt(self.setup, asked)
        if isinstance(attempt, Blocked):
            return self._keep(self._admitted(asked), attempt)
        creations = self._accounts.creations(attempt)
        decision = self._decide(attempt, creations)
        admitted = self._admitted(asked, attempt, creates=creations > 0)
        if isinstance(decision, Blocked):
            return self._keep(admitted, decision)
        if not self.target.embedded:
            self._clients.learn(asked.request.headers)
        if creations:
            try:
                self._accounts.intend(admitted.id, attempt)
            except OSError as error:
                self._tally.add(forwarded=-1, under_way=-1)
                return self._keep(admitted, Blocked("guard.defect", f"the ledger cannot be written: {error}"))
        return admitted

    def block(self, asked: Asked, rule: str, reason: str) -> Kept:
        """Keep a request for a reason of the door's own: it was not read whole, it cannot log in."""
        return self._keep(self._admitted(asked), Blocked(rule, reason))

    def complete(self, admitted: Admitted, response: Response, span: Span) -> Exchange:
        """Write down a whole answer, content coding undone, and return the exchange as recorded."""
        exchange = self._exchange(admitted, Passage.ANSWERED, span, response)
        try:
            if admitted.creates:
                self._accounts.created(admitted, response)
            self._accounts.removed(admitted.match, exchange)
            if admitted.match is not None:
                self._sightings.take(admitted.match, response, self.ledger.view, span.begun_ns)
        except Exception as defect:  # noqa: BLE001 - the answer has to be recorded whatever breaks here
            self.broke(f"{admitted.id}: the ledger could not be kept", defect)
        return self._record(exchange, under_way=-1)

    def break_off(
        self, admitted: Admitted, error: str, span: Span, response: Response | None = None
    ) -> Exchange:
        """Write down that no whole answer came, and why; ``response`` is the part that did."""
        if admitted.creates:
            self._accounts.lost(admitted.id, sent=span.sends > 0)
        exchange = replace(self._exchange(admitted, Passage.BROKEN, span, response), error=error)
        return self._record(exchange, under_way=-1, broken=1, unsent=int(span.sends == 0))

    def refuse(self, request: Request, error: str) -> Exchange:
        """Write down what came and could not be read as a request; ``request`` holds what could be."""
        return self._record(replace(self._bare(request, Passage.REFUSED), error=error), refused=1)

    def notice(self, request: Request, answer: Response, token: str) -> Exchange:
        """Write down what the target sent to our receiver under ``token``."""
        bare = self._bare(request, Passage.ANSWERED)
        sender = Sender("target", token)
        told = replace(bare, direction=Direction.INBOUND, response=answer, sender=sender)
        return self._record(told, inbound=1)

    def broke(self, what: str, defect: BaseException) -> None:
        """Note a defect of our own."""
        self.defects.append(f"{what}: {type(defect).__name__}: {defect}")

    def close(self) -> None:
        """Close the ledger; what was noted stays readable. Closing twice does nothing."""
        self.ledger.close()

    def _decide(self, attempt: Attempt, creations: int) -> Decision:
        view = self.ledger.view
        ours = self._sightings.exclusive(self.clock.now_ns()) if attempt.subjects.shared else {}

        def decided(usage: Usage) -> Decision:
            return decide(attempt, self.policy, view, replace(usage, exclusive=ours) if ours else usage)

        return self._tally.decided(decided, creations)

    def _admitted(self, asked: Asked, attempt: Attempt | None = None, *, creates: bool = False) -> Admitted:
        return Admitted(
            id=self.folder.new_id(),
            asked=asked,
            match=None if attempt is None else attempt.match,
            creates=creates,
            at_ns=self.clock.now_ns(),
            wall=self.clock.wall().isoformat(timespec="microseconds"),
        )

    def _keep(self, admitted: Admitted, decision: Blocked) -> Kept:
        answer = problem(403, "Blocked by the guard", decision.reason, (BLOCKED, decision.rule))
        span = Span(admitted.at_ns, self.clock.now_ns(), sends=0)
        exchange = self._exchange(admitted, Passage.BLOCKED, span, answer)
        kept = replace(exchange, blocked_by=decision.rule, error=decision.reason)
        return Kept(self._record(kept, blocked=1), answer)

    def _exchange(
        self, admitted: Admitted, passage: Passage, span: Span, response: Response | None
    ) -> Exchange:
        asked, match = admitted.asked, admitted.match
        return Exchange(
            id=admitted.id,
            vendor=self.setup.vendor.name,
            request=asked.request,
            response=response,
            passage=passage,
            begun_ns=span.begun_ns,
            ended_ns=span.ended_ns,
            wall=admitted.wall,
            target=self.target.name,
            upstream=asked.upstream or self.target.upstreams[0],
            operation=None if match is None else match.operation.id,
            session=asked.session,
            sender=asked.sender,
            due_ns=asked.due_ns,
            sends=span.sends,
        )

    def _bare(self, request: Request, passage: Passage) -> Exchange:
        admitted = self._admitted(Asked(request))
        return self._exchange(admitted, passage, Span(admitted.at_ns, self.clock.now_ns(), sends=0), None)

    def _record(self, exchange: Exchange, **counts: int) -> Exchange:
        """Append ``exchange`` and then count it, so that what is counted can be read."""
        try:
            clean = self.folder.append(exchange)
        finally:
            self._tally.add(**counts)
        with self._recent_lock:
            self._recent[clean.id] = clean
            if len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)
        return clean
