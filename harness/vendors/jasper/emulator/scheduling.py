"""Scheduling a report: PUT on the jobs."""

from __future__ import annotations

from harness.exchange import Response
from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.descriptor import creation_text
from harness.vendors.jasper.emulator.negotiation import WRITES, tied_type
from harness.vendors.jasper.emulator.rendering import job_answer
from harness.vendors.jasper.emulator.submitting import check, new_job, read_draft


def schedule_job(ask: Ask) -> Response:
    """Answer with the descriptor of the new job; owner and creation date are the server's to say."""
    pairs = WRITES[ask.release.single_types]
    brought, chosen = tied_type(ask.headers.get("content-type"), ask.accept, pairs)
    draft = read_draft(ask, brought)
    check(ask, draft)
    job = new_job(ask, {**draft, "creationDate": creation_text(ask.now)})
    ask.system.put(job)
    return job_answer(ask, job, chosen, ask.release.created_status, masked=ask.release.put_masked)
