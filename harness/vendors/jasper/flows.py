"""The conversations with JasperReports Server: submit, status, find, modify, clean-up. No I/O here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import orjson

from harness.exchange import Headers, Request, Response
from harness.flow import Flow, JobRef, Modified, Outcome, Reading, Submitted, Wait
from harness.target import WorkItem
from harness.vendors.jasper import answers, names

JOB = "application/job+json"
"""The one media type of single jobs that every release takes, and only in both headers at once."""
JSON = "application/json"
CHANGED = "Changed by a test run"
"""The description that an edit gives a job; a bulk update takes it away."""
_PAUSES = (0.2, 0.8, 2.0)
"""Seconds between attempts to delete a job that is still there."""
_LISTED_VERBS = ("pause", "resume", "restart")


@dataclass(frozen=True)
class JasperFlows:
    """JasperReports Server's conversations."""

    def submit(self, work: WorkItem, tag: str) -> Flow[Submitted]:
        """Schedule the item's job with ``tag`` in its label."""
        context = str(work.fields.get("context", names.CONTEXTS[0]))
        body = orjson.dumps(work.fields["job"]).replace(b"{tag}", tag.encode())
        response = yield Request("PUT", names.base_of(context), _speaking(JOB, JOB), body)
        if response is None:
            return Submitted(Outcome.UNKNOWN, None)
        outcome = answers.outcome_of(response)
        if outcome is not Outcome.DONE:
            return Submitted(outcome, None, response.status)
        job = names.in_document(context, answers.document_of(response))
        return Submitted(Outcome.DONE if job else Outcome.UNKNOWN, job, response.status)

    def status(self, job: JobRef) -> Flow[Reading]:
        """Ask for the state; a job that is not known any more has ended."""
        response = yield _get(f"{names.path_of(job)}/state")
        if response is None:
            return Reading(job, present=True)
        if response.status == 200:
            return reading(answers.members_of(response), job)
        gone = answers.says_gone(response)
        return Reading(job, present=not gone, ended=gone)

    def find(self, tag: str) -> Flow[tuple[Reading, ...]]:
        """List the jobs whose label is ``tag``, in each web application of the host."""
        found: list[Reading] = []
        for context in names.CONTEXTS:
            response = yield _get(f"{names.base_of(context)}?label={quote(tag, safe='')}")
            listed = answers.members_of(response).get("jobsummary")
            for entry in listed if isinstance(listed, list) else []:
                job = names.in_document(context, entry)
                if job is not None and entry.get("label") == tag:
                    found.append(reading(entry.get("state"), job))
        return tuple(found)

    def modify(self, job: JobRef, verb: str) -> Flow[Modified]:
        """Pause, resume, restart, edit, update in bulk or delete."""
        if verb in _LISTED_VERBS:
            context, number = names.split(job)
            body = orjson.dumps({"jobId": [int(number)]})
            path = f"{names.base_of(context)}/{verb}"
            return (yield from _asked(Request("POST", path, _speaking(JSON, JSON), body)))
        return (yield from _CHANGES[verb](job))

    def output(self, job: JobRef) -> Flow[bytes]:
        """Fetch the definition: the service itself hands out no output of runs."""
        response = yield Request("GET", names.path_of(job), Headers((("Accept", JOB),)))
        return response.body if response is not None and response.status == 200 else b""

    def clean(self, job: JobRef) -> Flow[Modified]:
        """Delete the job, and see that it is gone; DONE only when it is."""
        last = Modified(Outcome.UNKNOWN)
        for pause in (*_PAUSES, None):
            last = yield from _deleted(job)
            left = yield from self.status(job)
            if not left.present:
                return Modified(Outcome.DONE, last.status, last.detail)
            if pause is not None:
                yield Wait(pause)
        return last


def reading(state: Any, job: JobRef) -> Reading:
    """Read a state document."""
    value = state.get("value") if isinstance(state, Mapping) else None
    told = value if isinstance(value, str) else None
    return Reading(job, present=True, state=told, ended=told == names.COMPLETE, result=result_of(told))


def result_of(state: str | None) -> str | None:
    """Return the end text of a job: its last state, as the service tells nothing of its report."""
    return state if state == names.COMPLETE else None


def _speaking(content: str, accept: str) -> Headers:
    return Headers((("Content-Type", content), ("Accept", accept)))


def _get(target: str) -> Request:
    return Request("GET", target, Headers((("Accept", JSON),)))


def _asked(request: Request) -> Flow[Modified]:
    response = yield request
    return _modified(response)


def _edited(job: JobRef) -> Flow[Modified]:
    """Read the definition, change its description, send it back: as the guide says."""
    response = yield Request("GET", names.path_of(job), Headers((("Accept", JOB),)))
    if response is None or response.status != 200:
        return _modified(response)
    changed = {**answers.members_of(response), "description": CHANGED}
    return (
        yield from _asked(Request("POST", names.path_of(job), _speaking(JOB, JOB), orjson.dumps(changed)))
    )


def _updated(job: JobRef) -> Flow[Modified]:
    context, number = names.split(job)
    body = orjson.dumps({"isDescriptionModified": True})
    path = f"{names.base_of(context)}?id={number}"
    return (yield from _asked(Request("POST", path, _speaking(JSON, JSON), body)))


def _deleted(job: JobRef) -> Flow[Modified]:
    return (yield from _asked(Request("DELETE", names.path_of(job))))


def _modified(response: Response | None) -> Modified:
    words = answers.members_of(response).get("message")
    status = response.status if response else 0
    return Modified(answers.outcome_of(response), status, words if isinstance(words, str) else "")


_CHANGES: Mapping[str, Callable[[JobRef], Flow[Modified]]] = {
    "edit": _edited,
    "bulk": _updated,
    "delete": _deleted,
}
