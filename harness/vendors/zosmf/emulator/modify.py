"""Hold, release, change the class, cancel, and cancel-and-purge; synchronous and asynchronous.

Version 2.0, or none, is synchronous: HTTP 200 and a feedback document, even when JES refuses (its
``status`` is not 0). Version 1.0 is asynchronous: HTTP 202 at once, carried out a little later, and
a failure is never seen (z/OS jobs REST interface, Synchronous support for the job modify operations).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from harness.emulation.timeline import Event
from harness.exchange import Response
from harness.vendors.zosmf.emulator.ask import Ask
from harness.vendors.zosmf.emulator.documents import feedback_document
from harness.vendors.zosmf.emulator.errors import BAD_UPDATE, NO_CIM, NO_CIM_RIGHT, ONLY_CANCEL, Refusal
from harness.vendors.zosmf.emulator.impairments import CIM_DOWN, NO_ALTER, NO_CIM_RIGHTS, NO_UPDATE
from harness.vendors.zosmf.emulator.job import Job
from harness.vendors.zosmf.emulator.lifecycle import DONE, NO_RIGHT, NOT_AUTHORIZED, Feedback, refusal
from harness.vendors.zosmf.emulator.messages import empty_response, json_response
from harness.vendors.zosmf.emulator.release import DOCUMENTED, Release

_REQUESTS = frozenset({"hold", "release", "cancel"})
_VERSIONS = {"1.0": True, "2.0": False}
"""Whether a version is asynchronous."""
_CIM_DELAY = 50_000_000
"""Nanoseconds until an asynchronous request is carried out."""
_ADMINISTRATORS = frozenset({"IBMUSER"})
"""Users that the JESJOBS class lets touch every job (HOLD, RELEASE, MODIFY, CANCEL profiles)."""


@dataclass(frozen=True, slots=True)
class Update:
    """What is asked of a job."""

    verb: str
    argument: str = ""
    asynchronous: bool = False


def modify_job(ask: Ask) -> Response:
    """Carry out the PUT of a job."""
    return _carry_out(ask, read_update(ask.body, ask.release))


def delete_job(ask: Ask) -> Response:
    """Carry out the DELETE of a job; a header says which version.

    Without the header the request is synchronous since z/OS 2.4 (zowe-cli#1459), as the overview says
    of all modify operations.
    """
    version = ask.headers.get("x-ibm-job-modify-version", ask.release.delete_version).strip()
    return _carry_out(ask, Update("delete", asynchronous=_is_asynchronous(version)))


def read_update(body: bytes, release: Release = DOCUMENTED) -> Update:
    """Read the body of a PUT: either ``request`` or ``class``; refuse anything else (6/4/6, or 6/4/5)."""
    document = _document(body)
    if not release.every_verb and document.get("request") != "cancel":
        raise ONLY_CANCEL.refuse()
    request, job_class = document.get("request"), document.get("class")
    asynchronous = _is_asynchronous(document.get("version", release.modify_version))
    if isinstance(request, str) and request in _REQUESTS and "class" not in document:
        return Update(request, asynchronous=asynchronous)
    if isinstance(job_class, str) and "request" not in document:
        # The value is not validated here: JES does that.
        return Update("class", job_class.upper(), asynchronous)
    raise BAD_UPDATE.refuse()


def _document(body: bytes) -> dict[str, Any]:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BAD_UPDATE.refuse() from None
    if not isinstance(document, dict):
        raise BAD_UPDATE.refuse()
    return document


def _is_asynchronous(version: object) -> bool:
    if not isinstance(version, str) or version not in _VERSIONS:
        raise BAD_UPDATE.refuse()
    return _VERSIONS[version]


def _carry_out(ask: Ask, update: Update) -> Response:
    if update.asynchronous or ask.subsystem.jes3:
        # JES3 ignores that a request is synchronous.
        if not ask.release.cim or CIM_DOWN in ask.conditions:
            raise NO_CIM.refuse()
        if NO_CIM_RIGHTS in ask.conditions:
            raise NO_CIM_RIGHT.refuse()
        _later(ask, update)
        return empty_response(202)
    job, course = ask.job_to_modify()
    event = Event(ask.now, update.verb, update.argument)
    feedback = _forbidden(ask, job, update.verb) or refusal(course, event, job.type) or DONE
    if feedback.status == 0:
        _keep(ask, job, event)
    return json_response(200, orjson.dumps(feedback_document(job, feedback, ask.frame)))


def _later(ask: Ask, update: Update) -> None:
    """Note an asynchronous request; nothing is said when there is no such job."""
    ask.route.check_job_id()
    at = ask.now + _CIM_DELAY
    try:
        job, _ = ask.at(at).job_to_modify()
    except Refusal:
        return
    if _unauthorized(ask, job) is None:
        _keep(ask, job, Event(at, update.verb, update.argument))


def _keep(ask: Ask, job: Job, event: Event) -> None:
    ask.subsystem.keep(job.after(event))
    if event.verb == "delete":
        ask.subsystem.purges.append((event.at, job.key))


def _forbidden(ask: Ask, job: Job, verb: str) -> Feedback | None:
    """Ask the JESJOBS class, where the release does: CANCEL wants ALTER, the other resources UPDATE."""
    if not ask.release.jesjobs:
        return None
    withdrawn = NO_ALTER if verb in ("cancel", "delete") else NO_UPDATE
    return NO_RIGHT if withdrawn in ask.conditions else _unauthorized(ask, job)


def _unauthorized(ask: Ask, job: Job) -> Feedback | None:
    """Refuse what a user asks of another's job: JES hides it (the exact number is inferred)."""
    return None if ask.user == job.owner or ask.user in _ADMINISTRATORS else NOT_AUTHORIZED
