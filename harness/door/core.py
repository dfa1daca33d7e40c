"""The door without transport: what comes to it is admitted or kept, and all of it is written down."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from threading import Lock

from harness.clock import Clock
from harness.door.accounting import Accounts
from harness.door.admission import Admitted, DoorSetup, Kept, Span, read_attempt
from harness.door.control import BLOCKED, NONE, Control
from harness.door.counts import Counts
from harness.door.problem import problem
from harness.door.secrecy import learn_basic, learn_configured
from harness.exchange import Direction, Exchange, Passage, Request, Response, Sender
from harness.guard import Attempt, Blocked, Usage, decide
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
        self.target = target
        self.vendor = setup.vendor
        self.contract = setup.contract
        self.policy = setup.policy
        self.folder = folder
        self.clock = clock
        mode = target.mode.value
        here = LedgerTarget(target.name, target.vendor, target.upstreams, mode, target.embedded)
        self.ledger = Ledger(folder.path, here)
        self.sessions = SessionStore(setup.vendor.scheme, target.sessions, folder.redactor.learn)
        self.defects: list[str] = []
        self._accounts = Accounts(self.ledger, setup.vendor, setup.contract)
        self._lock = Lock()
        self._counts = dict.fromkeys(Counts.__dataclass_fields__, 0)
        self._usage = Usage()
        self._recent: OrderedDict[str, Exchange] = OrderedDict()
        folder.redactor.name(*setup.vendor.secrets)
        learn_configured(target, folder.redactor)

    @property
    def counts(self) -> Counts:
        """What became of the requests so far."""
        with self._lock:
            return Counts(**self._counts)

    def exchange(self, id: str) -> Exchange:  # noqa: A002 - it is the exchange's id
        """Return a recent exchange as it was recorded; raise ``KeyError`` for one that is not known."""
        with self._lock:
            return self._recent[id]

    def receive(self) -> None:
        """Count a request, whatever will become of it."""
        self._count("received")

    def admit(
        self,
        request: Request,
        sender: Sender | None = None,
        session: str | None = None,
        upstream: str | None = None,
        due_ns: int | None = None,
    ) -> Admitted | Kept:
        """Decide on ``request`` and, if it may leave, write down what it is about to create.

        ``session`` names whose credentials to put on it; ``sessions.ready`` must hold. None leaves the
        request's own. Whoever gets ``Admitted`` must end it by ``complete`` or ``break_off``.
        """
        dressed = request if session is None else self.sessions.dress(session, request)
        sender = sender or Sender()
        attempt = read_attempt(self.contract, self.vendor, dressed, sender)
        admitted = self._admitted(dressed, sender, session, upstream, due_ns)
        decision = attempt if isinstance(attempt, Blocked) else self._decide(attempt)
        if isinstance(decision, Blocked):
            match = None if isinstance(attempt, Blocked) else attempt.match
            return self._keep(replace(admitted, match=match), decision)
        if not self.target.embedded:
            learn_basic(dressed.headers, self.folder.redactor)
        creates = self._accounts.creates(decision.match, decision.subjects)
        if creates:
            self._accounts.intend(admitted.id, decision.match, decision.subjects)
        return replace(admitted, match=decision.match, creates=creates)

    def block(self, request: Request, rule: str, reason: str, control: Control = NONE) -> Kept:
        """Keep a request for a reason of the door's own: it was not read whole, its session is unknown."""
        admitted = self._admitted(request, control.sender, control.session, None, None)
        return self._keep(admitted, Blocked(rule, reason))

    def complete(self, admitted: Admitted, response: Response, span: Span) -> Exchange:
        """Write down a whole answer, content coding undone, and return the exchange as recorded."""
        with self._lock:
            self._usage = replace(self._usage, in_flight=self._usage.in_flight - 1)
        exchange = self._exchange(admitted, Passage.ANSWERED, span, response)
        try:
            if admitted.creates:
                self._accounts.created(admitted.id, admitted.match, admitted.request, response)
            self._accounts.removed(admitted.match, exchange)
        except Exception as defect:  # noqa: BLE001 - the answer has to be recorded whatever breaks here
            self.broke(f"{admitted.id}: the ledger could not be kept", defect)
        return self._record(exchange)

    def break_off(
        self, admitted: Admitted, error: str, span: Span, response: Response | None = None
    ) -> Exchange:
        """Write down that no whole answer came, and why; ``response`` is the part that did."""
        with self._lock:
            self._usage = replace(self._usage, in_flight=self._usage.in_flight - 1)
            self._counts["broken"] += 1
            self._counts["unsent"] += span.sends == 0
        if admitted.creates:
            self._accounts.lost(admitted.id, sent=span.sends > 0)
        exchange = self._exchange(admitted, Passage.BROKEN, span, response)
        return self._record(replace(exchange, error=error))

    def refuse(self, request: Request, error: str) -> Exchange:
        """Write down what came and could not be read as a request; ``request`` holds what could be."""
        self._count("refused")
        return self._record(replace(self._bare(request, Passage.REFUSED), error=error))

    def notice(self, request: Request, answer: Response, token: str) -> Exchange:
        """Write down what the target sent to our receiver under ``token``."""
        self._count("inbound")
        bare = self._bare(request, Passage.ANSWERED)
        sender = Sender("target", token)
        return self._record(replace(bare, direction=Direction.INBOUND, response=answer, sender=sender))

    def broke(self, what: str, defect: BaseException) -> None:
        """Note a defect of our own."""
        self.defects.append(f"{what}: {type(defect).__name__}: {defect}")

    def _count(self, what: str) -> None:
        with self._lock:
            self._counts[what] += 1

    def _decide(self, attempt: Attempt) -> Attempt | Blocked:
        """Decide, and count what is let through in the same breath, so that no budget is overrun."""
        creations = len(attempt.subjects.creates) or self._accounts.creates(attempt.match, attempt.subjects)
        with self._lock:
            usage = self._usage
            decision = decide(attempt, self.policy, self.ledger.view, usage)
            if isinstance(decision, Blocked):
                return decision
            self._usage = Usage(usage.requests + 1, usage.creations + creations, usage.in_flight + 1)
            self._counts["forwarded"] += 1
        return attempt

    def _admitted(
        self, request: Request, sender: Sender, session: str | None, upstream: str | None, due_ns: int | None
    ) -> Admitted:
        return Admitted(
            id=self.folder.new_id(),
            request=request,
            match=None,
            sender=sender,
            session=session,
            upstream=upstream or self.target.upstreams[0],
            creates=False,
            begun_ns=self.clock.now_ns(),
            wall=self.clock.wall().isoformat(timespec="microseconds"),
            due_ns=due_ns,
        )

    def _keep(self, admitted: Admitted, decision: Blocked) -> Kept:
        self._count("blocked")
        answer = problem(403, "Blocked by the guard", decision.reason, (BLOCKED, decision.rule))
        span = Span(admitted.begun_ns, self.clock.now_ns(), sends=0)
        exchange = self._exchange(admitted, Passage.BLOCKED, span, answer)
        kept = replace(exchange, blocked_by=decision.rule, error=decision.reason)
        return Kept(self._record(kept), answer)

    def _exchange(
        self, admitted: Admitted, passage: Passage, span: Span, response: Response | None
    ) -> Exchange:
        match = admitted.match
        return Exchange(
            id=admitted.id,
            vendor=self.vendor.name,
            request=admitted.request,
            response=response,
            passage=passage,
            begun_ns=span.begun_ns,
            ended_ns=span.ended_ns,
            wall=admitted.wall,
            target=self.target.name,
            upstream=admitted.upstream,
            operation=None if match is None else match.operation.id,
            session=admitted.session,
            sender=admitted.sender,
            due_ns=admitted.due_ns,
            sends=span.sends,
        )

    def _bare(self, request: Request, passage: Passage) -> Exchange:
        admitted = self._admitted(request, Sender(), None, None, None)
        span = Span(admitted.begun_ns, self.clock.now_ns(), sends=0)
        return self._exchange(admitted, passage, span, None)

    def _record(self, exchange: Exchange) -> Exchange:
        clean = self.folder.append(exchange)
        with self._lock:
            self._recent[clean.id] = clean
            if len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)
        return clean
