"""The conversations with z/OSMF: submit, status, find, modify, output, clean-up. No I/O here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

import orjson

from harness.exchange import Headers, Request, Response
from harness.flow import Flow, JobRef, Modified, Outcome, Reading, Submitted, Wait
from harness.target import WorkItem
from harness.vendors.zosmf import answers, jobs

CSRF = ("X-CSRF-ZOSMF-HEADER", "true")
"""Any value will do, but the header must be there (z/OSMF, "Establish security for cross-site z/OSMF
REST requests")."""
SYNCHRONOUS = "2.0"
NEW_CLASS = "B"
"""What the verb ``class`` changes a job to."""
_PAUSES = (0.2, 0.8, 2.0)
"""Seconds between attempts to remove a job that the target does not know yet, or is still ending."""


@dataclass(frozen=True)
class ZosmfFlows:
    """z/OSMF's conversations; modify operations are synchronous, so that the answer tells."""

    def submit(self, work: WorkItem, tag: str) -> Flow[Submitted]:
        """Submit the item's JCL with ``tag`` as its job name."""
        headers = [CSRF, ("Content-Type", "text/plain"), ("X-IBM-Intrdr-Mode", "TEXT")]
        if "reader_class" in work.fields:
            headers.append(("X-IBM-Intrdr-Class", str(work.fields["reader_class"])))
        body = str(work.fields["jcl"]).replace("{tag}", tag).encode()
        response = yield Request("PUT", jobs.BASE, Headers(tuple(headers)), body)
        return _submitted(response)

    def status(self, job: JobRef) -> Flow[Reading]:
        """Ask for one job."""
        response = yield _get(jobs.path_of(job))
        if response is None:
            return Reading(job, present=True)
        document = answers.document_of(response)
        if response.status == 200 and isinstance(document, Mapping):
            return reading(document, job)
        return Reading(job, present=not answers.says_no_job(response))

    def find(self, tag: str) -> Flow[tuple[Reading, ...]]:
        """List the jobs whose name is ``tag``, whoever owns them."""
        query = urlencode({"owner": "*", "prefix": tag}, safe="*", quote_via=quote)
        response = yield _get(f"{jobs.BASE}?{query}")
        listed = answers.document_of(response) if response and response.status == 200 else None
        found = listed if isinstance(listed, list) else []
        named = ((jobs.in_document(document), document) for document in found)
        return tuple(reading(document, job) for job, document in named if job and document["jobname"] == tag)

    def modify(self, job: JobRef, verb: str) -> Flow[Modified]:
        """Hold, release, cancel, delete, or change the class to ``NEW_CLASS``."""
        if verb == "delete":
            return (yield from _delete(job))
        change = {"class": NEW_CLASS} if verb == "class" else {"request": verb}
        body = orjson.dumps({**change, "version": SYNCHRONOUS})
        headers = Headers((CSRF, ("Content-Type", "application/json")))
        response = yield Request("PUT", jobs.path_of(job), headers, body)
        return _modified(response)

    def output(self, job: JobRef) -> Flow[bytes]:
        """Fetch every spool file as text, in the order of the list."""
        path = jobs.path_of(job)
        response = yield _get(f"{path}/files")
        listed = answers.document_of(response) if response and response.status == 200 else None
        parts: list[bytes] = []
        for number in _file_ids(listed):
            records = yield _get(f"{path}/files/{number}/records")
            parts.append(records.body if records and records.status == 200 else b"")
        return b"".join(parts)

    def clean(self, job: JobRef) -> Flow[Modified]:
        """Cancel and purge, and see that the job is gone; DONE only when it is."""
        taken, last = False, Modified(Outcome.UNKNOWN)
        for pause in (*_PAUSES, None):
            last = yield from _delete(job)
            taken = taken or last.outcome in (Outcome.DONE, Outcome.ACCEPTED)
            left = yield from self.status(job)
            if taken and not left.present:
                return Modified(Outcome.DONE, last.status, last.detail)
            if pause is not None:
                yield Wait(pause)
        return last


def reading(document: Mapping[str, Any], job: JobRef) -> Reading:
    """Read a job document; ``job`` is who was asked for, the document's own names win."""
    state, result = document.get("status"), document.get("retcode")
    return Reading(
        jobs.in_document(document) or job,
        present=True,
        state=state if isinstance(state, str) else None,
        ended=state == jobs.TERMINAL,
        result=result if isinstance(result, str) else None,
    )


def _get(target: str) -> Request:
    return Request("GET", target, Headers((CSRF,)))


def _delete(job: JobRef) -> Flow[Modified]:
    headers = Headers((CSRF, ("X-IBM-Job-Modify-Version", SYNCHRONOUS)))
    response = yield Request("DELETE", jobs.path_of(job), headers)
    return _modified(response)


def _submitted(response: Response | None) -> Submitted:
    if response is None:
        return Submitted(Outcome.UNKNOWN, None)
    if response.status != 201:
        return Submitted(answers.refusal_of(response), None, response.status)
    job = jobs.in_document(answers.document_of(response))
    return Submitted(Outcome.DONE if job else Outcome.UNKNOWN, job, response.status)


def _modified(response: Response | None) -> Modified:
    document = answers.document_of(response)
    words = document.get("message") if isinstance(document, Mapping) else None
    status = response.status if response else 0
    return Modified(answers.outcome_of(response), status, words if isinstance(words, str) else "")


def _file_ids(listed: Any) -> list[int]:
    files = listed if isinstance(listed, list) else []
    ids = [entry.get("id") for entry in files if isinstance(entry, Mapping)]
    return [number for number in ids if isinstance(number, int) and not isinstance(number, bool)]
