"""A race for the late end alone, at a target that knows each job from its acknowledgement on.

No verb can come too early there. Scouts are followed to the end of their work; then every probe is spread
evenly over delays from none to somewhat beyond that end, and ``late`` tells what they allow to claim.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from harness.seed import stream
from harness.timing.race import TELLING, Ending, Order, RaceOptions, RaceProcedure
from harness.timing.sample import Sample, Step
from harness.timing.visibility import bracket

BEYOND = 1.25
"""How far beyond the latest end of a scout's work the probes go."""


@dataclass
class LateRace(RaceProcedure):
    """Orders jobs and learns from their samples; ends when the budget of probes is used up."""

    _ends_ms: list[float] = field(default_factory=list)
    _longest_ms: float | None = None

    def _next_probe(self, number: int) -> Order | None:
        if self._longest_ms is None:
            return None
        drawn = stream(self.options.seed, "sweep", self.ordered[Step.SWEEP]).random()
        return Order(number, Step.SWEEP, 0, drawn * self._longest_ms)

    def _scout(self, sample: Sample) -> None:
        ended = bracket(sample.submit.ended_ns, sample.terminal) if sample.acknowledged else None
        self._ends_ms.append(math.inf if ended is None else ended.high_ms)
        if self._learned[Step.SCOUT] < self.options.scouts:
            return
        latest = max(self._ends_ms)
        if self.options.sweep_to_ms is not None:
            self._longest_ms = self.options.sweep_to_ms
        elif math.isfinite(latest):
            self._longest_ms = BEYOND * latest
        else:
            self.ending = Ending.ENDLESS

    def _probe(self, sample: Sample) -> None:
        self._blind += sample.probe is None or sample.probe.outcome not in TELLING
        if self._too_blind():
            self.ending = Ending.BLIND
        elif self._learned[Step.SWEEP] >= self.options.budget:
            self.ending = Ending.SWEPT


def procedure(options: RaceOptions) -> RaceProcedure:
    """Return the procedure that ``options`` ask for, before its first job."""
    return LateRace(options) if options.late else RaceProcedure(options)


def replay(options: RaceOptions, samples: Iterable[Sample]) -> RaceProcedure:
    """Return the state to which recorded samples, in the order of their numbers, lead."""
    replayed = procedure(options)
    for sample in samples:
        replayed.learn(sample)
    return replayed
