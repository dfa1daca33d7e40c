"""Job entry: what JES makes of one job's JCL."""

from __future__ import annotations

import re
from dataclasses import dataclass

from harness.emulation.clock import SECOND
from harness.emulation.settings import EmulatorSettings
from harness.seed import stream
from harness.vendors.zosmf.emulator.authentication import Accounts
from harness.vendors.zosmf.emulator.errors import ALLOCATION_FAILED
from harness.vendors.zosmf.emulator.jcl import JclJob
from harness.vendors.zosmf.emulator.job import Job, Submission
from harness.vendors.zosmf.emulator.options import Watch
from harness.vendors.zosmf.emulator.planning import SEC_ERROR, make_plan
from harness.vendors.zosmf.emulator.system import Subsystem, System, job_id

_CLASS = re.compile(r"[A-Z0-9]{1,8}")
_OUTPUT_CLASS = re.compile(r"[A-Z0-9]")
_DEFAULT_CLASS = "A"


@dataclass(frozen=True, slots=True)
class Submitter:
    """Who submits, and what the request says for all jobs in it."""

    user: str
    message_class: str = "A"
    user_part: str = ""
    symbols: tuple[tuple[str, str], ...] = ()
    notify: Watch | None = None


class JobEntry:
    """Takes jobs into a system, under settings that decide how late each path gets to know them."""

    def __init__(self, settings: EmulatorSettings, accounts: Accounts) -> None:
        self._settings = settings
        self._accounts = accounts

    def take(self, system: System, subsystem: Subsystem, jcl: JclJob, submitter: Submitter, now: int) -> Job:
        """Give a job its number and its plan, and keep it; refuse when there is no room for it."""
        subsystem.sweep(now, system.watches)
        if len(subsystem.jobs) >= self._settings.capacity:
            raise ALLOCATION_FAILED.refuse(code=ALLOCATION_FAILED.rc)
        job = self._make(system, subsystem, jcl, submitter, now)
        subsystem.jobs.put(job)
        if submitter.notify is not None and system.notifies(subsystem):
            system.watches[job.key] = submitter.notify
        return job

    def _make(self, system: System, subsystem: Subsystem, jcl: JclJob, submitter: Submitter, now: int) -> Job:
        number = subsystem.take_number()
        random = stream(system.seed, "job", subsystem.name, number)
        allowed = self._may_run(jcl, submitter.user)
        lag, begun = self._settings.lag, now / SECOND
        read_lag = lag.read.sample(stream(system.seed, "read", subsystem.name, number), begun)
        modify_lag = lag.modify.sample(stream(system.seed, "modify", subsystem.name, number), begun)
        return Job(
            key=job_id("JOB", number),
            name=jcl.name,
            owner=jcl.operands.get("USER", submitter.user) if allowed else submitter.user,
            type="JOB",
            job_class=_valid(_CLASS, jcl.operands.get("CLASS"), _DEFAULT_CLASS),
            message_class=_valid(_OUTPUT_CLASS, jcl.operands.get("MSGCLASS"), submitter.message_class),
            subsystem=subsystem.name,
            correlator=system.correlator(subsystem, "J", number, now, submitter.user_part),
            submitted=now,
            readable=now + round(read_lag * SECOND),
            modifiable=now + round(modify_lag * SECOND),
            plan=make_plan(jcl, random, failure=None if allowed else SEC_ERROR),
            submission=Submission(jcl.records, submitter.symbols),
            primary=subsystem.name == system.primary.name,
        )

    def _may_run(self, jcl: JclJob, user: str) -> bool:
        """Tell whether a job may run: it may name another user only with that user's password."""
        named = jcl.operands.get("USER", user)
        return named == user or self._accounts.passwords.get(named, "\0") == jcl.operands.get("PASSWORD")


def _valid(pattern: re.Pattern[str], value: str | None, default: str) -> str:
    """Return what a JOB statement says where JES can use it; a wrong value ends the job in conversion."""
    return value if value is not None and pattern.fullmatch(value) else default
