"""Traffic at one target, phase after phase, through its door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from harness.exchange import Sender
from harness.run.model import Progress
from harness.run.stage import Stage
from harness.session import PRIMARY
from harness.traffic.client import DoorClient
from harness.traffic.documented import KIND as DOCUMENTED
from harness.traffic.documented import read_documented
from harness.traffic.playing import KIND as SCENARIO
from harness.traffic.playing import Player, play_scenarios
from harness.traffic.profiles import Counts
from harness.traffic.properties import PropertyPlan, run_properties
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

    First what the vendor's documents show, then what its contract lets vary, then whole lives of jobs.
    """

    def heard(sender: Sender) -> None:
        progress.advance(note=sender.kind)

    receiver = stage.door.callback_url("").rstrip("/")
    with DoorClient(stage.door.url, receiver=receiver) as client:
        return _Conduct(stage, counts, seed, client, heard, stop).perform()


@dataclass(frozen=True)
class _Conduct:
    stage: Stage
    counts: Counts
    seed: int
    client: DoorClient
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

    def _player(self) -> Player:
        stage = self.stage
        work = stage.target.work if stage.ground.submits else ()
        return Player(
            stage.vendor, stage.contract, stage.target.mode, self.client, stage.wait, work, stage.tags
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
