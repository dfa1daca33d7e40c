"""Traffic at one target, phase after phase, through its door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

from harness.emulation.control_client import ControlClient
from harness.emulation.faults import KINDS
from harness.exchange import Sender
from harness.run.model import Progress
from harness.run.stage import Stage
from harness.session import PRIMARY
from harness.target import Mode
from harness.traffic.client import DoorClient
from harness.traffic.documented import KIND as DOCUMENTED
from harness.traffic.documented import read_documented
from harness.traffic.memory import Memory
from harness.traffic.playing import KIND as SCENARIO
from harness.traffic.playing import Player, play_scenarios
from harness.traffic.profiles import Counts
from harness.traffic.properties import PropertyPlan, run_properties
from harness.traffic.refusals import KIND as REFUSAL
from harness.traffic.refusals import RefusalPlan, refuse
from harness.traffic.replay import replay
from harness.traffic.scenarios import plan_scenarios


@dataclass(frozen=True)
class Conducted:
    """What was sent, and what kept more from being sent."""

    cases: Mapping[str, int] = field(default_factory=dict)
    """Requests by kind of sender."""
    problems: tuple[str, ...] = ()
    stopped: str | None = None
    """Why the traffic ended before its plan did."""


def conduct(
    stage: Stage, counts: Counts, seed: int, progress: Progress, stop: Callable[[], bool]
) -> Conducted:
    """Make all traffic of a check at one target; ``stop`` is asked between requests.

    First what the vendor's documents show, then what its contract lets vary, then whole lives of jobs; at
    emulators last what they are to refuse.
    """

    def heard(sender: Sender) -> None:
        progress.advance(note=sender.kind)

    url, receiver = stage.door.url, stage.door.callback_url("").rstrip("/")
    with DoorClient(url, receiver=receiver) as client, DoorClient(url, session=None) as bare:
        memory = Memory(client, stage.contract, stage.vendor.reader)
        return _Conduct(stage, counts, seed, memory, bare, heard, stop).perform()


@dataclass(frozen=True)
class _Conduct:
    stage: Stage
    counts: Counts
    seed: int
    client: Memory
    bare: DoorClient
    heard: Callable[[Sender], None]
    stop: Callable[[], bool]

    def perform(self) -> Conducted:
        """Make the phases in their order; one that ends early ends the traffic."""
        cases: Counter[str] = Counter()
        problems: list[str] = []
        for phase in self._phases():
            cases.update(phase.cases)
            problems += phase.problems
            if phase.stopped:
                return Conducted(cases, tuple(problems), phase.stopped)
        return Conducted(cases, tuple(problems))

    def _phases(self) -> Iterator[Conducted]:
        yield self._documented()
        yield self._properties()
        yield self._scenarios()
        if self.counts.refusals and self.stage.target.mode is Mode.UNRESTRICTED:
            yield self._refusals()

    def _player(self) -> Player:
        stage = self.stage
        work = stage.target.work if stage.ground.submits else ()
        return Player(
            stage.vendor,
            stage.contract,
            stage.target.mode,
            self.client,
            stage.wait,
            work,
            stage.tags,
            self.bare,
            stage.target.sessions.get(PRIMARY),
        )

    def _documented(self) -> Conducted:
        if self.stage.vendor.documented is None:
            return Conducted()
        entries = read_documented(self.stage.vendor.documented)
        result = replay(self._player(), entries, on_case=self.heard, stop=self.stop)
        return Conducted({DOCUMENTED: result.requests}, tuple(result.problems), result.ended_early)

    def _properties(self) -> Conducted:
        stage = self.stage
        plan = PropertyPlan(
            contract=stage.contract,
            vendor=stage.vendor,
            mode=stage.target.mode,
            counts=self.counts,
            seed=self.seed,
            work=stage.target.work,
            tags=stage.tags,
        )
        result = run_properties(plan, self.client, on_case=self.heard, stop=self.stop)
        return Conducted(result.cases, result.problems, result.ended_early)

    def _scenarios(self) -> Conducted:
        player = self._player()
        others = [name for name in self.stage.target.sessions if name != PRIMARY]
        verbs = tuple(self.stage.contract.lifecycle.verbs)
        scenarios = plan_scenarios(player.work, verbs, self.counts, self.seed, others)
        result = play_scenarios(player, scenarios, on_case=self.heard, stop=self.stop)
        return Conducted({SCENARIO: result.requests}, (), result.ended_early)

    def _refusals(self) -> Conducted:
        stage = self.stage
        plan = RefusalPlan(stage.vendor, dict(stage.target.sessions), self.client, self.bare, stage.wait)
        if stage.emulator is not None:
            control = stage.emulator.control
            known = control.conditions()[stage.vendor.name]
            known = {name: meaning for name, meaning in known.items() if name not in _LIES}
            plan = replace(plan, conditions=known, impose=control.impose, apart=partial(_apart, control))
        result = refuse(plan, on_case=self.heard, stop=self.stop)
        return Conducted({REFUSAL: result.requests}, (), result.ended_early)


_LIES = {kind.condition for kind in KINDS.values()}
"""Conditions in which a system says what is not so, and which therefore are faults."""


@contextmanager
def _apart(control: ControlClient) -> Iterator[None]:
    """Bring the emulator back to where it was."""
    name = control.snapshot()
    try:
        yield
    finally:
        control.restore(name)
