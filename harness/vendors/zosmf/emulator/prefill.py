"""A system that has been running for a while: many ended jobs, for measurements."""

from __future__ import annotations

from harness.seed import stream
from harness.vendors.zosmf.emulator.jcl import read_jobs
from harness.vendors.zosmf.emulator.job import Job, Submission
from harness.vendors.zosmf.emulator.planning import make_plan
from harness.vendors.zosmf.emulator.system import System, job_id

_OWNER = "BATCH"
_LONG_AGO = -3600 * 1_000_000_000


def prefill(system: System, count: int) -> None:
    """Put ``count`` jobs of another user on the primary subsystem, an hour old and ended."""
    records = ("//FILLER   JOB (ACCT),'FILLER',CLASS=A,MSGCLASS=H", "//STEP1    EXEC PGM=IEFBR14")
    jcl = read_jobs(records, {})[0]
    plan = make_plan(jcl, stream(system.seed, "prefill"))
    submission = Submission(records)
    for position in range(count):
        number = system.primary.take_number()
        system.primary.jobs.put(
            Job(
                key=job_id("JOB", number),
                name=f"F{position:07d}",
                owner=_OWNER,
                type="JOB",
                job_class="A",
                message_class="H",
                subsystem=system.primary.name,
                correlator=system.correlator(system.primary, "J", number, _LONG_AGO),
                submitted=_LONG_AGO,
                readable=_LONG_AGO,
                modifiable=_LONG_AGO,
                plan=plan,
                submission=submission,
            )
        )
