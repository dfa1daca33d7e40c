"""The safe delay: how long to wait after a submit's acknowledgement before touching the job.

The procedure scouts with polled jobs for a first delay, doubles it until the real verb gets through at
all, then tests it, and moves on to a longer one when it fails too often. It is Neyer's all-fire level
("99.9 % at 95 % confidence") for batch jobs. All state follows from the samples in the order of their
numbers, so the procedure, fed from a record, comes to the conclusion again.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum

from harness.flow import Outcome
from harness.seed import stream
from harness.timing.binomial import fewest, upper_rank
from harness.timing.sample import Sample, Step
from harness.timing.sequential import SafetyTest, attempt_alpha
from harness.timing.visibility import bracket

GROWTH = 1.25
"""How much longer the next delay is when one is given up."""
REACHES = 4
"""Probes that tell whether a first delay is long enough at all: fewer than half of them may fail."""
SLACK, SLACK_MS = 0.05, 10.0
"""A probe later than ordered by more than this share and these milliseconds does not count."""
LATE_SCOUTS = 20
"""Scouts that show how long the work takes; the probes then go beyond the longest."""
SWEEP_TO = 1.5
"""The sweep draws delays up to this multiple of the scouted one."""
PATIENCE, BLIND_SHARE = 20, 0.1
"""When more probes than these are without information, and more than this share, the procedure ends."""
TELLING = frozenset({Outcome.DONE, Outcome.TOO_LATE, Outcome.NOT_VISIBLE})
"""Outcomes that say whether the target knew the job; an asynchronous ``accepted`` does not."""


class Ending(StrEnum):
    """Why the procedure ended."""

    CERTIFIED = "certified"
    BUDGET = "the budget of probes was used up before a delay could be certified"
    UNSEEN = "some scouts did not become visible in time, so no delay is safe"
    BLIND = 'too many probes gave no information: neither carried out nor "not visible"'
    TOO_LONG = "every delay up to the longest one allowed fails too often"
    ENDLESS = "some scouts did not end in time, so no late end could be met: name a longest delay by --sweep"
    SWEPT = "every probe was made"


@dataclass(frozen=True, slots=True)
class RaceOptions:
    """What to certify, and at what cost. ``budget`` bounds the probes; scouts are not probes."""

    p0: float = 0.01
    confidence: float = 0.95
    budget: int = 1500
    scouts: int = 299
    sweep: int = 60
    sweep_to_ms: float | None = None
    """The longest delay of the sweep; None: ``SWEEP_TO`` times the scouted one."""
    longest_ms: float = 60_000.0
    seed: int = 0
    late: bool = False
    """Whether only the late end of the window is looked for, as the target answers no verb "not visible"."""

    @classmethod
    def sized(
        cls, p0: float, confidence: float, budget: int | None, seed: int, sweep_to_ms: float | None = None
    ) -> RaceOptions:
        """Return options for ``p0``: scouts enough for a bound on its quantile, probes for a few attempts.

        A sweep up to a given delay looks for the late end of the window, which takes half of the probes.
        """
        least = fewest(1 - p0, confidence)
        probes = 8 * least if budget is None else budget
        sweep = min(60, probes // 5) if sweep_to_ms is None else probes // 2
        return cls(p0, confidence, probes, least, sweep, sweep_to_ms, seed=seed)

    def for_the_late_end(self) -> RaceOptions:
        """Return the same, for a target at which no verb can come too early."""
        return replace(self, late=True, scouts=min(self.scouts, LATE_SCOUTS), sweep=self.budget)


@dataclass(frozen=True, slots=True)
class Order:
    """What the next job, ``number``, is for. ``delay_ms`` is None for a scout."""

    number: int
    step: Step
    attempt: int = 0
    delay_ms: float | None = None


@dataclass
class Attempt:
    """The test of one delay. ``reached_ms`` is the longest delay among the probes that counted."""

    number: int
    delay_ms: float
    test: SafetyTest
    reached_ms: float = 0.0

    def counts(self, achieved_ms: float) -> bool:
        """Tell whether a probe after ``achieved_ms`` may count, whatever its outcome."""
        return achieved_ms <= self.delay_ms + max(SLACK_MS, SLACK * self.delay_ms)

    def observe(self, achieved_ms: float, *, failed: bool) -> None:
        """Count one probe."""
        self.reached_ms = max(self.reached_ms, achieved_ms)
        self.test.observe(failed=failed)


@dataclass
class RaceProcedure:
    """Orders jobs and learns from their samples."""

    options: RaceOptions
    attempts: list[Attempt] = field(default_factory=list)
    ending: Ending | None = None
    ordered: Counter[Step] = field(default_factory=Counter)
    _waiting: dict[int, Sample] = field(default_factory=dict)
    _scouted_ms: list[float] = field(default_factory=list)
    _first_ms: float | None = None
    _reaches: list[Outcome] = field(default_factory=list)
    _learned: Counter[Step] = field(default_factory=Counter)
    _blind: int = 0

    def order(self) -> Order | None:
        """Return the next job's purpose; None when nothing can be ordered before more is reported."""
        order = self._next_order()
        if order is not None:
            self.ordered[order.step] += 1
        return order

    def report(self, sample: Sample) -> None:
        """Learn from a sample; samples may come in any order and are learned in that of their numbers."""
        self._waiting[sample.number] = sample
        while (number := self._learned.total()) in self._waiting:
            self.learn(self._waiting.pop(number))

    def learn(self, sample: Sample) -> None:
        """Learn from the sample that is next in number."""
        self._learned[sample.step] += 1
        if self.ending is not None:
            return
        if sample.step is Step.SCOUT:
            self._scout(sample)
        else:
            self._probe(sample)

    def _next_order(self) -> Order | None:
        number = self.ordered.total()
        if self.ending is not None:
            return None
        if self.ordered[Step.SCOUT] < self.options.scouts:
            return Order(number, Step.SCOUT)
        used_up = number - self.options.scouts >= self.options.budget
        return None if used_up else self._next_probe(number)

    def _next_probe(self, number: int) -> Order | None:
        """Order a probe; None while the scouts' results, or those of the first looks, are not all in."""
        if self._first_ms is None:
            return None
        if not self.attempts:
            return self._reach_order(number, self._first_ms)
        if (swept := self.ordered[Step.SWEEP]) < self.options.sweep:
            return Order(number, Step.SWEEP, 0, self._swept_ms(swept))
        current = self.attempts[-1]
        return Order(number, Step.CERTIFY, current.number, current.delay_ms)

    def _swept_ms(self, nth: int) -> float:
        drawn = stream(self.options.seed, "sweep", nth).random()
        if self.options.sweep_to_ms is not None:
            return drawn * self.options.sweep_to_ms
        # The square puts most probes where the curve is steep: below the delay of the slowest scouts.
        return drawn**2 * SWEEP_TO * self.attempts[0].delay_ms

    def _scout(self, sample: Sample) -> None:
        seen = bracket(sample.submit.ended_ns, sample.visible) if sample.acknowledged else None
        if seen is not None:
            # The middle of the bracket: the delay need not be safe yet, the probes will tell.
            self._scouted_ms.append((seen.low_ms + seen.high_ms) / 2)
        if self._learned[Step.SCOUT] == self.options.scouts:
            self._begin()

    def _begin(self) -> None:
        times = sorted(self._scouted_ms)
        rank = upper_rank(len(times), 1 - self.options.p0, self.options.confidence) or len(times)
        delay = times[rank - 1] if times else math.inf
        if math.isfinite(delay):
            self._first_ms = delay
        else:
            self.ending = Ending.UNSEEN

    def _reach_order(self, number: int, delay_ms: float) -> Order | None:
        """Order as many probes as one look at a delay takes, and no more before their results are in."""
        under_way = self.ordered[Step.REACH] - self._learned[Step.REACH]
        wanted = under_way + len(self._reaches) < REACHES
        return Order(number, Step.REACH, 0, delay_ms) if wanted else None

    def _reach(self, first_ms: float, outcome: Outcome) -> None:
        self._reaches.append(outcome)
        if len(self._reaches) < REACHES:
            return
        if self._reaches.count(Outcome.NOT_VISIBLE) < REACHES / 2:
            self._attempt(first_ms)
        elif 2 * first_ms > self.options.longest_ms:
            self.ending = Ending.TOO_LONG
        else:
            self._first_ms, self._reaches = 2 * first_ms, []

    def _attempt(self, delay_ms: float) -> None:
        if delay_ms > self.options.longest_ms:
            self.ending = Ending.TOO_LONG
            return
        number = len(self.attempts) + 1
        alpha = attempt_alpha(1 - self.options.confidence, number)
        self.attempts.append(Attempt(number, delay_ms, SafetyTest(self.options.p0, alpha)))

    def _probe(self, sample: Sample) -> None:
        if sample.probe is None or sample.probe.outcome not in TELLING:
            self._blind += 1
        elif sample.step is Step.REACH and self._first_ms is not None:
            self._reach(self._first_ms, sample.probe.outcome)
        elif sample.step is Step.CERTIFY and sample.attempt == len(self.attempts):
            self._certify(self.attempts[-1], sample)
        if self.ending is None and self._too_blind():
            self.ending = Ending.BLIND
        elif self.ending is None and self._learned.total() - self._learned[Step.SCOUT] >= self.options.budget:
            self.ending = Ending.BUDGET

    def _too_blind(self) -> bool:
        probes = self._learned.total() - self._learned[Step.SCOUT]
        return self._blind > max(PATIENCE, BLIND_SHARE * probes)

    def _certify(self, attempt: Attempt, sample: Sample) -> None:
        achieved = sample.achieved_ms
        if achieved is None or sample.probe is None or not attempt.counts(achieved):
            return
        attempt.observe(achieved, failed=sample.probe.outcome is Outcome.NOT_VISIBLE)
        if attempt.test.certified:
            self.ending = Ending.CERTIFIED
        elif attempt.test.futile:
            self._attempt(attempt.delay_ms * GROWTH)
