"""The conversations with Informatica Cloud: start, follow, find, stop, fetch logs, clean up. No I/O here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import orjson

from harness.exchange import Headers, Request, Response, media_type
from harness.flow import Flow, JobRef, Modified, Outcome, Reading, Submitted, Wait
from harness.target import WorkItem
from harness.vendors.iics import runs
from harness.vendors.iics.documents import document_of, entries, text
from harness.vendors.iics.work import task_of

API = "/saas/api/v2"
JOB, STOP = f"{API}/job", f"{API}/job/stop"
MONITOR, LOG = f"{API}/activity/activityMonitor", f"{API}/activity/activityLog"
_JSON = Headers((("Content-Type", "application/json"), ("Accept", "application/json")))
_PLAIN = Headers((("Accept", "application/json"),))
_PAUSES = (0.3, 1.0, 2.0, 5.0)
"""Seconds between looks at a run that is to stop."""


@dataclass(frozen=True)
class IicsFlows:
    """The conversations, in JSON."""

    def submit(self, work: WorkItem, tag: str) -> Flow[Submitted]:
        """Start the item's task; ``tag`` ends the address to call back, if the item has one."""
        response = yield from _after_a_look(_post(JOB, {"@type": "job", **task_of(work, tag)}))
        return _submitted(response)

    def status(self, job: JobRef) -> Flow[Reading]:
        """Look at the monitor, then at the log: a run moves from one to the other, never back."""
        response = yield Request("GET", MONITOR, _PLAIN)
        shown = _entry(document_of(response), job) if response and response.status == 200 else None
        if shown is not None:
            return runs.monitored(shown, job)
        response = yield _log_of(job)
        if response is None or response.status != 200:
            return Reading(job, present=True)
        listed = _entry(document_of(response), job)
        return Reading(job, present=False) if listed is None else runs.logged(listed, job)

    def find(self, tag: str) -> Flow[tuple[Reading, ...]]:
        """List the runs under way whose address to call back ends with ``tag``: the log has no such field."""
        response = yield Request("GET", MONITOR, _PLAIN)
        listed = entries(document_of(response)) if response and response.status == 200 else ()
        ours = ((runs.run_in(entry), entry) for entry in listed if _bears(entry, tag))
        return tuple(runs.monitored(entry, job) for job, entry in ours if job)

    def modify(self, job: JobRef, verb: str) -> Flow[Modified]:
        """Stop whatever of the run's task runs; there is no other verb."""
        if verb != "stop":
            return Modified(Outcome.REJECTED, detail=f"there is no {verb}")
        modified = _modified((yield from _after_a_look(_stop(job))))
        if modified.outcome not in {Outcome.ACCEPTED, Outcome.TOO_LATE}:
            return modified
        # The answer tells neither that the run stops nor why none does: the run does.
        reading = yield from self.status(job)
        return Modified(_became(modified.outcome, reading), modified.status, modified.detail)

    def output(self, job: JobRef) -> Flow[bytes]:
        """Fetch the session log, which a run has once it is in the activity log."""
        response = yield _log_of(job)
        listed = _entry(document_of(response), job) if response and response.status == 200 else None
        entry = text(listed, "id")
        if entry is None:
            return b""
        response = yield Request("GET", f"{LOG}/{entry}/sessionLog")
        return response.body if response and response.status == 200 else b""

    def clean(self, job: JobRef) -> Flow[Modified]:
        """Stop the run if it is under way, and see it end; its log entry stays."""
        last = Modified(Outcome.DONE)
        for pause in (*_PAUSES, None):
            left = yield from self.status(job)
            if left.ended:
                return Modified(Outcome.DONE, last.status, last.detail)
            if left.state != "STOPPING":
                last = yield from self.modify(job, "stop")
            if pause is not None:
                yield Wait(pause)
        return last


def _after_a_look(request: Request) -> Flow[Response | None]:
    """Send a request; where the door wants to have seen first that nothing but ours runs, let it see."""
    response = yield request
    if response is not None and media_type(response.headers) == "application/problem+json":
        yield Request("GET", MONITOR, _PLAIN)
        response = yield request
    return response


def _post(target: str, document: Mapping[str, Any]) -> Request:
    return Request("POST", target, _JSON, orjson.dumps(document))


def _stop(job: JobRef) -> Request:
    names = job.names
    return _post(STOP, {"@type": "job", "taskId": names["taskId"], "taskType": names.get("taskType", "MTT")})


def _log_of(job: JobRef) -> Request:
    query = urlencode({"taskId": job.names["taskId"], "runId": job.names["runId"]})
    return Request("GET", f"{LOG}?{query}", _PLAIN)


def _entry(document: Any, job: JobRef) -> Mapping[str, Any] | None:
    """Return the entry of a run in a list of the monitor or the log."""
    for entry in entries(document):
        shown = runs.run_in(entry)
        if shown is not None and shown.key == job.key:
            return entry
    return None


def _bears(entry: Mapping[str, Any], tag: str) -> bool:
    address = text(entry, "callbackURL")
    return address is not None and urlsplit(address).path.rpartition("/")[2] == tag


def _submitted(response: Response | None) -> Submitted:
    if response is None:
        return Submitted(Outcome.UNKNOWN, None)
    if response.status not in {200, 201}:
        return Submitted(runs.refusal_of(response.status), None, response.status)
    job = runs.run_in(document_of(response))
    return Submitted(Outcome.DONE if job else Outcome.UNKNOWN, job, response.status)


def _became(told: Outcome, reading: Reading) -> Outcome:
    """Return what became of a stop that was taken or refused, by the run's state after it."""
    ended = reading.ended or reading.state in {"COMPLETED", "FAILED"}
    if told is Outcome.TOO_LATE:
        return Outcome.TOO_LATE if ended else Outcome.NOT_VISIBLE
    return Outcome.DONE if reading.state == "STOPPING" or ended else Outcome.ACCEPTED


def _modified(response: Response | None) -> Modified:
    if response is None:
        return Modified(Outcome.UNKNOWN)
    document = document_of(response)
    words = text(document, "description") or ""
    return Modified(runs.stop_outcome(response.status, document), response.status, words)
