"""What a request to z/OSMF names, for the guard and the ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace

from harness.contract import Match
from harness.exchange import Request, Response, media_type
from harness.flow import JobRef
from harness.guard import Subjects
from harness.vendors.zosmf import answers, jcl, jobs

_ELSEWHERE = "x-ibm-target-system"
_TUNNEL = "x-ibm-requested-method"
_NOTIFY = "x-ibm-notification-url"


@dataclass(frozen=True)
class ZosmfReader:
    """Reads requests as z/OSMF will; what it cannot read it says so, and the guard keeps it."""

    def subjects(self, match: Match, request: Request) -> Subjects:
        """Return the jobs, job names and addresses in ``request``."""
        addressed = jobs.in_path(match.parsed.path)
        named = Subjects(
            jobs=(jobs.folded(addressed),) if addressed else (),
            addresses=request.headers.all(_NOTIFY) if _NOTIFY in match.parsed.headers else (),
            unreadable=_unreadable(match, request),
        )
        return _creating(named, request) if match.role == "submit" else named

    def created(self, match: Match, request: Request, response: Response) -> JobRef | None:
        """Return the job of a 201 answer to a submit; of several JOB cards it names only one."""
        del request
        if match.role != "submit" or response.status != 201:
            return None
        return jobs.in_document(answers.document_of(response), match.parsed.path.get("jesb"))


def _unreadable(match: Match, request: Request) -> str | None:
    headers = match.parsed.headers
    if _ELSEWHERE in headers or f"{_ELSEWHERE}-user" in headers:
        return "X-IBM-Target-System sends the request to another system, whose jobs are not ours"
    if _TUNNEL in headers and request.method != "POST":
        return "X-IBM-Requested-Method may make it another request than its method says"
    return None


def _creating(named: Subjects, request: Request) -> Subjects:
    hidden = _hidden(request)
    if hidden:
        return replace(named, unreadable=named.unreadable or hidden)
    text = request.body.decode("utf-8", "replace")
    hazard = jcl.hazard(text)
    because = f"the JCL holds {hazard}" if hazard else None
    return replace(named, creates=jcl.job_names(text), unreadable=named.unreadable or because)


def _hidden(request: Request) -> str | None:
    """Say why the JCL cannot be read from the request, or None."""
    if media_type(request.headers) == "application/json":
        return "the JCL stands in a data set or file, which is not read"
    mode = (request.headers.get("X-IBM-Intrdr-Mode") or "TEXT").upper()
    return None if mode == "TEXT" else f"JCL in {mode} mode is not read"
