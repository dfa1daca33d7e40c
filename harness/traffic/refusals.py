"""Requests that a target is to refuse: in the name of who may not, with one thing wrong, or while it cannot.

They are made of requests that have worked in this run, so each is refused for one reason alone. Only for
emulators: a real system takes such requests for attacks, and may lock its users out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field, replace

from harness.contract import Effect
from harness.errors import HarnessError
from harness.exchange import IMPAIRED, Request, Response, Sender
from harness.flow import Flow, JobRef
from harness.session import ANONYMOUS, EXPIRED, LOGGED_OUT, PRIMARY
from harness.target import Credentials
from harness.traffic.breaches import breaches, unknown_names
from harness.traffic.client import Asks
from harness.traffic.drivers import T, run_flow
from harness.traffic.exemplary import exemplary
from harness.traffic.memory import Memory, Origin, Sample, renamed
from harness.vendor import Vendor

KIND = "refusal"
SETUP = "refusal-setup"
_SETTLED = 0.2
"""Seconds after a submit in which its job becomes known."""
_CHANGING = frozenset({Effect.CREATE, Effect.MODIFY, Effect.DESTROY, Effect.EXECUTE, Effect.GLOBAL})
_SCRIPTED = ("login", "logout")
_WRONG = "WRONG"


@dataclass(frozen=True)
class RefusalPlan:
    """What there is to be refused by."""

    vendor: Vendor
    sessions: dict[str, Credentials]
    """Of the target, by name."""
    memory: Memory
    """What the run has learned; it sends what goes out under a named session."""
    bare: Asks
    """Sends requests with the credentials that they carry."""
    wait: Callable[[float], None]
    conditions: Mapping[str, str] = field(default_factory=dict)
    """What each condition means that the target can be put into, by name."""
    impose: Callable[..., None] = lambda *_: None
    """Puts it into the named conditions and no others."""
    apart: Callable[[], AbstractContextManager[None]] | None = None
    """What is done within leaves no trace at the target; None: that cannot be had."""


@dataclass
class RefusalsResult:
    """How many requests were sent, and why others were not."""

    requests: int = 0
    ended_early: str | None = None


class _Stopped(Exception):  # noqa: N818 - it ends the traffic and is no error
    """Somebody asked for the end."""


def refuse(
    plan: RefusalPlan,
    *,
    on_case: Callable[[Sender], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> RefusalsResult:
    """Ask for what is to be refused; ``stop`` is asked before each request.

    What is asked follows from the samples in their order, so equal memories make equal requests.
    """
    result = RefusalsResult()
    refusals = _Refusals(plan, result, on_case, stop)
    try:
        refusals.perform()
    except _Stopped:
        result.ended_early = "stopped"
    finally:
        if plan.conditions:
            plan.impose()
    return result


@dataclass
class _Refusals:
    plan: RefusalPlan
    result: RefusalsResult
    on_case: Callable[[Sender], None]
    stop: Callable[[], bool]
    jobs: dict[int, JobRef] = field(default_factory=dict)
    """The job that stands for the one of an origin, by the origin's identity."""

    def perform(self) -> None:
        """Ask in turn for each reason."""
        samples = [
            sample
            for sample in self.plan.memory.samples.values()
            if sample.match.effect is not Effect.SESSION
        ]
        for sample in samples:
            self._by_session(sample)
            self._by_breach(sample)
        self._by_password()
        with self._apart():
            for request in self._session_requests():
                self._by_credentials(request)
        for condition in self.plan.conditions:
            self._by_condition(condition, samples)

    def _by_session(self, sample: Sample) -> None:
        others = [name for name in self.plan.sessions if name != PRIMARY]
        for session in (ANONYMOUS, EXPIRED, LOGGED_OUT, *others):
            self._send(sample, session, self._fresh(sample), session)

    def _by_breach(self, sample: Sample) -> None:
        for name, request in breaches(sample.match, self._fresh(sample)):
            self._send(sample, name, request)
        origin = sample.origin
        if origin is not None:
            names = origin.job.names
            self._send(sample, "unknown-job", renamed(sample.request, names, unknown_names(names)))
        if sample.match.effect is Effect.DESTROY:
            request = self._fresh(sample)
            self._send(sample, "once", request)
            self._send(sample, "twice", request)

    def _by_condition(self, condition: str, samples: list[Sample]) -> None:
        """Ask while a condition lasts for what was never refused so, and for one operation of each role."""
        asked = [(sample, self._fresh(sample)) for sample in self._concerned(samples)]
        logins = self._session_requests()
        self.plan.impose(condition)
        for sample, request in asked:
            self._send(sample, condition, request, kind=IMPAIRED)
        with self._apart():
            for request in logins:
                self._send_bare(condition, request, IMPAIRED)
        self.plan.impose()

    def _concerned(self, samples: list[Sample]) -> Iterator[Sample]:
        roles: set[str | None] = set()
        for sample in samples:
            operation = sample.match.operation
            lacking = {(operation.id, status) for status in operation.answers if status[0] in "45"}
            if lacking - self.plan.memory.seen or sample.match.role not in roles:
                roles.add(sample.match.role)
                yield sample

    def _by_credentials(self, request: Request) -> None:
        """Ask for a login or a logout without what it needs, then as it should be, then once more."""
        match = self.plan.memory.contract.match(request)
        for name, broken in breaches(match, request) if match else ():
            self._send_bare(name, broken)
        self._send_bare(ANONYMOUS, self.plan.vendor.scheme.dress(request, None))
        self._send_bare("once", request)
        self._send_bare("twice", request)

    def _by_password(self) -> None:
        user = self._user
        if user is not None:
            with suppress(HarnessError):
                self._run(self.plan.vendor.scheme.login(replace(user, password=_WRONG)), [])

    @property
    def _user(self) -> Credentials | None:
        """The user configured last, so that the others keep their sessions."""
        return next(reversed(self.plan.sessions.values()), None)

    def _session_requests(self) -> list[Request]:
        """Log in once more; return what was asked for, what a logout would ask for, and other examples."""
        scheme, user, requests = self.plan.vendor.scheme, self._user, list[Request]()
        if user is None:
            return requests
        with suppress(HarnessError):
            session = self._run(scheme.login(user), requests)
            # It is not carried out: what it needs would be gone after it.
            with suppress(StopIteration):
                step = next(scheme.logout(session))
                requests += [step] if isinstance(step, Request) else []
        return [*requests, *self._examples()]

    def _examples(self) -> Iterator[Request]:
        """Yield what else there is about sessions; it may work, so it must leave no trace."""
        for operation in self.plan.memory.contract.operations.values() if self.plan.apart else ():
            case = operation.strongest
            if case.effect is Effect.SESSION and case.role not in _SCRIPTED:
                request = exemplary(operation)
                if request is not None:
                    yield request

    def _apart(self) -> AbstractContextManager[None]:
        return self.plan.apart() if self.plan.apart else nullcontext()

    def _fresh(self, sample: Sample) -> Request:
        """Return the sample about a job that is there now."""
        origin = sample.origin
        if origin is None:
            return sample.request
        job = self.jobs.get(id(origin)) or self._made(origin)
        return renamed(sample.request, origin.job.names, job.names)

    def _made(self, origin: Origin) -> JobRef:
        """Make a job as the origin's was made; where that fails, the old one has to do."""
        self._count("job")
        reply = self.plan.memory.ask(origin.request, Sender(SETUP, origin.match.operation.id), PRIMARY)
        answer = reply.response
        made = self.plan.vendor.reader.created(origin.match, origin.request, answer) if answer else None
        self.plan.wait(_SETTLED)
        job = made or origin.job
        self.jobs[id(origin)] = job
        return job

    def _send(
        self, sample: Sample, why: str, request: Request, session: str = PRIMARY, kind: str = KIND
    ) -> None:
        self._count(why)
        sender = Sender(kind, f"{why}/{sample.match.operation.id}")
        with suppress(ValueError):
            response = self.plan.memory.ask(request, sender, session).response
            if response is not None and response.status < 300 and sample.match.effect in _CHANGING:
                self.jobs.pop(id(sample.origin), None)

    def _send_bare(self, why: str, request: Request, kind: str = KIND) -> Response | None:
        self._count(why)
        return self.plan.bare.ask(request, Sender(kind, f"{why}/session")).response

    def _run(self, flow: Flow[T], requests: list[Request]) -> T:
        def send(request: Request) -> Response | None:
            requests.append(request)
            return self._send_bare("login", request)

        return run_flow(flow, send, self.plan.wait)

    def _count(self, why: str) -> None:
        if self.stop():
            raise _Stopped(why)
        self.result.requests += 1
        self.on_case(Sender(KIND, why))
