"""One job from its submit to its removal, and what was seen on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.mounted import MountedDoor, Told
from generator.pace import Pace
from harness.exchange import Sender
from harness.flow import JobRef, Outcome, Reading
from harness.seed import stream
from harness.timing.plan import READER, SCOUTING, LoadPlan
from harness.timing.race import Order
from harness.timing.sample import Act, Sample, Step
from harness.timing.visibility import Look, before_the_end


@dataclass(frozen=True)
class Lives:
    """Lets jobs live as ``plan`` says."""

    plan: LoadPlan
    worker: int
    door: MountedDoor
    pace: Pace

    def live(self, order: Order, due_ns: int) -> Sample:
        """Submit a job, follow or probe it as ordered, and remove it."""
        flows, tag = self.door.vendor.flows, self.door.vendor.tag(self.plan.token, order.number)
        told = self.door.tell(flows.submit(self.plan.item, tag), sender_of(order), due_ns=due_ns)
        job, submit = told.result.job, Act(told.begun_ns, told.ended_ns, told.result.outcome)
        key = None if job is None else job.key
        sample = Sample(order.number, order.step, due_ns, submit, key, worker=self.worker)
        if job is None:
            return sample
        try:
            followed = self._watched if order.delay_ms is None else self._probed
            return followed(sample, job, order)
        finally:
            self.door.remove(job, sender_of(order))

    def _watched(self, sample: Sample, job: JobRef, order: Order) -> Sample:
        """Poll until the job has ended; a scout only until it is visible, if that is what it scouts for."""
        polling = SCOUTING if order.step is Step.SCOUT else self.plan.polling
        scouting = order.step is Step.SCOUT and not (self.plan.race and self.plan.race.late)
        deadline_ns = sample.submit.ended_ns + round(self.plan.deadline * 1e9)
        visible: list[Look] = []
        terminal: list[Look] = []
        for wait in polling.waits(stream(self.plan.seed, "polls", order.number)):
            self.pace.wait(wait)
            if self.pace.stopping or self.door.clock.now_ns() > deadline_ns:
                break
            told = self.door.tell(self.door.vendor.flows.status(job), sender_of(order), READER)
            if not informative(told):
                continue
            reading = told.result
            visible.append(Look(told.begun_ns, told.ended_ns, reading.present))
            terminal.append(Look(told.begun_ns, told.ended_ns, reading.ended))
            if reading.ended or (scouting and reading.present):
                break
        known = before_the_end(visible) if terminal and terminal[-1].seen else visible
        return replace(sample, visible=telling(known), terminal=() if scouting else tuple(terminal))

    def _probed(self, sample: Sample, job: JobRef, order: Order) -> Sample:
        """Touch the job after the ordered delay, and nothing before: a look might change what is seen."""
        delay_ms = order.delay_ms or 0.0
        self.pace.wait_until(sample.submit.ended_ns + round(delay_ms * 1e6))
        if self.pace.stopping:
            return sample
        told = self.door.tell(self.door.vendor.flows.modify(job, self.plan.verb or ""), sender_of(order))
        outcome = told.result.outcome if told.whole else Outcome.UNKNOWN
        probe = Act(told.begun_ns, told.ended_ns, outcome)
        return replace(sample, attempt=order.attempt, delay_ms=order.delay_ms, probe=probe)


def sender_of(order: Order) -> Sender:
    """Return the name under which an order's requests are recorded."""
    return Sender(order.step.value, str(order.number))


def informative(told: Told[Reading]) -> bool:
    """Tell whether a look says anything: the job's state, or that the target knows no such job."""
    return told.whole and (told.result.state is not None or not told.result.present)


def telling(looks: Sequence[Look]) -> tuple[Look, ...]:
    """Return the looks on which a bracket rests: all but repeated sightings."""
    before = [None, *looks]
    return tuple(
        now for then, now in zip(before, looks, strict=False) if not (then and then.seen and now.seen)
    )
