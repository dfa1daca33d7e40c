"""The door in the load generator's own process: guard, sessions, ledger and record for each request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import gevent

from generator.wire import Wire
from harness.clock import Clock
from harness.contract import load_contract
from harness.door import DoorCore, DoorSetup, Mount
from harness.errors import TargetError
from harness.exchange import Exchange, Passage, Request, Response, Sender
from harness.flow import Flow, JobRef, Outcome
from harness.guard import Policy
from harness.ledger import Entry
from harness.record import RunFolder
from harness.session import PRIMARY
from harness.timing.plan import READER, LoadPlan
from harness.traffic.drivers import run_flow
from harness.vendor import Vendor

T = TypeVar("T")
CLEANER = Sender("clean", "load")
SEARCHES = (0.0, 0.5, 1.5, 3.0)
"""Seconds before each search for a job whose submit got no answer; after the last one it is not there."""


@dataclass(frozen=True)
class Told(Generic[T]):
    """What a flow returned, and the exchanges it made; never none."""

    result: T
    exchanges: Sequence[Exchange]

    @property
    def begun_ns(self) -> int:
        """When the first request left."""
        return self.exchanges[0].begun_ns

    @property
    def ended_ns(self) -> int:
        """When the last answer was in."""
        return self.exchanges[-1].ended_ns

    @property
    def whole(self) -> bool:
        """False when a request was kept here or got no whole answer, so that the flow had to guess."""
        return all(exchange.judged for exchange in self.exchanges)


class WorkerFolder(RunFolder):
    """A run folder that several workers write to; ``prefix`` keeps their exchange ids apart."""

    prefix = ""

    def new_id(self) -> str:
        """Return an exchange id that no other worker gives."""
        return self.prefix + super().new_id()


class MountedDoor:
    """All traffic of one worker. Greenlets share it; ``on_exchange`` is told of each exchange."""

    def __init__(
        self,
        plan: LoadPlan,
        worker: int,
        vendor: Vendor,
        clock: Clock,
        on_exchange: Callable[[Exchange], None],
    ) -> None:
        self.vendor = vendor
        self.clock = clock
        self._on_exchange = on_exchange
        self._plan = plan
        plan.run_folder.mkdir(parents=True, exist_ok=True)
        self._folder = WorkerFolder(plan.run_folder)
        self._folder.prefix = f"w{worker}-"
        policy = Policy(
            plan.target.mode,
            plan.tag_prefix,
            executes=vendor.executes(plan.target.work),
            budgets=plan.target.budgets,
        )
        setup = DoorSetup(plan.target, vendor, load_contract(vendor.contract_path), policy)
        self._core = DoorCore(setup, self._folder, clock)
        # Two connections a job, its own and its reader's, keep the pool from being a hidden queue.
        pool = 2 * plan.in_flight
        self._wires = [Wire(each, plan.target.tls, connections=pool) for each in plan.target.upstreams]
        self._mount = Mount(self._core, lambda request, nth: self._wires[nth].send(request), gevent.sleep)

    @property
    def defects(self) -> Sequence[str]:
        """What broke in the door itself."""
        return self._core.defects

    def open(self) -> None:
        """Log every session in, by asking for something harmless, so that no job pays for it.

        Raise ``TargetError`` when the target cannot be reached or refuses the login.
        """
        for session in (PRIMARY, READER):
            told = self.tell(self.vendor.flows.find(self.vendor.tag(self._plan.token, 0)), CLEANER, session)
            for exchange in told.exchanges:
                if exchange.passage is not Passage.ANSWERED:
                    raise TargetError(f"{self._core.target.name} cannot be used: {exchange.error}")

    def tell(
        self, flow: Flow[T], sender: Sender, session: str = PRIMARY, due_ns: int | None = None
    ) -> Told[T]:
        """Run ``flow`` as ``session``. Only its first request was planned; the others follow from answers."""
        made: list[Exchange] = []

        def send(request: Request) -> Response | None:
            due = None if made else due_ns
            passed = self._mount.send(request, session=session, sender=sender, due_ns=due)
            made.append(passed.exchange)
            self._on_exchange(passed.exchange)
            return passed.response

        return Told(run_flow(flow, send, gevent.sleep), made)

    def clean(self) -> None:
        """Remove what the ledger says this worker may have left, found by its tag where need be."""
        for entry in self._core.ledger.view.left():
            if entry.exchange.startswith(self._folder.prefix):
                for job in self._jobs(entry):
                    self.remove(job, CLEANER)

    def remove(self, job: JobRef, sender: Sender) -> None:
        """Stop a job and remove what it left; the ledger hears of it, even where no answer says so."""
        told = self.tell(self.vendor.flows.clean(job), sender)
        if told.result.outcome is Outcome.DONE:
            self._core.ledger.cleaned(job.key)

    def close(self) -> None:
        """Close connections and files."""
        for wire in self._wires:
            wire.close()
        self._core.ledger.close()
        self._folder.close()

    def _jobs(self, entry: Entry) -> tuple[JobRef, ...]:
        if entry.job is not None:
            return (entry.job,)
        for pause in SEARCHES:
            gevent.sleep(pause)
            told = self.tell(self.vendor.flows.find(entry.tag), CLEANER)
            found = tuple(r.job for r in told.result if self._core.ledger.adopt(entry.tag, r.job))
            if found:
                return found
        if told.whole:
            self._core.ledger.settle(entry)
        return ()
