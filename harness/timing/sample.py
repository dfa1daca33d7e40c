"""What a load generator writes down: one line a job, with every instant of its life.

All instants are nanoseconds of one monotonic clock within a file. The analysis reads these lines and
the plan, nothing else, so that a verdict can be built again from the run folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import orjson

from harness.flow import Outcome
from harness.timing.visibility import Look


class Step(StrEnum):
    """What a job was submitted for."""

    LOAD = "load"
    """To be followed to its end, as a user would."""
    SCOUT = "scout"
    """To see how long it takes to become visible, before the first probe."""
    REACH = "reach"
    """To be probed after the scouted delay: reads may see a job long before the verb finds it."""
    SWEEP = "sweep"
    """To be probed after a random delay: draws the curve."""
    CERTIFY = "certify"
    """To be probed after the delay under test."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something asked of a job: sent, answered, and with what outcome."""

    begun_ns: int
    ended_ns: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Sample:
    """The life of one submitted job as the generator saw it.

    ``number`` counts the plan's jobs from 0. ``visible`` and ``terminal`` are polls for being known
    and for having ended. ``attempt`` and ``delay_ms`` say which delay a probe was ordered for.
    """

    number: int
    step: Step
    due_ns: int
    submit: Act
    job: str | None = None
    visible: tuple[Look, ...] = ()
    terminal: tuple[Look, ...] = ()
    attempt: int = 0
    delay_ms: float | None = None
    probe: Act | None = None
    worker: int = 0

    @property
    def acknowledged(self) -> bool:
        """True when the target answered the submit with a job."""
        return self.job is not None

    @property
    def lateness_ms(self) -> float:
        """How much later than due the submit left: the generator's own fault."""
        return (self.submit.begun_ns - self.due_ns) / 1e6

    @property
    def achieved_ms(self) -> float | None:
        """The delay between the submit's acknowledgement and the probe's leaving."""
        return None if self.probe is None else (self.probe.begun_ns - self.submit.ended_ns) / 1e6


def to_line(sample: Sample) -> bytes:
    """Return the sample as one line of JSON."""
    return orjson.dumps(sample, option=orjson.OPT_APPEND_NEWLINE)


def read_samples(paths: Iterable[Path]) -> tuple[Sample, ...]:
    """Read the samples of every worker, in the order of their numbers.

    A torn last line is dropped; a worker that never began has no file.
    """
    written = [path for path in paths if path.exists()]
    lines = [line for path in written for line in path.read_bytes().splitlines(keepends=True)]
    samples = [_sample(orjson.loads(line)) for line in lines if line.endswith(b"\n")]
    return tuple(sorted(samples, key=lambda sample: sample.number))


def _sample(document: Mapping[str, Any]) -> Sample:
    given = dict(document)
    given["step"] = Step(given["step"])
    given["submit"] = _act(given["submit"])
    given["probe"] = None if given["probe"] is None else _act(given["probe"])
    for polls in ("visible", "terminal"):
        given[polls] = tuple(Look(**look) for look in given[polls])
    return Sample(**given)


def _act(document: Mapping[str, Any]) -> Act:
    return Act(document["begun_ns"], document["ended_ns"], Outcome(document["outcome"]))
