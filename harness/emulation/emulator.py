"""One emulator: a vendor's application, a clock, faults and counts; no sockets in here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, runtime_checkable

from harness.clock import Clock, SystemClock
from harness.emulation.clock import EmulatorClock
from harness.emulation.faults import FaultRule, Performance, Reaction
from harness.emulation.settings import EmulatorSettings
from harness.errors import UsageError
from harness.exchange import Request, Response

Subject = tuple[tuple[str, str], ...]
"""Names and values of the attributes of a certificate's subject, such as ``commonName``, in their order."""
_ALONE: Mapping[str, str] = MappingProxyType({})
"""What a system with one address says of others."""


class Call(NamedTuple):
    """A request as an emulator receives it, at instant ``now``; its text holds no lone surrogates.

    ``base`` is the address that the caller used, such as ``https://127.0.0.1:4430``. ``conditions`` are
    those that the emulated system is in, see :class:`Conditioned`. ``listener`` names the listener that
    the request came to, the first has no name; ``further`` are the addresses of the others as this
    caller reaches them, see :class:`Spread`. ``subject`` is whom the certificate names that the caller
    showed over TLS; empty: it showed none.
    """

    request: Request
    now: int
    base: str
    conditions: frozenset[str] = frozenset()
    listener: str = ""
    further: Mapping[str, str] = _ALONE
    subject: Subject = ()


class Answer(NamedTuple):
    """A response, and the name of the operation that gave it (None: nothing that the vendor has)."""

    response: Response
    operation: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A request that the emulated system itself makes: a notification, due at instant ``due``.

    ``told`` hears what became of it: the status of the answer (0: there was none within ``patience``
    seconds) and the instant. Whether it is sent again is for the vendor to say, by another notice.
    """

    due: int
    url: str
    body: bytes
    media_type: str = "application/json"
    patience: float = 10.0
    told: Callable[[int, int], None] | None = None


class Application(Protocol):
    """What a vendor's emulator is made of: requests in, responses out, state in between."""

    def answer(self, call: Call) -> Answer:
        """Answer one request; never raises, whatever the request holds."""
        ...

    def expired(self, call: Call) -> Response:
        """Return what a caller gets whose session has run out."""
        ...

    def snapshot(self) -> object:
        """Return the whole state as a value that later changes leave alone."""
        ...

    def restore(self, snapshot: Any) -> None:
        """Go back to a state that ``snapshot`` returned."""
        ...

    def reset(self, seed: int) -> None:
        """Start again, empty, drawing from ``seed``."""
        ...

    def jobs(self, now: int) -> Sequence[dict[str, Any]]:
        """Describe every job, with the truth that callers cannot see: when each path gets to know it."""
        ...

    def count(self, now: int) -> int:
        """Return how many jobs there are."""
        ...

    def notices(self, now: int) -> Sequence[Notice]:
        """Hand over, once, the notices that are due at ``now``."""
        ...


@runtime_checkable
class Conditioned(Protocol):
    """An application whose system can be put into conditions that requests alone do not bring about.

    A part of it is down, something is full, a right is withdrawn. A condition changes how requests are
    answered while it lasts, and nothing else: it is no part of a snapshot.
    """

    @property
    def conditions(self) -> Mapping[str, str]:
        """What each condition means, by its name, such as ``spool-full``."""
        ...


@runtime_checkable
class Spread(Protocol):
    """An application whose system answers at more than one address.

    A login host and the pods that it sends callers to, for one. The first address has no name.
    """

    @property
    def listeners(self) -> Sequence[str]:
        """The names of the further addresses, such as ``pod``."""
        ...


class ApplicationFactory(Protocol):
    """Makes a vendor's application; ``epoch`` is the date and time of instant 0."""

    def __call__(self, settings: EmulatorSettings, epoch: datetime) -> Application:
        """Return an empty application."""
        ...


@dataclass
class Counts:
    """What an emulator has received."""

    requests: int = 0
    by_operation: Counter[str] = field(default_factory=Counter)

    def add(self, operation: str | None) -> None:
        """Count one request."""
        self.requests += 1
        self.by_operation[operation or "none"] += 1


class Emulator:
    """A vendor's application under a clock, with faults laid over it. One thread at a time."""

    def __init__(
        self, vendor: str, settings: EmulatorSettings, factory: ApplicationFactory, clock: Clock | None = None
    ) -> None:
        self.vendor = vendor
        self.settings = settings
        self.clock = EmulatorClock(settings.clock, settings.step, clock or SystemClock())
        self.application = factory(settings, self.clock.epoch)
        self.counts = Counts()
        self._performance = Performance()
        self.conditions: frozenset[str] = frozenset()
        self._snapshots: dict[str, tuple[int, object]] = {}

    def receive(
        self,
        request: Request,
        base: str,
        listener: str = "",
        further: Mapping[str, str] = _ALONE,
        subject: Subject = (),
    ) -> Reaction:
        """Answer one request, and say how the answer is to go out; see :class:`Call` for the arguments."""
        call = Call(request, self.clock.receive(), base, self.conditions, listener, further, subject)
        if self._performance.rules:
            return self._perform(call)
        answer = self.application.answer(call)
        self.counts.add(answer.operation)
        return Reaction(answer.response)

    def _perform(self, call: Call) -> Reaction:
        """Answer one request with the faults laid over it that are played."""
        rules = self._performance.met(call.request)
        call = call._replace(conditions=self.conditions.union(rule.fault.condition for rule in rules))
        if any(rule.fault.keeps_request for rule in rules):
            answer = Answer(Response(503))
        else:
            answer = self.application.answer(call)
        self.counts.add(answer.operation)
        return self._performance.over(
            rules, call.request, answer.response, lambda: self.application.expired(call)
        )

    @property
    def faults(self) -> tuple[FaultRule, ...]:
        """The faults that are played."""
        return self._performance.rules

    def play(self, faults: Sequence[FaultRule]) -> None:
        """Play these faults and no others; raise ``UsageError`` for one that this system cannot play."""
        for rule in faults:
            if rule.fault.condition and rule.fault.condition not in self.known_conditions:
                lacks = f"its system has no condition {rule.fault.condition}"
                what = f"the emulator of {self.vendor} cannot play {rule.fault.kind}: {lacks}"
                raise UsageError(what, mend="leave that fault out")
        self._performance = Performance(faults)

    @property
    def listeners(self) -> tuple[str, ...]:
        """The names of the addresses beside the first."""
        application: object = self.application
        return tuple(application.listeners) if isinstance(application, Spread) else ()

    @property
    def known_conditions(self) -> Mapping[str, str]:
        """What each condition means that this system can be put into."""
        application: object = self.application
        return application.conditions if isinstance(application, Conditioned) else {}

    def impose(self, names: Iterable[str]) -> None:
        """Put the system into these conditions and no others; raise ``KeyError`` for an unknown one."""
        wanted = frozenset(names)
        for name in sorted(wanted - self.known_conditions.keys()):
            raise KeyError(name)
        self.conditions = wanted

    def snapshot(self) -> str:
        """Keep the present state and instant; return the name to restore it by."""
        name = f"snapshot-{len(self._snapshots) + 1}"
        self._snapshots[name] = (self.clock.now(), self.application.snapshot())
        return name

    def restore(self, name: str) -> None:
        """Go back to a snapshot, its clock too; raise ``KeyError`` when there is none of that name."""
        instant, state = self._snapshots[name]
        self.application.restore(state)
        self.clock.set(instant)

    def reset(self, seed: int | None = None) -> None:
        """Forget every job, session, count, fault, condition and snapshot; time starts again at the epoch."""
        self.application.reset(self.settings.seed if seed is None else seed)
        self.clock.set(0)
        self.counts = Counts()
        self.play(())
        self.conditions = frozenset()
        self._snapshots.clear()

    def describe(self) -> dict[str, Any]:
        """Return the counts, as the control API's ``GET /state`` shows them."""
        return {
            "requests": self.counts.requests,
            "requests_by_operation": dict(sorted(self.counts.by_operation.items())),
            "jobs": self.application.count(self.clock.now()),
            "now": self.clock.now() / 1e9,
        }
