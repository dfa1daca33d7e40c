"""What a create, an edit and a restart have in common: reading a job, checking it, planning it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.vendors.jasper.emulator.ask import Ask
from harness.vendors.jasper.emulator.bodies import read_body
from harness.vendors.jasper.emulator.descriptor import Ids, secrets_of, whole, with_dates_read
from harness.vendors.jasper.emulator.job import Job
from harness.vendors.jasper.emulator.messages import is_json
from harness.vendors.jasper.emulator.refusals import (
    Invalid,
    Problem,
    no_resource,
    scheduler_error,
    unexpected,
)
from harness.vendors.jasper.emulator.repository import REPORTS, ReportUnit
from harness.vendors.jasper.emulator.schedules import fire_times
from harness.vendors.jasper.emulator.triggers.progress import Progress, begin
from harness.vendors.jasper.emulator.validation import (
    Circumstances,
    Draft,
    problems_of,
    trigger_of,
)

_NO_REPORT = ReportUnit("", fails=True)
JOB_ROOTS = ("job", "clientJob")


def read_draft(ask: Ask, media_type: str) -> dict[str, Any]:
    """Return the descriptor in a body, its dates read."""
    draft = read_body(ask.body, media_type, ask.shapes.job, JOB_ROOTS, unique=ask.release.unique_members)
    if ask.release.request_locale and not draft.get("outputLocale"):
        draft["outputLocale"] = _request_locale(ask.headers)
    return with_dates_read(draft, iso_only=ask.release.xml_dates_iso and not is_json(media_type))


def _request_locale(headers: Mapping[str, str]) -> str:
    language = headers.get("accept-language", "").partition(",")[0].partition(";")[0].strip()
    return language.replace("-", "_") if language and language != "*" else "en_US"


def check(ask: Ask, draft: Draft, *, fresh: bool = True, number: int = 0) -> None:
    """Refuse a job that cannot be, with all that is wrong with it; ``number`` is its own, 0 when new."""
    problems = problems_of(draft, Circumstances(ask.release, ask.now, fresh))
    problems += clashes(ask, draft, number)
    if problems:
        raise Invalid(problems)
    uri = draft["source"]["reportUnitURI"]
    if uri not in REPORTS:
        raise no_resource(uri)


def clashes(ask: Ask, draft: Draft, number: int) -> list[Problem]:
    """Return the problem that another job which the caller sees writes the same file.

    Since 6.2 it is enough that the other's name holds this one; case does not count.
    """
    destination = draft.get("repositoryDestination") or {}
    name, folder = (draft.get("baseOutputFilename") or "").lower(), destination.get("folderURI")
    if not name or not folder or destination.get("saveToRepository") is False:
        return []
    for other, taken in ask.system.outputs.get(folder, {}).items():
        same = taken == name if ask.release.exact_output_name else name in taken
        if same and other != number and _stands_in_the_way(ask, other):
            code, arguments = "error.duplicate.report.job.output.filename", (name, folder)
            message = f"Another job already writes {name} in {folder}"
            return [Problem(code, "baseOutputFilename", message, arguments)]
    return []


def _stands_in_the_way(ask: Ask, number: int) -> bool:
    job = ask.system.jobs[number]
    return ask.user.may_read(job.owner) and not job.gone(ask.now)


def planned(ask: Ask, trigger: Draft, start: int | None = None) -> Progress:
    """Return a trigger scheduled now; refuse one that will never fire."""
    fields = trigger_of(trigger)[1] or {}
    exclusion = ask.system.exclusion(fields.get("calendarName"))
    progress = begin(fire_times(trigger, ask.now, exclusion, start), ask.now)
    if progress is None:
        message = "Based on configured schedule, the given trigger will never fire."
        raise scheduler_error(message, ask.release.never_fires_status)
    return progress


def new_job(ask: Ask, draft: Draft, start: int | None = None) -> Job:
    """Return a valid draft as a new job of the caller's; refuse it when there is no room."""
    system = ask.system
    system.sweep(ask.now)
    if len(system.jobs) >= ask.settings.capacity:
        raise unexpected("java.lang.OutOfMemoryError")
    mail = 1 if draft.get("mailNotification") is not None else 0
    parts = 3 + mail + (1 if draft.get("alert") is not None else 0)
    first = system.take_numbers(parts)
    ids = Ids(job=first + parts - 1, trigger=first, destination=first + 1, mail=first + 2)
    document = whole(draft, ids, ask.user.qualified, ask.release)
    report = report_of(document)
    return Job(
        number=ids.job,
        owner=ask.user.qualified,
        document=document,
        progress=planned(ask, document["trigger"], start),
        scheduled=ask.now,
        lasts=report.lasts,
        fails=report.fails,
        secrets=secrets_of(draft),
    )


def report_of(document: Draft) -> ReportUnit:
    """Return the report of a job; a bulk edit may have named one that is not there."""
    return REPORTS.get(document["source"]["reportUnitURI"], _NO_REPORT)
