"""Traffic at one target, phase after phase, through its door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from harness.exchange import Sender
from harness.run.model import Progress
from harness.run.stage import Stage
from harness.traffic.client import DoorClient
from harness.traffic.profiles import Counts
from harness.traffic.properties import PropertyPlan, run_properties


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
    """Make all traffic of a check at one target; ``stop`` is asked between requests."""

    def heard(sender: Sender) -> None:
        progress.advance(note=f"{stage.target.name}: {sender.kind}")

    with DoorClient(stage.door.url) as client:
        plan = PropertyPlan(
            contract=stage.contract,
            vendor=stage.vendor,
            mode=stage.target.mode,
            counts=counts,
            seed=seed,
            work=stage.target.work,
            tags=stage.tags,
        )
        properties = run_properties(plan, client, on_case=heard, stop=stop)
    return Conducted(properties.cases, properties.problems, properties.ended_early)
