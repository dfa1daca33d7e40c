"""Editing a job: its whole definition is replaced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from harness.exchange import Response
from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.descriptor import Ids, secrets_of, whole
from harness.vendors.jasper.emulator.job import Job, Secrets
from harness.vendors.jasper.emulator.negotiation import WRITES, tied_type
from harness.vendors.jasper.emulator.refusals import Described, scheduler_error, unexpected
from harness.vendors.jasper.emulator.rendering import job_answer
from harness.vendors.jasper.emulator.submitting import check, planned, read_draft, report_of
from harness.vendors.jasper.emulator.validation import Draft, trigger_of

_NEW = -1
_OWN = ("id", "version")


def edit_job(ask: Ask) -> Response:
    """Answer with the job as it is now. What the body leaves out takes its default."""
    pairs = WRITES[ask.release.single_types]
    brought, chosen = tied_type(ask.headers.get("content-type"), ask.accept, pairs)
    job = ask.job()
    draft = read_draft(ask, brought)
    version = draft.get("version")
    known = version is not None and version != _NEW
    if (known or ask.release.missing_version_conflicts) and version != job.document["version"]:
        raise _conflict(ask.release.conflict_status)
    check(ask, draft, fresh=not known, number=job.number)
    edited = replaced(ask, job, draft, trigger_of(draft.get("trigger"))[1] or {})
    ask.system.put(edited)
    return job_answer(ask, edited, chosen, masked=ask.release.masked)


def _conflict(status: int) -> Described:
    message = "Update failed: versions not match"
    if status == 409:
        return Described(409, "version.not.match", message)
    if status == 500:
        return unexpected("org.springframework.orm.hibernate3.HibernateOptimisticLockingFailureException")
    return scheduler_error(message)


def replaced(ask: Ask, job: Job, draft: Draft, seen: Draft) -> Job:
    """Return the job with another definition.

    ``seen`` is the trigger as the sender knows it: when its id or version is not what the stored trigger
    has afterwards, the trigger is scheduled anew, and what it has done so far is forgotten.
    """
    ids = _ids(ask, job, draft)
    ids = _versions(ids, job, whole(draft, ids, job.owner, ask.release))
    document = whole(draft, ids, job.owner, ask.release)
    report = report_of(document)
    kept = seen.get("id") == ids.trigger and seen.get("version") == ids.trigger_version
    return replace(
        job,
        document=document,
        progress=job.progress if kept else planned(ask, document["trigger"]),
        lasts=report.lasts,
        fails=report.fails,
        secrets=_secrets(job.secrets, secrets_of(draft), draft),
    )


def _ids(ask: Ask, job: Job, draft: Draft) -> Ids:
    """Return the numbers of the parts: a trigger of another kind and a new mail get new ones."""
    kind = trigger_of(draft.get("trigger"))[0]
    mail = job.document["mailNotification"]
    needs_mail = mail is None and draft.get("mailNotification") is not None
    return Ids(
        job=job.number,
        trigger=job.trigger["id"] if kind == job.kind else ask.system.take_numbers(1),
        destination=job.document["repositoryDestination"]["id"],
        mail=ask.system.take_numbers(1) if needs_mail else (mail or {}).get("id", 0),
        version=job.document["version"],
        trigger_version=job.trigger["version"] if kind == job.kind else 0,
    )


def _versions(ids: Ids, job: Job, document: Mapping[str, Any]) -> Ids:
    """Return the versions after an update to ``document``: each part's rises when the part has changed."""
    changed = any(document.get(name) != value for name, value in job.document.items() if name != "trigger")
    fields = trigger_of(document["trigger"])[1] or {}
    moved = any(fields.get(name) != value for name, value in job.trigger.items() if name not in _OWN)
    return replace(
        ids,
        version=ids.version + changed,
        trigger_version=ids.trigger_version + (moved and fields["id"] == job.trigger["id"]),
    )


def _secrets(kept: Secrets, given: Secrets, draft: Draft) -> Secrets:
    """Return what stays secret: null keeps the stored password, and the passphrase of a key."""
    ftp = (draft.get("repositoryDestination") or {}).get("outputFTPInfo") or {}
    passphrase = given.passphrase or (kept.passphrase if ftp.get("sshKey") else None)
    return Secrets(given.password or kept.password, passphrase)
