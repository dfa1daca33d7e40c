"""Removing what a run left at a target, by its ledger: nothing that the run did not create is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from harness.door import DoorServer
from harness.errors import TargetError
from harness.exchange import Sender
from harness.flow import Flow, Outcome
from harness.ledger import Entry, Ledger
from harness.traffic.client import DoorClient
from harness.traffic.drivers import T, run_flow
from harness.vendor import Flows

SETTLING = 3.0
"""Seconds after which a job that its target does not know is gone, and not merely not visible yet."""
GONE = (Outcome.DONE, Outcome.NOT_VISIBLE)
"""Outcomes of a clean-up after which nothing is left."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of what was left: how much is gone, and what still stands, in words."""

    gone: int = 0
    left: tuple[str, ...] = ()


def clean_left(door: DoorServer, flows: Flows, prefix: str, wait: Callable[[float], None]) -> Cleaned:
    """Cancel and purge what the ledger of ``door`` lists.

    What may have been created although no answer said so is looked for by its tag, if the tag begins
    with the run's own ``prefix``; under any other name it could be somebody else's job. Raises
    ``TargetError`` when the target cannot be reached.
    """
    with DoorClient(door.url, Sender("clean")) as client:
        broom = _Broom(door.core.ledger, flows, prefix, client, wait)
        entries = door.core.ledger.view.left()
        unseen = [entry for entry in _answered(entries, door) if not broom.sees(entry)]
        if unseen:
            wait(SETTLING)
        problems = [broom.sweep(entry) for entry in _answered(entries, door)]
    left = tuple(problem for problem in problems if problem)
    return Cleaned(len(problems) - len(left), left)


def _answered(entries: Sequence[Entry], door: DoorServer) -> Iterator[Entry]:
    """Yield ``entries``; raise ``TargetError`` as soon as a request could not even be sent."""
    for entry in entries:
        if door.counts.unsent:
            where = ", ".join(door.core.target.upstreams)
            raise TargetError(f"{len(entries)} things may be left, and nobody answers at {where}")
        yield entry


@dataclass(frozen=True)
class _Broom:
    ledger: Ledger
    flows: Flows
    prefix: str
    client: DoorClient
    wait: Callable[[float], None]

    def sees(self, entry: Entry) -> bool:
        """Tell whether the target knows the job; True for one that must be searched for."""
        return entry.job is None or self._run(self.flows.status(entry.job)).present

    def sweep(self, entry: Entry) -> str:
        """Remove one thing; return why it is still there, or nothing."""
        if entry.job is not None:
            return self._remove(entry)
        if not entry.tag or not self.prefix or not entry.tag.startswith(self.prefix):
            named = f"a job called {entry.tag}" if entry.tag else "a job without a readable name"
            return f"{entry.exchange} may have created {named}, which is not looked for: it may be another's"
        return self._search(entry)

    def _search(self, entry: Entry) -> str:
        found = [reading.job for reading in self._run(self.flows.find(entry.tag)) if reading.present]
        for job in found:
            self.ledger.adopt(entry.tag, job)
        adopted = [one for one in self.ledger.view.tagged(entry.tag) if one.job is not None]
        if not adopted:
            self.ledger.settle(entry)
            return ""
        return "; ".join(problem for problem in map(self._remove, adopted) if problem)

    def _remove(self, entry: Entry) -> str:
        assert entry.job is not None  # noqa: S101 - both callers looked
        if not self.sees(entry):
            self.ledger.settle(entry)
            return ""
        end = self._run(self.flows.clean(entry.job))
        if end.outcome not in GONE:
            return f"{entry.job.key} is still there: {end.outcome}{f', {end.detail}' if end.detail else ''}"
        self.ledger.settle(entry)
        return ""

    def _run(self, flow: Flow[T]) -> T:
        return run_flow(flow, self.client.send, self.wait)
