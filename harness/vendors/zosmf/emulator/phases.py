"""The phases of a job, their texts, and the status that z/OSMF makes of each.

Codes are those of JES extended status (SSI function 80). Texts marked measured stand in captured
answers (zowe-cli, zowe-client-kotlin-sdk); the others are worded after them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from harness.finding import Standing


class Status(StrEnum):
    """The coarse state in a job document (IBM topic: JSON document specifications)."""

    INPUT = "INPUT"
    ACTIVE = "ACTIVE"
    OUTPUT = "OUTPUT"


class Phase(IntEnum):
    """The phases that this emulator's jobs go through; the number is the ``phase`` of a JES2 job."""

    INPUT = 128
    AWAITING_CONVERSION = 129
    CONVERTING = 130
    AWAITING_EXECUTION = 13
    EXECUTING = 14
    AWAITING_OUTPUT = 133
    ON_OUTPUT = 20


@dataclass(frozen=True, slots=True)
class PhaseFact:
    """What a job document says of a phase."""

    text: str
    status: Status
    standing: Standing


FACTS: dict[Phase, PhaseFact] = {
    Phase.INPUT: PhaseFact("Job is active in input processing", Status.INPUT, Standing.MEASURED),
    Phase.AWAITING_CONVERSION: PhaseFact("Job is queued for conversion", Status.INPUT, Standing.INFERRED),
    Phase.CONVERTING: PhaseFact("Job is actively converting", Status.INPUT, Standing.MEASURED),
    Phase.AWAITING_EXECUTION: PhaseFact("Job is queued for execution", Status.INPUT, Standing.MEASURED),
    Phase.EXECUTING: PhaseFact("Job is actively executing", Status.ACTIVE, Standing.MEASURED),
    Phase.AWAITING_OUTPUT: PhaseFact("Job is queued for output processing", Status.OUTPUT, Standing.MEASURED),
    Phase.ON_OUTPUT: PhaseFact("Job is on the hard copy queue", Status.OUTPUT, Standing.MEASURED),
}
JES3_PHASES: Mapping[Phase, tuple[int, str]] = {
    Phase.INPUT: (1, "Job has no subchain"),
    Phase.AWAITING_CONVERSION: (1, "Job has no subchain"),
    Phase.CONVERTING: (2, "Job is active in conversion and interpretation"),
    Phase.AWAITING_EXECUTION: (13, FACTS[Phase.AWAITING_EXECUTION].text),
    Phase.EXECUTING: (14, FACTS[Phase.EXECUTING].text),
    Phase.AWAITING_OUTPUT: (20, "Job is queued for output service"),
    Phase.ON_OUTPUT: (21, "Job is queued for the output service writer"),
}
"""Number and text of each phase of a JES3 job; the codes from 128 on are of JES2 (JES extended status, as
mapped by zowe/zowex). Which of its codes a JES3 job goes through, and the texts, are inferred."""
