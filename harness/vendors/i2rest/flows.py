"""The conversations with i2Rest: submit, status, find, modify, output, clean-up. No I/O here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from harness.exchange import Headers, Request, Response
from harness.flow import Flow, JobRef, Modified, Outcome, Reading, Submitted, Wait
from harness.target import WorkItem
from harness.vendors.i2rest import answers, jobs

COMMAND = "/run_command"
STATUS = "/run_program/harness/jobsts"
HISTORY = "/run_program/harness/jobhst"
LIST = "/run_program/harness/joblst"
TERMINAL = "*OUTQ"
GONE = "*ENDED"
"""The state of a job that has ended and is unknown to the system, its normal end."""
COMMANDS: Mapping[str, str] = {
    "hold": "HLDJOB JOB({job})",
    "release": "RLSJOB JOB({job})",
    "change": "CHGJOB JOB({job}) JOBPTY(3)",
    "end": "ENDJOB JOB({job}) OPTION(*CNTRLD) DELAY(5)",
    "delete": "ENDJOB JOB({job}) OPTION(*IMMED) SPLFILE(*YES)",
}
"""The command of each verb."""
_JSON = Headers((("Content-Type", "application/json"),))
_PAUSES = (0.2, 0.8, 2.0)
"""Seconds between attempts to end a job that the target does not know yet, or that is still ending."""
_NORMAL = frozenset({0, 10})
"""Ending codes of CPF1164 that a job has which ended normally."""


@dataclass(frozen=True)
class I2RestFlows:
    """i2Rest's conversations. Every command asks for its job log: nothing else says what it did."""

    def submit(self, work: WorkItem, tag: str) -> Flow[Submitted]:
        """Run the item's SBMJOB with ``tag`` as the job's name."""
        response = yield command(str(work.fields["command"]).replace("{tag}", tag))
        return _submitted(response)

    def status(self, job: JobRef) -> Flow[Reading]:
        """Ask for one job; of one that is unknown, ask the history log whether it has ended."""
        response = yield call(STATUS, jobs.input_of(job))
        output = answers.output_of(response)
        if output is None:
            return Reading(job, present=True)
        if not answers.says_unknown(output):
            return reading(output, job)
        end = yield call(HISTORY, jobs.input_of(job))
        result = end_of(answers.output_of(end))
        state = None if result is None else GONE
        return Reading(job, present=False, state=state, ended=result is not None, result=result)

    def find(self, tag: str) -> Flow[tuple[Reading, ...]]:
        """List the jobs whose name is ``tag``, whoever owns them; those that are gone are not listed."""
        response = yield call(LIST, {"jobname": tag})
        output = answers.output_of(response)
        rows = output.get("jobs") if output else None
        found = ((jobs.in_row(row), row) for row in (rows if isinstance(rows, list) else ()))
        return tuple(reading(row, job) for job, row in found if job and job.names["jobname"] == tag)

    def modify(self, job: JobRef, verb: str) -> Flow[Modified]:
        """Carry out the verb's command; a job that is unknown may be too new, or gone: the history tells."""
        response = yield command(COMMANDS[verb].format(job=job.key))
        modified = _modified(response)
        if modified.outcome is not Outcome.NOT_VISIBLE:
            return modified
        end = yield call(HISTORY, jobs.input_of(job))
        gone = end_of(answers.output_of(end)) is not None
        return Modified(Outcome.TOO_LATE, modified.status, modified.detail) if gone else modified

    def output(self, job: JobRef) -> Flow[bytes]:
        """Return what the history log says of the job's end: calls return no printed output."""
        response = yield call(HISTORY, jobs.input_of(job))
        output = answers.output_of(response) or {}
        return str(output.get("msgtxt", "")).encode()

    def clean(self, job: JobRef) -> Flow[Modified]:
        """End the job, delete its output, and see that it is gone; DONE only when it is."""
        last = Modified(Outcome.UNKNOWN)
        for pause in (*_PAUSES, None):
            last = yield from self.modify(job, "delete")
            left = yield from self.status(job)
            if not left.present and (left.ended or last.outcome in {Outcome.DONE, Outcome.ACCEPTED}):
                return Modified(Outcome.DONE, last.status, last.detail)
            if pause is not None:
                yield Wait(pause)
        return last


def command(text: str) -> Request:
    """Return the request that runs a command and asks for its job log."""
    return Request("POST", COMMAND, _JSON, orjson.dumps({"command": text, "joblog": True}))


def call(path: str, values: Mapping[str, Any]) -> Request:
    """Return the request that calls a published program."""
    return Request("POST", path, _JSON, orjson.dumps({"input": values}))


def reading(row: Mapping[str, Any], job: JobRef) -> Reading:
    """Read the output of a status look-up, or a row of a list."""
    told = row.get("status")
    state = told.strip(" ") if isinstance(told, str) else None
    result = result_of(row.get("complsts"))
    return Reading(job, present=True, state=state, ended=state == TERMINAL, result=result)


def result_of(completion: Any) -> str | None:
    """Return how a job ended, by its completion status (IBM, work management attribute 306)."""
    return {"0": "normal", "1": "abnormal"}.get(completion) if isinstance(completion, str) else None


def end_of(output: Mapping[str, Any] | None) -> str | None:
    """Return how a job ended by the history log, None when it does not tell of an end."""
    if output is None or output.get("ended") != "Y":
        return None
    return "normal" if output.get("endcode") in _NORMAL else "abnormal"


def _submitted(response: Response | None) -> Submitted:
    if response is None:
        return Submitted(Outcome.UNKNOWN, None)
    if not answers.succeeded(response):
        return Submitted(answers.outcome_of(response), None, response.status)
    job = jobs.submitted(answers.document_of(response))
    return Submitted(Outcome.DONE if job else Outcome.UNKNOWN, job, response.status)


def _modified(response: Response | None) -> Modified:
    words = answers.texts_of(answers.document_of(response))
    status = response.status if response else 0
    return Modified(answers.outcome_of(response), status, words[-1] if words else "")
