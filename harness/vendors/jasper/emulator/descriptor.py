"""From the descriptor that a request brings to the whole descriptor that the server keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from harness.vendors.jasper.emulator.job import Secrets
from harness.vendors.jasper.emulator.job_shapes import ALERT, CALENDAR, MAIL, SIMPLE
from harness.vendors.jasper.emulator.moments import (
    SERVER_ZONE,
    iso_text,
    parse_iso,
    parse_wall,
    wall_text,
    zone_of,
)
from harness.vendors.jasper.emulator.refusals import unreadable
from harness.vendors.jasper.emulator.release import Release
from harness.vendors.jasper.emulator.repository import EMPTY_CONTROL, REPORTS
from harness.vendors.jasper.emulator.validation import Draft, trigger_of

_PORTS = {"ftp": 21, "ftps": 990, "sftp": 22}
_MAIL_DEFAULTS = {
    "resultSendType": "SEND",
    "skipEmptyReports": False,
    "includingStackTraceWhenJobFails": False,
    "skipNotificationWhenJobFails": False,
}
_ALERT_DEFAULTS = {
    "recipient": "OWNER_AND_ADMIN",
    "jobState": "FAIL_ONLY",
    "includingStackTrace": True,
    "includingReportJobInfo": True,
}
_NO_ADDRESSES: Mapping[str, list[str]] = {"address": []}


@dataclass(frozen=True, slots=True)
class Ids:
    """The numbers and versions of a job and its parts."""

    job: int
    trigger: int
    destination: int
    mail: int
    version: int = 0
    trigger_version: int = 0


def with_dates_read(draft: dict[str, Any], *, iso_only: bool = False) -> dict[str, Any]:
    """Return a draft with its dates in the form that is kept; refuse dates that cannot be read.

    A trigger's dates are wall-clock times of its zone, creationDate is an ISO date-time. With ``iso_only``
    a wall-clock time counts for nothing: up to 6.4 the XML adapter passed over what it could not read.
    """
    kind, fields = trigger_of(draft.get("trigger"))
    if fields is not None:
        dates = {name: _wall(fields, name, iso_only=iso_only) for name in ("startDate", "endDate")}
        draft = {**draft, "trigger": {kind: {**fields, **dates}}}
    created = draft.get("creationDate")
    if created is not None:
        moment = parse_iso(created)
        if moment is None:
            raise unreadable("creationDate", f"{created[:80]!r} is no date")
        draft = {**draft, "creationDate": creation_text(moment)}
    return draft


def creation_text(moment: int) -> str:
    """Write a creation date: with milliseconds, in the server's zone."""
    return iso_text(moment, zone_of(SERVER_ZONE), milliseconds=True)


def _wall(fields: Draft, name: str, *, iso_only: bool) -> str | None:
    text = fields.get(name)
    if not text:
        return None
    zone = zone_of(fields.get("timezone"))
    moment = None if iso_only else parse_wall(text, zone)
    if moment is None:
        moment = parse_iso(text) if "T" in text else None
    if moment is None and not iso_only:
        raise unreadable(f"trigger.{name}", f"{text[:80]!r} is no date")
    return None if moment is None else wall_text(moment, zone)


def whole(draft: Draft, ids: Ids, owner: str, release: Release) -> dict[str, Any]:
    """Return the whole descriptor of a valid draft, in the order of the manual's sample, less secrets."""
    return {
        "id": ids.job,
        "version": ids.version,
        "username": owner,
        "label": draft.get("label"),
        "description": draft.get("description"),
        "creationDate": draft.get("creationDate"),
        **({"exportType": draft.get("exportType")} if release.data_formats else {}),
        "outputFormats": {
            "outputFormat": list(dict.fromkeys((draft.get("outputFormats") or {}).get("outputFormat", ())))
        },
        "trigger": _trigger(draft["trigger"], ids),
        "source": _source(draft["source"], release),
        "alert": _alert(draft.get("alert")),
        "baseOutputFilename": draft.get("baseOutputFilename"),
        "outputLocale": draft.get("outputLocale"),
        "mailNotification": _mail(draft.get("mailNotification"), ids),
        "outputTimeZone": draft.get("outputTimeZone"),
        "repositoryDestination": _destination(draft["repositoryDestination"], ids, release),
    }


def _trigger(trigger: Draft, ids: Ids) -> dict[str, Any]:
    kind, fields = trigger_of(trigger)
    given = fields or {}
    members = SIMPLE if kind == "simpleTrigger" else CALENDAR
    found = {name: given.get(name) for name in members}
    found.update(
        id=ids.trigger,
        version=ids.trigger_version,
        timezone=given.get("timezone") or SERVER_ZONE,
        startType=given.get("startType") or 2,
        misfireInstruction=given.get("misfireInstruction") or 0,
    )
    for name, item in (("weekDays", "day"), ("months", "month")):
        if given.get(name):
            # The wrapper sorts texts: 1, 10, 11, 12, 2.
            found[name] = {item: sorted(set(given[name][item]))}
    return {kind: found}


def _source(source: Draft, release: Release) -> dict[str, Any]:
    uri = str(source.get("reportUnitURI") or "")
    found = {"reportUnitURI": uri, "parameters": _parameters(uri, source.get("parameters"))}
    if release.format_png:
        found.update({name: source.get(name) for name in ("referenceWidth", "referenceHeight")})
    return found


def _parameters(uri: str, parameters: Draft | None) -> dict[str, Any] | None:
    """Return the parameters that are input controls of the report; each control has a value."""
    controls = REPORTS[uri].controls if uri in REPORTS else ()
    if parameters is None and not controls:
        return None
    given = (parameters or {}).get("parameterValues") or {}
    return {"parameterValues": {name: given.get(name) or [EMPTY_CONTROL] for name in controls}}


def _alert(alert: Draft | None) -> dict[str, Any] | None:
    if alert is None:
        return None
    found = _with_defaults(alert, ALERT, _ALERT_DEFAULTS)
    # The stored row's id and version are never copied out.
    found.update(id=0, version=-1, toAddresses=alert.get("toAddresses") or _NO_ADDRESSES)
    return found


def _mail(mail: Draft | None, ids: Ids) -> dict[str, Any] | None:
    if mail is None:
        return None
    found = _with_defaults(mail, MAIL, _MAIL_DEFAULTS)
    found.update(id=ids.mail, version=0)
    return found


def _with_defaults(given: Draft, members: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: given.get(name) for name in members}
    found.update({name: value for name, value in defaults.items() if found[name] is None})
    return found


def _destination(destination: Draft, ids: Ids, release: Release) -> dict[str, Any]:
    def flag(name: str, *, default: bool) -> bool:
        value = destination.get(name)
        return default if value is None else bool(value)

    return {
        "id": ids.destination,
        "version": -1,
        "folderURI": destination.get("folderURI"),
        "sequentialFilenames": flag("sequentialFilenames", default=False),
        "overwriteFiles": flag("overwriteFiles", default=release.overwrite_default),
        "outputDescription": destination.get("outputDescription"),
        "timestampPattern": destination.get("timestampPattern"),
        "saveToRepository": flag("saveToRepository", default=True),
        "defaultReportOutputFolderURI": destination.get("defaultReportOutputFolderURI"),
        "usingDefaultReportOutputFolderURI": flag("usingDefaultReportOutputFolderURI", default=False),
        "outputLocalFolder": destination.get("outputLocalFolder"),
        "outputFTPInfo": _ftp(destination.get("outputFTPInfo") or {}, release),
    }


def _ftp(ftp: Draft, release: Release) -> dict[str, Any]:
    """Return the FTP block; a port that is not given is that of the connection's type."""
    kind = ftp.get("type") or release.ftp_type
    implicit = ftp.get("implicit")
    port = ftp.get("port")
    found = {
        "userName": ftp.get("userName") or "anonymous",
        "password": None,
        "folderPath": ftp.get("folderPath"),
        "serverName": ftp.get("serverName"),
        "type": kind,
        "protocol": ftp.get("protocol"),
        "port": _PORTS[kind] if port is None else port,
        "implicit": True if implicit is None else implicit,
        "pbsz": ftp.get("pbsz") or 0,
        "prot": ftp.get("prot"),
    }
    if release.sftp:
        found.update(sshKey=ftp.get("sshKey"), sshPassphrase=None)
    return found


def secrets_of(draft: Draft) -> Secrets:
    """Return what of a draft answers leave out."""
    ftp = (draft.get("repositoryDestination") or {}).get("outputFTPInfo") or {}
    return Secrets(ftp.get("password"), ftp.get("sshPassphrase"))
