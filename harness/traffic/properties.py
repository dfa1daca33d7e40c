"""Property traffic: every operation that the mode allows, with what its contract lets vary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import quote

from harness.contract import Contract, Effect
from harness.exchange import Request, Response, Sender
from harness.seed import derive, stream
from harness.target import Mode, WorkItem
from harness.traffic.client import Asks, Reply
from harness.traffic.engine import generate
from harness.traffic.generation import Amounts, Generated, Made, Placement, Recipe, Slots
from harness.traffic.openapi import format_of, prepare, rivals, scope_of
from harness.traffic.pool import JobPool
from harness.traffic.profiles import Counts
from harness.vendor import Generation, Vendor

_CHANGING = frozenset({Effect.MODIFY, Effect.DESTROY})
_METHODS = ("delete", "get", "options", "patch", "post", "put", "trace")
_TAG = b"{tag}"
_MARK = b"{"
_SPARSE = 0.5
"""The part of the drawn cases that keep one optional parameter at most, and of the optional parameters
that a boundary case does without."""
_BUDGET = "guard.budget"
_STARVED = 3
"""Operations in a row that the budget keeps; a budget of creations alone keeps submits and no more."""
_SILENCES = 20
"""Requests in a row without a whole response, after which nobody is taken to be there."""


@dataclass(frozen=True)
class PropertyPlan:
    """What property traffic to make at one target."""

    contract: Contract
    vendor: Vendor
    mode: Mode
    counts: Counts
    seed: int
    work: tuple[WorkItem, ...]
    """What may be submitted in ``owned``."""
    tags: Iterator[str]
    """Fresh tags of this run, one for each submit of a work item."""


@dataclass(frozen=True)
class PropertiesResult:
    """What was sent, by kind of sender, and what could not be."""

    cases: Mapping[str, int]
    """Requests by kind: ``examples``, ``coverage``, ``fuzzing``, ``stateful``, ``negative-…``."""
    operations: Mapping[str, int]
    """Requests by operationId."""
    problems: tuple[str, ...] = ()
    """What could not be generated, one line each."""
    unsent: int = 0
    """Cases that HTTP cannot carry, such as a letter beyond Latin-1 in a header."""
    ended_early: str | None = None
    """Why the traffic was broken off; None when it is complete."""


def run_properties(
    plan: PropertyPlan,
    door: Asks,
    *,
    on_case: Callable[[Sender], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> PropertiesResult:
    """Send property traffic to ``door``: what keeps to the contract, then what breaks it on purpose.

    The latter only in ``unrestricted``: a real system takes wrong input for attacks. Equal plans make
    equal requests in equal order as long as equal answers come. ``on_case`` hears of each request,
    ``stop`` is asked before each.
    """
    traffic = _Traffic(plan, door, on_case, stop)
    problems = [*traffic.make(negative=False)]
    if plan.mode is Mode.UNRESTRICTED and plan.counts.negative > 0:
        problems += traffic.make(negative=True)
    return PropertiesResult(
        dict(traffic.cases),
        dict(traffic.operations),
        tuple(dict.fromkeys(problems)),
        traffic.unsent,
        traffic.ended_early,
    )


class _Traffic:
    """The state of one run of property traffic."""

    def __init__(
        self,
        plan: PropertyPlan,
        door: Asks,
        on_case: Callable[[Sender], None],
        stop: Callable[[], bool],
    ) -> None:
        self.plan = plan
        self.door = door
        self.on_case = on_case
        self.stop = stop
        self.pool = JobPool(stream(plan.seed, "properties", "pool"))
        self.cases: Counter[str] = Counter()
        self.operations: Counter[str] = Counter()
        self.ended_early: str | None = None
        self.unsent = 0
        self._silences = 0
        self._starved: set[str] = set()
        # Without work of its own a run submits nothing, so there is nothing of its own to change either.
        submits = plan.mode is Mode.UNRESTRICTED or (plan.mode is Mode.OWNED and bool(plan.work))
        mode = plan.mode if submits else Mode.READ_ONLY
        bodies = plan.vendor.bodies(Generation(plan.work, mode is Mode.OWNED)) if submits else {}
        self._drawn = frozenset(operation for operation, _ in bodies)
        self._strategies = {format_of(*body): strategy for body, strategy in bodies.items()}
        self._scope = scope_of(plan.contract.operations, mode, bodies)
        self._rivals = rivals(plan.contract.openapi_for_generation())
        self._choice = stream(plan.seed, "properties", "rivals")

    def make(self, *, negative: bool) -> Iterator[str]:
        """Generate and send; yield what could not be made."""
        counts = self.plan.counts
        if negative:
            yield from self._generate(Amounts(False, counts.coverage, counts.negative), "negative").problems
            return
        amounts = Amounts(True, counts.coverage, counts.fuzzing, counts.walks, counts.steps)
        made = self._generate(amounts, "positive")
        yield from made.problems
        yield from self._walk_on(made)

    def _walk_on(self, made: Made) -> Iterator[str]:
        """Make the walks that are missing: they end early when the target's state changes under them."""
        counts = self.plan.counts
        for attempt in range(1, counts.walks):
            missing = counts.walks - made.walks
            if missing <= 0 or self.ended_early:
                return
            more = self._generate(Amounts(False, False, 0, missing, counts.steps), f"walks-{attempt}")
            yield from more.problems
            made = replace(made, walks=made.walks + max(1, more.walks))

    def _generate(self, amounts: Amounts, part: str) -> Made:
        negative = part == "negative"
        document = prepare(self.plan.contract.openapi_for_generation(), self._scope)
        return generate(
            Recipe(
                document=document,
                amounts=amounts,
                seed=derive(self.plan.seed, "properties", part),
                send=partial(self._send, "negative-" if negative else ""),
                place=self._place,
                halted=self._halted,
                strategies=self._strategies,
                negative=negative,
                methods=_METHODS,
            )
        )

    def _halted(self) -> bool:
        if self._silences >= _SILENCES:
            self.ended_early = f"{_SILENCES} requests in a row got no whole answer"
        elif len(self._starved) >= _STARVED:
            self.ended_early = "the budget of the target is used up"
        elif self.stop():
            self.ended_early = self.ended_early or "stopped"
        return self.ended_early is not None

    def _place(self, generated: Generated, slots: Slots) -> Placement | None:
        without = self._without_rivals(generated, slots) | self._thinned(generated, slots)
        if generated.phase == "stateful" and self.pool.knows(slots.path):
            return Placement({}, frozenset(without))
        operation = self.plan.contract.operations[generated.operation]
        # In `owned` the guard keeps every change to a job that is not ours, so it need not be sent.
        effects = {case.effect for case in operation.cases}
        # What also creates, and what has a drawn body, names its jobs there.
        in_body = Effect.CREATE in effects or generated.operation in self._drawn
        changes = bool(effects & _CHANGING) and not in_body
        ours_only = self.plan.mode is Mode.OWNED and changes
        values = self.pool.place(frozenset(slots.path) | slots.query, always=ours_only)
        return None if ours_only and not values else Placement(values, frozenset(without))

    def _without_rivals(self, generated: Generated, slots: Slots) -> set[str]:
        """Leave out one or both of each pair of parameters that exclude each other."""
        pairs = sorted(sorted(pair) for pair in self._rivals[generated.operation] if pair <= slots.optional)
        return {name for pair in pairs for name in self._losers(pair, slots.about)}

    def _losers(self, pair: list[str], about: str | None) -> list[str]:
        if about in pair:
            return [name for name in pair if name != about]
        return self._choice.choice([pair[:1], pair[1:], pair])

    def _thinned(self, generated: Generated, slots: Slots) -> set[str]:
        """Leave out optional parameters that the case is not about: all at once hardly ever succeed."""
        if generated.phase == "coverage":
            others = sorted(slots.optional - {slots.about or ""})
            return {name for name in others if self._choice.random() < _SPARSE}
        # In walks the query may hold what a link brought.
        names = {"fuzzing": slots.optional, "stateful": slots.headers & slots.optional}.get(generated.phase)
        if not names or self._choice.random() >= _SPARSE:
            return set()
        return set(names) - {self._choice.choice(sorted(names))}

    def _send(self, prefix: str, generated: Generated, request: Request) -> Response | None:
        kind = f"{prefix}{generated.phase}"
        self.cases[kind] += 1
        self.operations[generated.operation] += 1
        sender = Sender(kind, str(self.cases[kind]))
        self.on_case(sender)
        if _MARK in request.body:
            request = replace(request, body=self.pool.fill(request.body))
        if _TAG in request.body:
            request = replace(request, body=request.body.replace(_TAG, next(self.plan.tags).encode()))
        reply = self._asked(request, sender)
        self._silences = 0 if reply.response else self._silences + 1
        self._starved = {*self._starved, generated.operation} if reply.blocked_by == _BUDGET else set()
        if reply.response is not None and reply.response.status < 300:
            self._learn(request, reply.response)
        return reply.response

    def _asked(self, request: Request, sender: Sender) -> Reply:
        try:
            return self.door.ask(request, sender)
        except ValueError:
            self.unsent += 1
            return Reply(Response(400))

    def _learn(self, request: Request, response: Response) -> None:
        match = self.plan.contract.match(request)
        if match is None:
            return
        path = match.parsed.path
        job = self.plan.vendor.reader.created(match, request, response)
        if job is not None:
            if _namable(self.plan.contract, {**job.names, **path}):
                self.pool.add(job.names, path)
        elif match.role == "delete":
            self.pool.forget(path)


def _namable(contract: Contract, names: Mapping[str, str]) -> bool:
    """Tell whether requests may name a job: one that faulty JCL left may have no documented name."""
    quoted = {name: quote(value, safe="") for name, value in names.items()}
    for operation in contract.operations.values():
        places = {parameter.name for parameter in operation.parameters if parameter.place == "path"}
        if operation.method == "GET" and places <= quoted.keys():
            request = Request("GET", operation.template.format_map(quoted))
            match = contract.match(request)
            found = contract.judge_request(match, request) if match else ()
            if any(discrepancy.subject.startswith("path:") for discrepancy in found):
                return False
    return True
