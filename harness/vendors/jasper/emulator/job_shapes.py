"""The shapes of a job descriptor and of the job model that bulk edits and searches by example take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from harness.vendors.jasper.emulator.release import Release
from harness.vendors.jasper.emulator.shapes import (
    INT,
    LONG,
    TEXT,
    TRUTH,
    Items,
    ParameterValues,
    Record,
    Shape,
    choice,
    numbered,
)

_Fields = Mapping[str, Shape]
# Formats in the order in which releases brought them: Community Edition sources 5.6, 6.0, 6.1, 6.3, 8.2.
_FORMATS = (
    "PDF", "HTML", "XLS", "RTF", "CSV", "ODT", "TXT", "DOCX", "ODS", "XLSX", "XLS_NOPAG", "XLSX_NOPAG",
    "DATA_SNAPSHOT",
)  # fmt: skip
TRIGGER_COMMON: _Fields = {
    "id": LONG,
    "version": INT,
    "timezone": TEXT,
    "calendarName": TEXT,
    "startType": INT,
    "startDate": TEXT,
    "endDate": TEXT,
    "misfireInstruction": INT,
}
SIMPLE: _Fields = {
    **TRIGGER_COMMON,
    "occurrenceCount": INT,
    "recurrenceInterval": INT,
    "recurrenceIntervalUnit": choice("MINUTE", "HOUR", "DAY", "WEEK"),
}
CALENDAR: _Fields = {
    **TRIGGER_COMMON,
    "minutes": TEXT,
    "hours": TEXT,
    "daysType": choice("ALL", "WEEK", "MONTH"),
    "weekDays": Items("day", numbered(7)),
    "monthDays": TEXT,
    "months": Items("month", numbered(12)),
}
_ADDRESSES = Items("address", TEXT)
MAIL: _Fields = {
    "id": LONG,
    "version": INT,
    "toAddresses": _ADDRESSES,
    "ccAddresses": _ADDRESSES,
    "bccAddresses": _ADDRESSES,
    "subject": TEXT,
    "messageText": TEXT,
    "messageTextWhenJobFails": TEXT,
    "resultSendType": choice(
        "SEND", "SEND_ATTACHMENT", "SEND_ATTACHMENT_NOZIP", "SEND_EMBED", "SEND_ATTACHMENT_ZIP_ALL",
        "SEND_EMBED_ZIP_ALL_OTHERS",
    ),
    "skipEmptyReports": TRUTH,
    "includingStackTraceWhenJobFails": TRUTH,
    "skipNotificationWhenJobFails": TRUTH,
}  # fmt: skip
ALERT: _Fields = {
    "id": LONG,
    "version": INT,
    "recipient": choice("NONE", "OWNER", "ADMIN", "OWNER_AND_ADMIN"),
    "toAddresses": _ADDRESSES,
    "jobState": choice("NONE", "ALL", "FAIL_ONLY", "SUCCESS_ONLY"),
    "messageText": TEXT,
    "messageTextWhenJobFails": TEXT,
    "subject": TEXT,
    "includingStackTrace": TRUTH,
    "includingReportJobInfo": TRUTH,
}


@dataclass(frozen=True, slots=True)
class JobShapes:
    """The shapes of one release."""

    job: Record
    model: Record
    id_list: Items


def job_shapes(release: Release) -> JobShapes:
    """Return what a release reads."""
    top: _Fields = {
        "id": LONG,
        "version": INT,
        "username": TEXT,
        "label": TEXT,
        "description": TEXT,
        "creationDate": TEXT,
        "baseOutputFilename": TEXT,
        "outputFormats": Items("outputFormat", choice(*_formats(release))),
        "outputLocale": TEXT,
        "outputTimeZone": TEXT,
    }
    if release.data_formats:
        top = {**top, "exportType": choice("DEFAULT", "DASHBOARD_DETAILED")}
    nested: _Fields = {
        "source": Record(_source(release)),
        "mailNotification": Record(MAIL),
        "alert": Record(ALERT),
    }
    trigger = Record({"simpleTrigger": Record(SIMPLE), "calendarTrigger": Record(CALENDAR)})
    destination = Record(_destination(release, "outputFTPInfo"))
    job = Record(
        {**top, **nested, "trigger": trigger, "repositoryDestination": destination}, frozenset({"trigger"})
    )
    return JobShapes(job, _model(release, top), Items("jobId", LONG))


def _formats(release: Release) -> tuple[str, ...]:
    later = (
        (release.format_pptx, ("PPTX",)),
        (release.format_json, ("JSON",)),
        (release.format_png, ("PNG",)),
        (release.data_formats, ("DATA_CSV", "DATA_XLSX")),
    )
    return _FORMATS + tuple(name for known, names in later if known for name in names)


def _source(release: Release) -> _Fields:
    parameters = ParameterValues(release.scalars_refused, release.typed_xml_parameters)
    source: _Fields = {"reportUnitURI": TEXT, "parameters": Record({"parameterValues": parameters})}
    return {**source, "referenceWidth": INT, "referenceHeight": INT} if release.format_png else source


def _destination(release: Release, ftp: str) -> _Fields:
    server: _Fields = {
        "userName": TEXT,
        "password": TEXT,
        "folderPath": TEXT,
        "serverName": TEXT,
        "type": choice("ftp", "ftps", *(("sftp",) if release.sftp else ())),
        "protocol": TEXT,
        "port": INT,
        "implicit": TRUTH,
        "pbsz": LONG,
        "prot": TEXT,
    }
    if release.sftp:
        server = {**server, "sshKey": TEXT, "sshPassphrase": TEXT}
    return {
        "id": LONG,
        "version": INT,
        "folderURI": TEXT,
        "sequentialFilenames": TRUTH,
        "overwriteFiles": TRUTH,
        "outputDescription": TEXT,
        "timestampPattern": TEXT,
        "saveToRepository": TRUTH,
        "defaultReportOutputFolderURI": TEXT,
        "usingDefaultReportOutputFolderURI": TRUTH,
        "outputLocalFolder": TEXT,
        ftp: Record(server),
    }


def _model(release: Release, top: _Fields) -> Record:
    """Return the job model: every nested part has a name with ``Model``, and flags stand beside members."""
    flags = dict.fromkeys(MODEL_FLAGS, TRUTH)
    parts = {
        "sourceModel": _source(release),
        "mailNotificationModel": MAIL,
        "alertModel": ALERT,
        "repositoryDestinationModel": _destination(release, "outputFTPInfoModel"),
    }
    triggers = Record(
        {"simpleTriggerModel": _flagged(SIMPLE), "calendarTriggerModel": _flagged(CALENDAR)},
    )
    return Record(
        {
            **top,
            **flags,
            **{name: _flagged(fields) for name, fields in parts.items()},
            "triggerModel": triggers,
        },
        frozenset({"triggerModel"}),
    )


def _flagged(fields: _Fields) -> Record:
    flags = {flag_of(name): TRUTH for name in fields}
    return Record({**fields, **flags})


def flag_of(name: str) -> str:
    """Return the flag that says of a nested member that it is modified (spelling inferred)."""
    return f"is{name[0].upper()}{name[1:]}Modified"


MODEL_FLAGS: Mapping[str, str] = {
    "isSourceModified": "source",
    "isTriggerModified": "trigger",
    "isMailNotificationModified": "mailNotification",
    "isAlertModified": "alert",
    "isContentRespositoryDestinationModified": "repositoryDestination",
    "isDescriptionModified": "description",
    "isLabelModified": "label",
    "isBaseOutputFileNameModified": "baseOutputFilename",
    "isOutputFormatsModified": "outputFormats",
    "isUsernameModified": "username",
    "isOutputLocaleModified": "outputLocale",
    "isCreationDateModified": "creationDate",
    "isRuntimeInformationModified": "runtimeInformation",
}
"""What each flag of the job model is about, in its spelling (Community Edition 6.4, ReportJobModel)."""
