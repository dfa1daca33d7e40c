"""The Master: every order, job and chain, and what has become of them; all of it kept for snapshots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush

from harness.seed import stream
from harness.vendors.joc.emulator.engine import Ground, Numbers, advance, closed_run, due
from harness.vendors.joc.emulator.order import Order, Run
from harness.vendors.joc.emulator.plant import CHAINS, ORDERS, SLEEPER
from harness.vendors.joc.emulator.plant import JOBS as DEFINED
from harness.vendors.joc.emulator.tasks import JobTask

_TASKS, _HISTORY, _ORDERS = 100, 1000, 1
"""Where the counters of tasks, records of the history and generated order ids begin."""


@dataclass
class Master:
    """One Master. ``settle`` brings it up to an instant; reading changes nothing more."""

    seed: int
    ground: Ground = field(default_factory=Ground)
    orders: dict[str, Order] = field(default_factory=dict)
    """Orders in their chains, by ``CHAIN,ORDERID``."""
    chains: dict[str, dict[str, None]] = field(default_factory=dict)
    """The keys of each chain's orders."""
    runs: dict[int, Run] = field(default_factory=dict)
    """The order history, by historyId, oldest first."""
    ways: dict[str, list[int]] = field(default_factory=dict)
    """The historyIds of each order, oldest first."""
    stopped_by_hand: frozenset[str] = frozenset()
    """Jobs that were stopped on demand, not because they failed."""
    tasks: dict[int, JobTask] = field(default_factory=dict)
    """Tasks of standalone jobs, whether they have ended or not."""
    steps: dict[str, int] = field(default_factory=dict)
    """How many steps of orders each job has begun."""
    next_task: int = _TASKS
    next_history: int = _HISTORY
    next_order: int = _ORDERS
    settled: int = 0
    _agenda: list[tuple[int, int, str]] = field(default_factory=list)
    _turn: int = 0

    @classmethod
    def new(cls, seed: int) -> Master:
        """Return a Master that has just read its live folder."""
        master = cls(seed, Ground(seed))
        for each in ORDERS:
            title = each.title
            master.put(Order(each.chain, each.id, "PERMANENT", each.initial, each.initial, None, title))
        return master

    def put(self, order: Order) -> None:
        """Keep an order as it is now, or forget it when it is gone; its record of the history follows."""
        if order.run is not None:
            self._keep_run(order.run)
        if order.gone:
            self.orders.pop(order.key, None)
            self.chains.get(order.chain, {}).pop(order.key, None)
            return
        self.orders[order.key] = order
        self.chains.setdefault(order.chain, {})[order.key] = None
        at = due(order, self.ground)
        if at is not None:
            self._turn += 1
            heappush(self._agenda, (at, self._turn, order.key))

    def settle(self, now: int) -> None:
        """Let everything happen that is due by ``now``, in its order."""
        while self._agenda and self._agenda[0][0] <= now:
            planned, _, key = heappop(self._agenda)
            order = self.orders.get(key)
            # What has been changed since it was planned has been planned anew.
            if order is None or due(order, self.ground) != planned:
                continue
            self.settled = max(self.settled, planned)
            moved = advance(order, self.ground, Numbers(self.next_task, self.next_history), self.settled)
            self._count(order, moved)
            self.put(moved)
            if moved.successor is not None and moved.task is None:
                self.put(replace(closed_run(moved, self.settled), gone=True))
                self.put(moved.successor)
        self.settled = max(self.settled, now)

    def regroup(self, ground: Ground) -> None:
        """Change what is stopped; orders that could not move are planned anew."""
        before, self.ground = self.ground, ground
        if before.jobs != ground.jobs:
            self.tasks = {number: self._regrouped(task) for number, task in self.tasks.items()}
        touched = (before.chains ^ ground.chains) | {chain for chain, _ in before.nodes ^ ground.nodes}
        everywhere = bool(before.jobs ^ ground.jobs)
        for chain, keys in self.chains.items():
            if everywhere or chain in touched or before.skipped != ground.skipped:
                for key in list(keys):
                    self.put(self.orders[key])

    def _regrouped(self, task: JobTask) -> JobTask:
        if task.phase(self.settled) != "queued":
            return task
        begins = None if task.job in self.ground.jobs else max(task.planned, self.settled)
        return replace(task, begins=begins)

    def of_chain(self, chain: str) -> Iterator[Order]:
        """Return the orders of a chain, in the order in which they came."""
        return (self.orders[key] for key in self.chains.get(chain, {}))

    def take_order_id(self, chain: str) -> str:
        """Return an id for an order that brings none: the next number that is free in the chain."""
        while True:
            name = str(self.next_order)
            self.next_order += 1
            if f"{chain},{name}" not in self.orders:
                return name

    def start_task(self, job: str, at: int, now: int) -> JobTask:
        """Queue a task of a job."""
        number = self.next_task
        self.next_task += 1
        definition = DEFINED[job]
        usual = definition.seconds if job != SLEEPER else 1.0
        seconds = usual * stream(self.seed, "task", number).uniform(0.8, 1.2)
        begins = None if job in self.ground.jobs else max(at, now)
        self.tasks[number] = JobTask(number, job, now, max(at, now), begins, round(seconds * 1e9))
        return self.tasks[number]

    def begun(self, job: str, now: int) -> int:
        """Return how many tasks of a job have begun; each does one step."""
        alone = [task for task in self.tasks.values() if task.job == job and task.phase(now) != "queued"]
        return self.steps.get(job, 0) + len(alone)

    def copy(self) -> Master:
        """Return a Master that later changes to this one leave alone."""
        return replace(
            self,
            orders=dict(self.orders),
            chains={chain: dict(keys) for chain, keys in self.chains.items()},
            runs=dict(self.runs),
            ways={key: list(runs) for key, runs in self.ways.items()},
            tasks=dict(self.tasks),
            steps=dict(self.steps),
            _agenda=list(self._agenda),
        )

    def _keep_run(self, run: Run) -> None:
        if run.history not in self.runs:
            self.ways.setdefault(f"{run.chain},{run.order}", []).append(run.history)
        self.runs[run.history] = run

    def _count(self, before: Order, after: Order) -> None:
        """Move the counters on for the numbers that were taken."""
        if after.task is not None and after.task is not before.task:
            self.next_task += 1
            job = CHAINS[after.chain].by_name[after.node].job
            self.steps[job] = self.steps.get(job, 0) + 1
        if after.run is not None and (before.run is None or after.run.history != before.run.history):
            self.next_history += 1
