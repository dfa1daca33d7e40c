"""Carry scenarios out: the vendor's flows, through the door, one step after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from harness.contract import Contract
from harness.exchange import Request, Response, Sender
from harness.flow import Flow, JobRef
from harness.target import Credentials, Mode, WorkItem
from harness.traffic.client import Asks
from harness.traffic.drivers import T, run_flow
from harness.traffic.scenarios import Deed, Scenario, Step
from harness.vendor import Vendor

KIND = "scenario"
_PAUSES = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 5.0)
"""Seconds between looks at a job that is to end; a job that has not ended after these is left running."""


@dataclass(frozen=True)
class Player:
    """Who carries flows out at one target, and with what."""

    vendor: Vendor
    contract: Contract
    mode: Mode
    door: Asks
    wait: Callable[[float], None]
    """Lets seconds pass for the target."""
    work: Sequence[WorkItem]
    """What may be submitted."""
    tags: Iterator[str]
    """Fresh tags of this run, one for each submit."""
    bare: Asks | None = None
    """Sends requests with the credentials that they carry; None: none are sent so."""
    credentials: Credentials | None = None
    """Those of the primary session, for requests that carry their own."""


@dataclass
class ScenariosResult:
    """What was done, and what came of it."""

    scenarios: int = 0
    requests: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    """How often each deed ended how, such as ``cancel: too-late``."""
    ended_early: str | None = None


def play_scenarios(
    player: Player,
    scenarios: Sequence[Scenario],
    *,
    on_case: Callable[[Sender], None] = lambda _: None,
    stop: Callable[[], bool] = lambda: False,
) -> ScenariosResult:
    """Carry out ``scenarios``; ``stop`` is asked before each, ``on_case`` hears of each request."""
    result = ScenariosResult()
    for number, scenario in enumerate(scenarios, start=1):
        if stop():
            result.ended_early = "stopped"
            return result
        _Play(player, Sender(KIND, str(number)), result, on_case).perform(scenario)
        result.scenarios += 1
    return result


@dataclass
class _Play:
    """One scenario under way."""

    player: Player
    sender: Sender
    result: ScenariosResult
    on_case: Callable[[Sender], None]
    jobs: list[tuple[str, JobRef | None]] = field(default_factory=list)
    """Tag and job of each submit; no job when the target took none."""

    def perform(self, scenario: Scenario) -> None:
        """Do the steps in order; those about a job that was not taken are left out."""
        deeds: Mapping[Deed, Callable[[Step], None]] = {
            Deed.SUBMIT: self._submit,
            Deed.STATUS: self._status,
            Deed.FIND: self._find,
            Deed.OUTPUT: self._output,
            Deed.CHANGE: self._change,
            Deed.WAIT: self._wait,
            Deed.AWAIT_END: self._await_end,
        }
        for step in scenario:
            deeds[step.deed](step)

    def _run(self, flow: Flow[T], session: str) -> T:
        return run_flow(flow, partial(self._send, session), self.player.wait)

    def _send(self, session: str, request: Request) -> Response | None:
        self.result.requests += 1
        self.on_case(self.sender)
        return self.player.door.ask(request, self.sender, session).response

    def _submit(self, step: Step) -> None:
        item = next(item for item in self.player.work if item.name == step.what)
        tag = next(self.player.tags)
        submitted = self._run(self.player.vendor.flows.submit(item, tag), step.session)
        self.jobs.append((tag, submitted.job))
        self.result.outcomes[f"submit: {submitted.outcome}"] += 1

    def _status(self, step: Step) -> None:
        _, job = self.jobs[step.job]
        if job is not None:
            self._run(self.player.vendor.flows.status(job), step.session)

    def _find(self, step: Step) -> None:
        tag, _ = self.jobs[step.job]
        self._run(self.player.vendor.flows.find(tag), step.session)

    def _output(self, step: Step) -> None:
        _, job = self.jobs[step.job]
        if job is not None:
            self._run(self.player.vendor.flows.output(job), step.session)

    def _change(self, step: Step) -> None:
        _, job = self.jobs[step.job]
        if job is not None:
            modified = self._run(self.player.vendor.flows.modify(job, step.what), step.session)
            self.result.outcomes[f"{step.what}: {modified.outcome}"] += 1

    def _wait(self, step: Step) -> None:
        self.player.wait(step.seconds)

    def _await_end(self, step: Step) -> None:
        _, job = self.jobs[step.job]
        if job is None:
            return
        for pause in _PAUSES:
            if self._run(self.player.vendor.flows.status(job), step.session).ended:
                return
            self.player.wait(pause)
