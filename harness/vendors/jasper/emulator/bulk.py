"""Editing many jobs at once: a job model says what changes, everything else stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.exchange import Response
from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.bodies import read_body
from harness.vendors.jasper.emulator.deleting import numbers_of
from harness.vendors.jasper.emulator.descriptor import with_dates_read
from harness.vendors.jasper.emulator.editing import replaced
from harness.vendors.jasper.emulator.job import Job
from harness.vendors.jasper.emulator.messages import is_json
from harness.vendors.jasper.emulator.models import as_descriptor, cleared, cleared_within
from harness.vendors.jasper.emulator.negotiation import PLAIN_PAIR, WRITES, tied_type
from harness.vendors.jasper.emulator.refusals import Described, Invalid, Problem, bad_value, unexpected
from harness.vendors.jasper.emulator.release import Release
from harness.vendors.jasper.emulator.rendering import id_list
from harness.vendors.jasper.emulator.submitting import clashes
from harness.vendors.jasper.emulator.validation import Circumstances, Draft, problems_of, saves, trigger_of

_NEEDED = frozenset(
    {"label", "baseOutputFilename", "outputFormats", "source", "trigger", "repositoryDestination"}
)
"""What no job can be without; clearing it has no effect (inferred)."""
_KEPT = frozenset({"id", "version", "username"})
"""What a model may name and never changes."""
_PARTS = ("source", "mailNotification", "alert", "repositoryDestination")
_OWN = frozenset({"id", "version"})
_DEEP = frozenset({"outputFTPInfo", "parameters", "parameterValues"})
"""Parts of parts of which a model may name single members."""


@dataclass(frozen=True, slots=True)
class _Changes:
    """What is asked of every job."""

    model: Draft
    cleared: frozenset[str]
    """Members of the descriptor that become null."""
    ignores_type: bool
    """Whether a trigger of another kind may take the place of the job's."""


def edit_jobs(ask: Ask) -> Response:
    """Answer with the ids of the jobs that were updated. Whose they are is not checked in any release."""
    pairs = WRITES["code"] if ask.release.single_types == "code" else [PLAIN_PAIR]
    brought, chosen = tied_type(ask.headers.get("content-type"), ask.accept, pairs)
    numbers, ignores_type = numbers_of(ask), _ignores_type(ask)
    unique = ask.release.unique_members
    model = read_body(ask.body, brought, ask.shapes.model, ("jobModel",), unique=unique)
    if not numbers:
        return id_list(ask, [], chosen)
    jobs = _jobs(ask, numbers)
    changes = _Changes(model, _cleared(ask.release, model, brought), ignores_type)
    drafts = [_merged(ask, job, changes) for job in jobs]
    if ask.release.bulk_validates:
        _validate(ask, jobs, drafts)
    edited = [replaced(ask, job, draft, job.trigger) for job, draft in zip(jobs, drafts, strict=True)]
    for job in edited:
        ask.system.put(job)
    # The job+json variant answers what was asked for in all releases.
    effect = ask.release.bulk_answers_effect and chosen in PLAIN_PAIR.produces
    return id_list(ask, [job.number for job in edited] if effect else numbers, chosen)


def _ignores_type(ask: Ask) -> bool:
    value = ask.argument("replaceTriggerIgnoreType") or "false"
    if value.lower() not in ("true", "false"):
        raise bad_value("replaceTriggerIgnoreType", value)
    return value.lower() == "true"


def _jobs(ask: Ask, numbers: list[int]) -> list[Job]:
    """Return the jobs that are there, each once; refuse an unknown id where the release does."""
    found = []
    for number in dict.fromkeys(numbers):
        job = ask.known(number)
        if job is not None:
            found.append(job)
        elif not ask.release.bulk_skips_unknown:
            raise ask.no_job(number)
    return found


def _cleared(release: Release, model: Draft, brought: str) -> frozenset[str]:
    """Return the members of a descriptor that the model's flags say are null now."""
    if not release.modified_flags or (is_json(brought) and not release.json_flags):
        return frozenset()
    return frozenset(cleared(model) - _NEEDED - _KEPT - {"runtimeInformation"})


def _merged(ask: Ask, job: Job, wanted: _Changes) -> dict[str, Any]:
    """Return a job's descriptor with what the model says."""
    flags, model = ask.release.modified_flags, wanted.model
    changes = as_descriptor(model)
    others = changes.keys() - {*_PARTS, *_KEPT, "trigger"}
    given = {name: changes[name] for name in others if changes[name] is not None or name not in _NEEDED}
    draft = {**job.document, "repositoryDestination": job.destination, **given}
    for name in _PARTS:
        if changes.get(name) is not None:
            part = model[f"{name}Model"]
            draft[name] = _part(draft.get(name) or {}, changes[name], part, flags=flags)
        elif name in changes and name not in _NEEDED:
            draft[name] = None
    if changes.get("trigger"):
        draft["trigger"] = _trigger(ask, job, changes["trigger"], model, ignores_type=wanted.ignores_type)
    draft.update(dict.fromkeys(wanted.cleared))
    return with_dates_read(draft)


def _part(stored: Draft, changes: Draft, model: Draft, *, flags: bool) -> dict[str, Any]:
    """Return a nested part with its changes; nested nulls change nothing, flags do."""
    found = dict(stored)
    for name, value in changes.items():
        if value is None or name in _OWN:
            continue
        if isinstance(value, dict) and isinstance(found.get(name), dict) and name in _DEEP:
            inner = model.get(f"{name}Model", value)
            found[name] = _part(found[name], value, inner, flags=flags)
        else:
            found[name] = value
    if flags:
        found.update(dict.fromkeys(cleared_within(model)))
    return found


def _trigger(ask: Ask, job: Job, changes: Draft, model: Draft, *, ignores_type: bool) -> dict[str, Any]:
    """Return the trigger with its changes; one of another kind replaces it when that is asked for."""
    kind, fields = trigger_of(changes)
    given = fields or {}
    if not kind:
        return dict(job.document["trigger"])
    if kind != job.kind:
        if not ignores_type:
            raise _mismatch(ask.release.mismatch_status, job, kind)
        return {kind: {"timezone": job.trigger["timezone"], **given}}
    part = model["triggerModel"][f"{kind}Model"]
    found = _part(job.trigger, given, part, flags=ask.release.modified_flags)
    if given.get("startType") == 1 and given.get("startDate") is None:
        found["startDate"] = None
    return {kind: found}


def _mismatch(status: int, job: Job, kind: str) -> Described:
    message = f"Job {job.number} has a {job.kind}, not a {kind}"
    if status == 500:
        return unexpected("com.jaspersoft.jasperserver.api.JSException", message)
    parameters = (str(job.number), job.kind, kind) if status == 403 else ()
    return Described(status, None, message, parameters)


def _validate(ask: Ask, jobs: list[Job], drafts: list[dict[str, Any]]) -> None:
    """Refuse all of them when one of the results cannot be, or two write the same file."""
    problems: list[Problem] = []
    written: set[tuple[str, str]] = set()
    under = Circumstances(ask.release, ask.now, fresh=False)
    for job, draft in zip(jobs, drafts, strict=True):
        problems += problems_of(draft, under)
        problems += clashes(ask, draft, job.number)
        destination: Mapping[str, Any] = draft["repositoryDestination"]
        place = (draft["baseOutputFilename"].lower(), str(destination.get("folderURI")))
        if place in written and saves(destination) and not destination.get("overwriteFiles"):
            code, message = (
                "error.duplicate.report.job.output.filename",
                "Two of the jobs write the same file",
            )
            problems.append(Problem(code, "baseOutputFilename", message, place))
        written.add(place)
    if problems:
        raise Invalid(problems)
