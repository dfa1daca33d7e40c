"""Requests as nobody sensible sends them, near enough to sensible ones to get deep into the server."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from hypothesis import strategies as st

from tests.vendors.jasper.emulator.desk import calendar, draft, simple

METHODS = st.sampled_from(["GET", "PUT", "POST", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "get", "é"])
_NUMBERS = ["5484", "5487", "0", "1", "99999999999999999999", "٣", "007", "-1"]
_PARTS = st.sampled_from(
    [
        *_NUMBERS,
        "jobs",
        "state",
        "pause",
        "resume",
        "restart",
        "calendars",
        "weekends",
        "%2F",
        "%zz",
        "%ff",
        "é",
        "\U0001f600",
        ";jsessionid=1",
        ".",
        "..",
        "",
        "x" * 60,
    ]
)
_RESOURCES = st.sampled_from(
    [
        *["/jobs", "/jobs/", "/jobs/pause", "/jobs/resume", "/jobs/restart", "/jobs/calendars"],
        *["/jobs/calendars/weekends", "/jobs/calendars/%00", "/jobs/5484", "/jobs/5484/state", "/jobs/5487"],
        *["/login", "/serverInfo", "/serverInfo/version", "/jobsAudit/jobsHistoricalData/5484"],
    ]
)
PATHS = _RESOURCES | st.lists(_PARTS, max_size=5).map(lambda parts: "".join(f"/{part}" for part in parts))
_WORDS = st.sampled_from(
    [
        *["true", "false", "TRUE", "-1", "0", "1", "2147483648", "1e9", "NaN", "null", "[]", "{}", "%00", ""],
        *["SORTBY_JOBID", "SORTBY_NEXTRUN", "SORTBY_RESOURCELABEL", "NORMAL", "UNKNOWN", "5484", "daily"],
        *['{"outputFormat":"PDF"}', '{"label":null}', '{"triggerModel":{"simpleTriggerModel":{}}}', '{"a":'],
        *[
            "2026-01-05T08:00:00.000+0000",
            "2026-01-05",
            "9999-12-31T23:59:59.999-2359",
            "joeuser|organization_1",
        ],
    ]
)
_PAIRS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *["id", "label", "owner", "reportUnitURI", "example", "limit", "offset", "sortType"],
                *["isAscending", "numberOfRows", "startIndex", "jobID", "state", "previousFireTimeFrom"],
                *["nextFireTimeTo", "replaceTriggerIgnoreType", "replace", "updateTriggers", "calendarType"],
                *["j_username", "resourceLabel", "x"],
            ]
        ),
        _WORDS | st.text(max_size=12),
    ),
    max_size=4,
)
QUERIES = _PAIRS.map(lambda pairs: "&".join(f"{name}={quote(value)}" for name, value in pairs))
TYPES = st.sampled_from(
    [
        "application/json",
        "application/xml",
        "application/job+json",
        "application/job+xml; charset=UTF-8",
        "*/*",
        "a",
    ]
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "Content-Type": TYPES,
        "Accept": TYPES
        | st.sampled_from(["", "text/html, application/json;q=0.x", "*", ",,;q=", "a/b;q=nan"]),
        "X-HTTP-Method-Override": METHODS,
        "Accept-Language": st.text(max_size=8),
        "Cookie": st.text(max_size=20),
    },
)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(
        [
            *[None, True, False, 0, 1, 2, -1, 2**31, 2**63, -(2**63) - 1, 1.5, 1e300],
            *["", " ", "a", "0/15", "0-59", "5,1-3", "*", "32", "UTC", "America/New_York", "../etc/passwd"],
            *[
                "2026-01-05 08:00",
                "2026-03-08 02:30",
                "0001-01-01 00:00",
                "9999-12-31 23:59",
                "2026-01-05T08:00:00Z",
            ],
            *[
                "\x00",
                "${x}",
                "~NULL~",
                "MINUTE",
                "WEEK",
                "MONTH",
                "PDF",
                "sftp",
                "/temp",
                "weekends",
                "x" * 300,
            ],
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["address", "day", "month", "outputFormat", "parameterValues", "item", "type", "a"]
            ),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
_PLACES = st.sampled_from(
    [
        *["label", "version", "creationDate", "outputFormats", "outputLocale", "trigger", "source", "alert"],
        *[
            "mailNotification",
            "repositoryDestination",
            "baseOutputFilename",
            "trigger.simpleTrigger.startDate",
        ],
        *[
            "trigger.simpleTrigger.endDate",
            "trigger.simpleTrigger.timezone",
            "trigger.simpleTrigger.startType",
        ],
        *["trigger.simpleTrigger.occurrenceCount", "trigger.simpleTrigger.recurrenceInterval"],
        *["trigger.simpleTrigger.calendarName", "trigger.calendarTrigger", "trigger.calendarTrigger.minutes"],
        *[
            "trigger.calendarTrigger.hours",
            "trigger.calendarTrigger.daysType",
            "trigger.calendarTrigger.monthDays",
        ],
        *["trigger.calendarTrigger.months", "trigger.calendarTrigger.weekDays", "source.parameters"],
        *["source.reportUnitURI", "source.parameters.parameterValues", "repositoryDestination.outputFTPInfo"],
        *["repositoryDestination.folderURI", "mailNotification.toAddresses", "alert.toAddresses"],
    ]
)


def _changed(document: dict[str, Any], changes: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a document with other values at some places."""
    for place, value in changes:
        at: Any = document
        *way, last = place.split(".")
        for name in way:
            if not isinstance(at.get(name), dict):
                at[name] = {}
            at = at[name]
        at[last] = value
    return document


def _model(document: dict[str, Any]) -> dict[str, Any]:
    """Return a descriptor as a job model."""
    nested = ("source", "trigger", "alert", "mailNotification", "repositoryDestination")
    found = {f"{name}Model" if name in nested else name: value for name, value in document.items()}
    trigger = found.get("triggerModel")
    if isinstance(trigger, dict):
        found["triggerModel"] = {f"{name}Model": value for name, value in trigger.items()}
    return {**found, "isDescriptionModified": True}


_CHANGES = st.lists(st.tuples(_PLACES, _VALUES), max_size=4)
_DRAFTS = st.builds(
    lambda trigger, changes: _changed(draft(trigger=trigger()), changes),
    st.sampled_from([simple, calendar]),
    _CHANGES,
)
_CALENDARS = st.fixed_dictionaries(
    {"calendarType": st.sampled_from(["annual", "base", "cron", "daily", "holiday", "monthly", "weekly"])},
    optional={
        "timeZone": _VALUES,
        "excludeDays": _VALUES | st.just(["2026-01-06"]),
        "cronExpression": st.sampled_from(
            ["* * * * * ?", "0 0 0 L * ?", "* * * ? * 2#5", "0 0", "* * * * * *"]
        ),
        "rangeStartingCalendar": st.sampled_from(["2026-01-05T08:00:00Z", 0, -(10**15), 10**18, "x"]),
        "rangeEndingCalendar": st.sampled_from(["2026-01-05T18:00:00Z", 10**12, ""]),
        "invertTimeRange": _VALUES,
        "excludeDaysFlags": st.just([True] * 31) | _VALUES,
        "baseCalendar": _VALUES,
    },
)
_DOCUMENTS = _DRAFTS | _DRAFTS.map(_model) | _CALENDARS | _VALUES | st.just({"jobId": [5484, 1, -5, "7"]})
_XML = st.sampled_from(
    [
        b"<job/>",
        b"<clientJob><label>a</label><simpleTrigger><startType>1</startType></simpleTrigger></clientJob>",
        b"<jobIdList><jobId>5484</jobId><jobId>x</jobId></jobIdList>",
        b"<jobIdList/>",
        b"<jobModel><simpleTriggerModel><startType>1</startType></simpleTriggerModel></jobModel>",
        b"<reportJobCalendar><calendarType>annual</calendarType><excludeDays/></reportJobCalendar>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><job><label>&b;</label></job>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><job/>',
        b"<?xml version='1.0' encoding='utf-7'?><job/>",
        b"<?xml version='1.0' encoding='UTF-16'?><job/>",
        b"<job>" * 200,
        b"<x:job/>",
        b"<job>\x00</job>",
    ]
)
BODIES = (
    _DOCUMENTS.map(lambda document: json.dumps(document).encode())
    | _XML
    | st.sampled_from([b"", b"[" * 3000, b"\xff\xfe", b"1e999", b'{"a":1,"a":2}', b"null", b'"\\ud800"'])
    | st.binary(max_size=40)
)
