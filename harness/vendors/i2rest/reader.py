"""What a request to i2Rest names, for the guard and the ledger."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from typing import Any

from harness.contract import Match
from harness.exchange import Request, Response
from harness.flow import JobRef
from harness.guard import Subjects
from harness.target import WorkItem
from harness.vendors.i2rest import answers, cl, jobs

_COMMAND = "runCommand"
_MEMBERS = frozenset({"command", "joblog", "joblog_on_error"})
_HIDDEN = "the body may be another command to the server than it is to us"


@dataclass(frozen=True)
class I2RestReader:
    """Reads requests as i2Rest will; what it cannot surely read it says so, and the guard keeps it."""

    def subjects(self, match: Match, request: Request) -> Subjects:
        """Return the job of a command, the name that SBMJOB submits under, what is executed."""
        if match.operation.id == _COMMAND:
            return _of_command(match.role, _command(request))
        if match.effect.value == "execute":
            return Subjects(executes=(match.operation.template.format_map(match.parsed.path),))
        return Subjects()

    def created(self, match: Match, request: Request, response: Response) -> JobRef | None:
        """Return the job that a job log says was submitted, if it is the one that was asked for."""
        if match.role != "submit" or not answers.succeeded(response):
            return None
        job = jobs.submitted(answers.document_of(response))
        wanted = cl.submitted_name(_command(request) or "")
        return job if job is not None and job.names["jobname"] == (wanted or job.names["jobname"]) else None


def executed(work: Sequence[WorkItem]) -> tuple[str, ...]:
    """Return the commands of work items, with ``{tag}`` in them: no other SBMJOB may run in ``owned``."""
    return tuple(str(item.fields["command"]) for item in work)


def _of_command(role: str | None, text: str | None) -> Subjects:
    if text is None:
        return Subjects(unreadable=_HIDDEN)
    if role == "submit":
        name = cl.submitted_name(text)
        if name is None:
            return Subjects(executes=(text,), unreadable="the job's name cannot be read from the command")
        return Subjects(creates=(name,), executes=(cl.template_of(text, name),))
    if role is None:
        return Subjects(executes=(text,))
    touched = cl.touching(text)
    return Subjects(jobs=(touched.job,) if touched.job else (), unreadable=touched.unreadable)


def _command(request: Request) -> str | None:
    """Return the command of a request, None unless every reader of JSON must find the same one."""
    charset = _charset(request)
    if request.query or charset not in {None, "utf-8"}:
        return None
    try:
        document = json.loads(request.body.decode("utf-8"), object_pairs_hook=_once)
    except ValueError:
        return None
    known = isinstance(document, dict) and document.keys() <= _MEMBERS
    text = document.get("command") if known else None
    return text if isinstance(text, str) and text.isascii() and text.isprintable() else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object that has a member twice: readers differ in which of the two counts."""
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a member stands twice")
    return dict(pairs)


def _charset(request: Request) -> str | None:
    message = Message()
    message["Content-Type"] = request.headers.get("Content-Type") or ""
    return message.get_content_charset()
