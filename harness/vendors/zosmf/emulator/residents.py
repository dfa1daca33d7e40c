"""The jobs of a system that nobody submits: started tasks and TSO users (``STC`` and ``TSU`` in lists).

They have been executing since the system was started. Names, owners and programs are those of usual
systems; captured lists show the form (zowe/jobs, zowe-client-kotlin-sdk).
"""

from __future__ import annotations

from harness.emulation.clock import SECOND
from harness.vendors.zosmf.emulator.job import Job, Submission
from harness.vendors.zosmf.emulator.phases import Phase
from harness.vendors.zosmf.emulator.planning import Plan, StepRun
from harness.vendors.zosmf.emulator.system import System, job_id

_SINCE = -7200 * SECOND
_FOR_EVER = 100 * 365 * 86_400 * SECOND
_RESIDENT = (
    ("STC", 11, "TCPIP", "TCPIP", "EZBTCPIP"),
    ("STC", 12, "IZUSVR1", "IZUSVR", "BPXBATSL"),
    ("TSU", 13, "OPER1", "OPER1", "IKJEFT01"),
)
"""Type, number, name, owner and program of each."""


def reside(system: System) -> None:
    """Put the resident jobs on the primary subsystem."""
    for type_, number, name, owner, program in _RESIDENT:
        records = (f"//{name:<8} JOB MSGLEVEL=1", f"//{name:<8} EXEC PGM={program}")
        system.primary.residents.put(
            Job(
                key=job_id(type_, number),
                name=name,
                owner=owner,
                type=type_,
                job_class=type_,
                message_class="H",
                subsystem=system.primary.name,
                correlator=system.correlator(system.primary, type_[0], number, _SINCE),
                submitted=_SINCE,
                readable=_SINCE,
                modifiable=_SINCE,
                plan=_plan(name, program),
                submission=Submission(records),
            )
        )


def _plan(name: str, program: str) -> Plan:
    stages = (
        (Phase.INPUT, 0),
        (Phase.CONVERTING, 0),
        (Phase.AWAITING_EXECUTION, 0),
        (Phase.EXECUTING, _FOR_EVER),
        (Phase.AWAITING_OUTPUT, SECOND),
        (Phase.ON_OUTPUT, 0),
    )
    step = StepRun(1, name, "", program, 0, _FOR_EVER, "CC 0000")
    return Plan(stages, "CC 0000", (step,))
