"""What a request to JasperReports Server names, for the guard and the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from harness.contract import Match
from harness.exchange import Request, Response
from harness.flow import JobRef
from harness.guard import Subjects
from harness.vendors.jasper import answers, bodies, names

_LOGINS: Final = frozenset({"j_username", "j_password", "pp"})
"""Query arguments that log in on any request (REST API Reference 7.8, authentication)."""
_MODELS: Final = frozenset({"scheduleJob", "editJob", "updateJobs"})
_NOWHERE: Final = re.compile(
    r"(.+\.)?(example\.(com|net|org)|[^.]+\.(test|invalid|example))|test|invalid|example", re.IGNORECASE
)
"""Names that nobody has and nobody will (RFC 2606): what is sent there goes nowhere."""
_MAILBOX: Final = re.compile(r"[^@\s,;<>\"()\[\]$]+@([^@\s,;<>\"()\[\]$]+)")


@dataclass(frozen=True)
class JasperReader:
    """Reads requests as the server will; what it cannot read it says so, and the guard keeps it."""

    def subjects(self, match: Match, request: Request) -> Subjects:
        """Return the jobs, labels and outside addresses in ``request``."""
        if not _LOGINS.isdisjoint(match.parsed.query):
            return Subjects(unreadable="the query logs another user in")
        operation, context = match.operation.id, match.parsed.path.get("context", "")
        if operation in ("pauseJobs", "resumeJobs", "restartJobs"):
            listed = bodies.ids_in(request)
            return Subjects(names.jobs(context, listed.numbers), unreadable=listed.unreadable)
        addressed = _addressed(match, context)
        if operation not in _MODELS:
            return Subjects(addressed)
        try:
            document = bodies.document_in(request)
        except bodies.AmbiguousError as reason:
            return Subjects(addressed, unreadable=str(reason))
        return _described(operation, addressed, document)

    def created(self, match: Match, request: Request, response: Response) -> JobRef | None:
        """Return the job that an answer to a schedule shows."""
        del request
        if match.role != "submit" or response.status not in (200, 201):
            return None
        return names.in_document(match.parsed.path["context"], answers.document_of(response))


def _addressed(match: Match, context: str) -> tuple[JobRef, ...]:
    if match.operation.id in ("updateJobs", "deleteJobs"):
        return names.jobs(context, match.parsed.query.get("id", ()))
    job = names.in_path(match.parsed.path)
    return () if job is None else (job,)


def _described(operation: str, addressed: tuple[JobRef, ...], document: Mapping[str, Any]) -> Subjects:
    label = document.get("label")
    creates = (label,) if operation == "scheduleJob" and isinstance(label, str) else ()
    return Subjects(addressed, creates, tuple(_outside(document)), unreadable=_hazard(operation, document))


def _hazard(operation: str, document: Mapping[str, Any]) -> str | None:
    """Say what a descriptor would do beside running a report of ours, or None."""
    for destination in (document.get("repositoryDestination"), document.get("repositoryDestinationModel")):
        if isinstance(destination, Mapping) and destination.get("outputLocalFolder"):
            return "the output would be written to the server's file system"
    label, name = document.get("label"), document.get("baseOutputFilename")
    if operation == "updateJobs" or not (isinstance(label, str) and isinstance(name, str)):
        return None
    # Output overwrites, or stands beside, files of the same name in a folder that others use.
    return None if label in name else "the name of the output files does not hold the label"


def _outside(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the addresses to which mail and files would go, less those that nobody has."""
    for name, part in document.items():
        if name in ("mailNotification", "mailNotificationModel", "alert", "alertModel"):
            yield from _mailboxes(part)
        elif name in ("repositoryDestination", "repositoryDestinationModel"):
            yield from _hosts(part)


def _mailboxes(part: Any) -> Iterator[str]:
    if not isinstance(part, Mapping):
        return
    for name, given in part.items():
        if name.endswith("Addresses"):
            for text in _texts(given):
                mailbox = _MAILBOX.fullmatch(text)
                if mailbox is None or not _NOWHERE.fullmatch(mailbox.group(1)):
                    yield f"mailto:{text}"


def _hosts(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        for name, value in part.items():
            if name == "serverName" and value and not _NOWHERE.fullmatch(str(value)):
                yield f"ftp://{value}"
            yield from _hosts(value)


def _texts(given: Any) -> Iterator[str]:
    """Yield every text within a value, whatever its form."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, Mapping | list):
        for each in given.values() if isinstance(given, Mapping) else given:
            yield from _texts(each)
