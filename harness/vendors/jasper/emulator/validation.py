"""Everything that can be wrong with a job, all told together (Community Edition, ReportJobValidator)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harness.vendors.jasper.emulator.moments import MINUTE, parse_wall, zone_of
from harness.vendors.jasper.emulator.refusals import Problem, unexpected
from harness.vendors.jasper.emulator.release import Release
from harness.vendors.jasper.emulator.repository import FOLDERS, REPORTS
from harness.vendors.jasper.emulator.triggers.grammar import HOURS, MINUTES, MONTH_DAYS, TimeField

Draft = Mapping[str, Any]
_FILE_NAME = re.compile(r"[\w.\-;@]+")
_PATTERN = re.compile(r"[A-Za-z0-9_.\-]+")
_ADDRESS = re.compile(r"[^@\s,;]+@[^@\s,;]+")
_TEMPLATE = re.compile(r"\$\{[^}]*\}")
_LONGEST_TEMPLATE = 1_000
_OUTPUT = "contentRepositoryDestination"
_EMPTY = "The value cannot be empty"
START_NOW, START_AT = 1, 2


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a job is validated under; ``fresh`` when its start must not be past."""

    release: Release
    now: int
    fresh: bool = True


def problems_of(draft: Draft, under: Circumstances) -> list[Problem]:
    """Return what is wrong with a job, in the server's order."""
    return [
        *_text(draft, "label", "label", 100, needed=True),
        *_text(draft, "description", "description", 2000),
        *_source(draft.get("source"), under.release),
        *_trigger(draft.get("trigger"), under),
        *_output(draft, under.release),
        *_mail(draft.get("mailNotification"), under.release),
    ]


def _text(draft: Draft, name: str, field: str, most: int, *, needed: bool = False) -> Iterator[Problem]:
    value = draft.get(name)
    if needed and not value:
        yield Problem("error.not.empty", field, _EMPTY)
    if value and len(value) > most:
        yield Problem("error.length", field, f"The value is longer than {most} characters", (str(most),))


def _source(source: Draft | None, release: Release) -> Iterator[Problem]:
    if source is None:
        yield Problem("error.report.job.no.source", "source", "No source is defined for the job.")
        return
    field = "source.reportUnitURI"
    yield from _text(source, "reportUnitURI", field, 200, needed=True)
    uri = source.get("reportUnitURI")
    if uri and uri not in REPORTS and release.missing_report_status == 400:
        message = f"The report unit {uri} does not exist"
        yield Problem("error.report.job.report.inexistent", field, message, (uri,))


def _trigger(trigger: Draft | None, under: Circumstances) -> Iterator[Problem]:
    kind, fields = trigger_of(trigger)
    if fields is None:
        yield Problem("error.report.job.no.trigger", "trigger", "No trigger is defined for the job.")
        return
    yield from _start(fields, under)
    yield from _end(fields, under)
    if kind == "simpleTrigger":
        yield from _simple(fields)
    else:
        yield from _calendar(fields, under.release)


def trigger_of(trigger: Draft | None) -> tuple[str, Draft | None]:
    """Return the kind of a trigger and its fields; of two kinds at once the simple one."""
    for kind in ("simpleTrigger", "calendarTrigger"):
        fields = None if trigger is None else trigger.get(kind)
        if fields is not None:
            return kind, fields
    return "", None


def starts_now(fields: Draft) -> bool:
    """Tell whether a trigger starts at once; without a start type it starts at its date."""
    return fields.get("startType") == START_NOW


def _start(fields: Draft, under: Circumstances) -> Iterator[Problem]:
    field, date = "trigger.startDate", fields.get("startDate")
    if under.release.start_type_checked and fields.get("startType") not in (None, 0, START_NOW, START_AT):
        code = "error.invalid.report.job.trigger.startType"
        yield Problem(code, "trigger.startType", "Specify a valid start type.")
    elif starts_now(fields):
        if date is not None:
            message = "Start date cannot be specified if start type is START_TYPE_NOW."
            yield Problem("error.invalid.value.for.start_type_now", field, message)
    elif date is None:
        yield Problem("error.not.empty", field, _EMPTY)
    elif under.fresh and _moment(date, fields) < under.now - under.now % MINUTE:
        yield Problem("error.before.current.date", field, "Start date cannot be in the past.")


def _end(fields: Draft, under: Circumstances) -> Iterator[Problem]:
    field, start, end = "trigger.endDate", fields.get("startDate"), fields.get("endDate")
    if end is None:
        return
    if starts_now(fields):
        if _moment(end, fields) < under.now:
            yield Problem("error.before.current.date", field, "End date cannot be in the past.")
    elif start is not None and _moment(end, fields) < _moment(start, fields):
        yield Problem("error.before.start.date", field, "End date cannot be before start date")


def _moment(date: str, fields: Draft) -> int:
    return parse_wall(date, zone_of(fields.get("timezone"))) or 0


def _simple(fields: Draft) -> Iterator[Problem]:
    count, interval = fields.get("occurrenceCount") or 0, fields.get("recurrenceInterval")
    if count == 0 or count < -1:
        yield Problem("error.invalid", "trigger.occurrenceCount", "The value is invalid")
    if count in (0, 1) or count < -1:
        return
    if interval is None:
        yield Problem("error.not.empty", "trigger.recurrenceInterval", _EMPTY)
    elif interval <= 0:
        yield Problem("error.positive", "trigger.recurrenceInterval", "The value must be positive")
    if fields.get("recurrenceIntervalUnit") is None:
        yield Problem("error.not.empty", "trigger.recurrenceIntervalUnit", _EMPTY)


def _calendar(fields: Draft, release: Release) -> Iterator[Problem]:
    yield from _times(fields, "minutes", MINUTES, 200)
    yield from _times(fields, "hours", HOURS, 80)
    kind = fields.get("daysType")
    if kind is None:
        if not release.days_type_checked:
            raise unexpected("java.lang.NullPointerException")
        yield Problem("error.not.empty", "trigger.daysType", _EMPTY)
    if kind == "WEEK" and not (fields.get("weekDays") or {}).get("day"):
        yield Problem("error.not.empty", "trigger.weekDays", _EMPTY)
    if kind == "MONTH":
        yield from _times(fields, "monthDays", MONTH_DAYS, 100)
    if not (fields.get("months") or {}).get("month"):
        yield Problem("error.not.empty", "trigger.months", _EMPTY)


def _times(fields: Draft, name: str, grammar: TimeField, most: int) -> Iterator[Problem]:
    field, value = f"trigger.{name}", fields.get(name)
    yield from _text(fields, name, field, most, needed=True)
    if value and grammar.parse(value) is None:
        # The message for days of the month speaks of hours in all sources.
        subject = "minutes" if name == "minutes" else "hours"
        yield Problem("error.pattern", field, f"The value for {subject} does not fit the pattern")


def _output(draft: Draft, release: Release) -> Iterator[Problem]:
    name = draft.get("baseOutputFilename")
    yield from _text(draft, "baseOutputFilename", "baseOutputFilename", 100, needed=True)
    if name and _FILE_NAME.fullmatch(_plain(name, release)) is None:
        yield Problem("error.invalid.chars", "baseOutputFilename", "The value contains invalid characters")
    if not (draft.get("outputFormats") or {}).get("outputFormat"):
        message = "No output formats are selected for the job."
        yield Problem("error.report.job.no.output.formats", "outputFormats", message)
    destination = draft.get("repositoryDestination")
    if destination is None:
        message = "Repository output is not defined for the job."
        yield Problem("error.report.job.no.repository.output", _OUTPUT, message)
    else:
        yield from _destination(destination, release)


def _plain(text: str, release: Release) -> str:
    """Return a text with a letter for each ``${…}`` template where the release knows templates."""
    return _TEMPLATE.sub("x", text) if release.templates and len(text) <= _LONGEST_TEMPLATE else text


def saves(destination: Draft) -> bool:
    """Tell whether output goes to a folder of the repository that the job names."""
    return (
        destination.get("saveToRepository") is not False
        and destination.get("usingDefaultReportOutputFolderURI") is not True
    )


def _destination(destination: Draft, release: Release) -> Iterator[Problem]:
    if saves(destination):
        yield from _folder(destination, release)
    yield from _text(destination, "outputDescription", f"{_OUTPUT}.outputDescription", 250)
    pattern = destination.get("timestampPattern")
    if pattern and _PATTERN.fullmatch(pattern) is None:
        yield Problem("error.pattern", f"{_OUTPUT}.timestampPattern", "The value does not fit the pattern")
    if destination.get("outputLocalFolder"):
        # The server property enableSaveToHostFS is off; that this is a validation error is inferred.
        message = "Output to the host file system is not enabled"
        yield Problem("error.report.job.output.local.folder", f"{_OUTPUT}.outputLocalFolder", message)


def _folder(destination: Draft, release: Release) -> Iterator[Problem]:
    field, folder = f"{_OUTPUT}.folderURI", destination.get("folderURI")
    yield from _text(destination, "folderURI", field, release.folder_length, needed=True)
    if not folder or len(folder) > release.folder_length or _plain(folder, release) != folder:
        return
    writable = FOLDERS.get(folder)
    if writable is None:
        message = f"The output folder {folder} does not exist"
        yield Problem("error.report.job.output.folder.inexistent", field, message, (folder,))
    elif not writable:
        message = f"The output folder {folder} is not writeable"
        yield Problem("error.report.job.output.folder.notwriteable", field, message, (folder,))


def _mail(mail: Draft | None, release: Release) -> Iterator[Problem]:
    if mail is None or not any(_says_something(value) for value in mail.values()):
        return
    yield from _text(mail, "subject", "mailNotification.subject", 100, needed=True)
    yield from _text(mail, "messageText", "mailNotification.messageText", 2000)
    for name in ("toAddresses", "ccAddresses", "bccAddresses"):
        for address in (mail.get(name) or {}).get("address", ()):
            exempt = _plain(address, release) != address
            if not exempt and _ADDRESS.fullmatch(address) is None:
                message = f"The address {address} is invalid"
                yield Problem("error.invalid", f"mailNotification.{name}", message, (address,))


def _says_something(value: Any) -> bool:
    return bool(value.get("address")) if isinstance(value, dict) else value not in (None, "")
