"""Job descriptors, models and lists for generated requests: as people write them, and just not quite right.

A schema can say what a member may hold, not which members make a schedule that the server takes; what is
drawn from the schema alone is nearly all turned away. Addresses are of names that nobody has (RFC 2606).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from hypothesis import strategies as st

from harness.vendor import Generation
from harness.vendors.jasper import markup

_JSON, _XML = "application/json", "application/xml"
_JOB_JSON, _JOB_XML = "application/job+json", "application/job+xml"
_SINGLE = ("scheduleJob", "editJob")

_REPORTS = (
    "/reports/samples/AllAccounts",
    "/reports/samples/SlowReport",
    "/reports/samples/FailingReport",
    "/reports/AllAccounts",
    "/reports/options/AllAccounts_Q1",
    "/adhoc/topics/Cascading_multi_select_topic",
)
_FOLDERS = ("/temp", "/reports/samples", "/reports")
_ZONES = ("UTC", "America/Los_Angeles", "Europe/Helsinki")
_FORMATS = ("PDF", "XLS", "XLSX", "CSV", "HTML", "DOCX", "PPTX", "JSON", "RTF")
_LABELS = ("Sample Job Name", "Nightly", "sample", "Ärger & <Freude>")
_FUTURE = ("2099-10-26 10:00", "2098-01-01 00:00")
_COUNTS = (1, 1, 2, 5, -1)
_UNITS = ("MINUTE", "HOUR", "DAY", "WEEK")
_MINUTES = ("0", "0,15,30,45", "0/5", "*", "10-20")
_HOURS = ("3", "0-6,20-23", "*", "8/2")
_ADDRESSES = ("reader@example.com", "operator@example.org")
_KEYS = ("Country_multi_select", "Cascading_state_multi_select", "Unknown_control")
_VALUES = ("Mexico", "DF", "Jalisco", "", "ü")
_FTP_KINDS = ("ftp", "ftps", "sftp")
_SPOILS: Sequence[tuple[str, Any]] = (
    *((name, None) for name in ("label", "source", "trigger", "baseOutputFilename", "outputFormats")),
    ("repositoryDestination", None),
    ("label", ""),
    ("label", "l" * 101),
    ("description", "d" * 2001),
    ("baseOutputFilename", "with blank"),
    ("baseOutputFilename", "${date}"),
    ("baseOutputFilename", "x" * 101),
    ("source", {"reportUnitURI": "/reports/nobody/has/this"}),
    ("source", {"reportUnitURI": "/" + "u" * 200}),
    ("outputFormats", {"outputFormat": []}),
    ("outputFormats", {"outputFormat": ["PAPYRUS"]}),
    ("repositoryDestination", {"folderURI": "/public/readonly"}),
    ("repositoryDestination", {"folderURI": "/nowhere"}),
    ("repositoryDestination", {"folderURI": "/" + "f" * 220}),
    ("repositoryDestination", {"folderURI": "/temp", "timestampPattern": "yyyy/MM"}),
    ("mailNotification", {"toAddresses": {"address": ["no address"]}, "subject": "The report"}),
    ("mailNotification", {"toAddresses": {"address": ["reader@example.com"]}}),
    *(
        ("trigger", {"simpleTrigger": trigger})
        for trigger in (
            {"startType": 3, "occurrenceCount": 1},
            {"startType": 2, "occurrenceCount": 1},
            {"startType": 2, "startDate": "2013-10-26 10:00", "occurrenceCount": 1},
            {"startType": 2, "startDate": "soon", "occurrenceCount": 1},
            {"startType": 1, "startDate": "2099-10-26 10:00", "occurrenceCount": 1},
            {"startType": 1, "occurrenceCount": 0},
            {"startType": 1, "occurrenceCount": 3},
            {"startType": 1, "endDate": "2013-10-26 10:00", "occurrenceCount": 1},
        )
    ),
    *(
        ("trigger", {"calendarTrigger": trigger})
        for trigger in (
            {"startType": 1, "minutes": "61x", "hours": "3", "daysType": "ALL", "months": {"month": ["1"]}},
            {"startType": 1, "minutes": "0", "hours": "3", "months": {"month": ["1"]}},
            {"startType": 1, "minutes": "0", "hours": "3", "daysType": "WEEK", "months": {"month": ["1"]}},
        )
    ),
)
"""What makes a descriptor faulty, each in one way: a member and its value, None for its absence."""

_short_texts = st.sampled_from(("", "Accounts Sample Job", "line\nbreak", "d" * 40))


def _some(**members: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Draw an object with some of the members."""
    return st.fixed_dictionaries({}, optional=members)


_starts = st.one_of(
    st.just({"startType": 1}),
    st.sampled_from(_FUTURE).map(lambda date: {"startType": 2, "startDate": date}),
)
_misfires = st.sampled_from((0, -1, -999, 1, 5))


@st.composite
def _simple_triggers(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.sampled_from(_COUNTS))
    trigger = {"timezone": draw(st.sampled_from(_ZONES)), **draw(_starts), "occurrenceCount": count}
    if count != 1:
        trigger |= {
            "recurrenceInterval": draw(st.sampled_from((1, 2, 30))),
            "recurrenceIntervalUnit": draw(st.sampled_from(_UNITS)),
        }
    return {"simpleTrigger": {**trigger, **draw(_some(misfireInstruction=_misfires))}}


_numbers = st.lists(st.integers(1, 7).map(str), min_size=1, max_size=3, unique=True)


@st.composite
def _calendar_triggers(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(("ALL", "WEEK", "MONTH")))
    trigger: dict[str, Any] = {
        "timezone": draw(st.sampled_from(_ZONES)),
        **draw(_starts),
        "minutes": draw(st.sampled_from(_MINUTES)),
        "hours": draw(st.sampled_from(_HOURS)),
        "months": {"month": draw(_numbers)},
        "daysType": kind,
    }
    if kind == "WEEK":
        trigger["weekDays"] = {"day": draw(_numbers)}
    if kind == "MONTH":
        trigger["monthDays"] = draw(st.sampled_from(("1", "1-5,20", "*")))
    return {"calendarTrigger": trigger}


_triggers = st.one_of(_simple_triggers(), _simple_triggers(), _calendar_triggers())
_parameters = st.dictionaries(
    st.sampled_from(_KEYS), st.lists(st.sampled_from(_VALUES), max_size=3), max_size=2
).map(lambda values: {"parameterValues": values})
_addresses = st.lists(st.sampled_from(_ADDRESSES), max_size=2).map(lambda listed: {"address": listed})
_ftp = _some(
    type=st.sampled_from(_FTP_KINDS),
    serverName=st.sampled_from(("ftp.example.com", "files.example.org")),
    userName=st.just("ftpUser"),
    password=st.just("ftpPassword"),
    port=st.sampled_from((21, 22, 990, 2121)),
    folderPath=st.just("/Shared/Users/ftpUser"),
    implicit=st.booleans(),
)
_destinations = st.tuples(
    st.sampled_from(_FOLDERS).map(lambda folder: {"folderURI": folder}),
    _some(
        overwriteFiles=st.booleans(),
        sequentialFilenames=st.booleans(),
        saveToRepository=st.booleans(),
        outputDescription=_short_texts,
        timestampPattern=st.just("yyyyMMddHHmm"),
        outputFTPInfo=_ftp,
    ),
).map(lambda parts: {**parts[0], **parts[1]})
_mail = _some(
    toAddresses=_addresses,
    messageText=_short_texts,
    resultSendType=st.sampled_from(("SEND", "SEND_ATTACHMENT")),
).map(lambda mail: {"subject": "The report", **mail})
_alerts = _some(
    recipient=st.sampled_from(("NONE", "OWNER", "OWNER_AND_ADMIN")),
    toAddresses=_addresses,
    jobState=st.sampled_from(("NONE", "ALL", "FAIL_ONLY", "SUCCESS_ONLY")),
    subject=_short_texts,
)
_extras = _some(
    description=_short_texts,
    outputLocale=st.sampled_from(("en", "de_DE")),
    outputTimeZone=st.sampled_from(("UTC", "Europe/Helsinki")),
    mailNotification=_mail,
    alert=_alerts,
)


@st.composite
def descriptors(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a job descriptor; one in three has a fault."""
    source: dict[str, Any] = {"reportUnitURI": draw(st.sampled_from(_REPORTS))}
    if draw(st.booleans()):
        source["parameters"] = draw(_parameters)
    formats = draw(st.lists(st.sampled_from(_FORMATS), min_size=1, max_size=3, unique=True))
    descriptor = {
        "label": draw(st.sampled_from(_LABELS)),
        "source": source,
        "trigger": draw(_triggers),
        # Of one length, since names of which one is part of another are taken for the same.
        "baseOutputFilename": f"report-{draw(st.integers(10_000, 99_999))}",
        "outputFormats": {"outputFormat": formats},
        "repositoryDestination": draw(_destinations),
        **draw(_extras),
    }
    if draw(st.integers(1, 3)) == 3:
        name, value = draw(st.sampled_from(_SPOILS))
        descriptor[name] = value
        if value is None:
            del descriptor[name]
    return descriptor


_trigger_models = st.one_of(
    _some(timezone=st.sampled_from(("UTC", "Europe/Helsinki")), occurrenceCount=st.sampled_from((1, 3))).map(
        lambda model: {"simpleTriggerModel": model}
    ),
    st.just({"calendarTriggerModel": {"minutes": "30"}}),
)
models = _some(
    label=st.sampled_from(("Modified label", "Nightly")),
    description=_short_texts,
    isDescriptionModified=st.just(value=True),
    baseOutputFilename=st.sampled_from(("NewOutputName", "r2")),
    outputFormats=st.just({"outputFormat": ["PDF"]}),
    triggerModel=_trigger_models,
    alertModel=_some(jobState=st.just("ALL"), subject=st.just("The job")),
    repositoryDestinationModel=_some(folderURI=st.just("/temp"), overwriteFiles=st.just(value=True)),
)
"""Job models: any part of a descriptor."""


def bodies(generation: Generation) -> Mapping[tuple[str, str], st.SearchStrategy[bytes]]:
    """Return the body strategies; with ``only_work`` a schedule is one of the work items."""
    drawn: dict[tuple[str, str], st.SearchStrategy[bytes]] = {
        ("updateJobs", _JSON): models.map(orjson.dumps),
        ("updateJobs", _XML): models.map(lambda model: markup.written(model, "jobModel")),
    }
    for operation in _SINGLE:
        drawn[operation, _JOB_JSON] = descriptors().map(orjson.dumps)
        drawn[operation, _JOB_XML] = descriptors().map(_as_xml)
    if generation.only_work:
        drawn |= _work(generation)
    return drawn


def _work(generation: Generation) -> Mapping[tuple[str, str], st.SearchStrategy[bytes]]:
    """Return strategies that keep to the work items; in an edit the label must be in the file's name too."""
    items: Sequence[Mapping[str, Any]] = [item.fields["job"] for item in generation.work]
    one = st.sampled_from(items) if items else st.nothing()
    return {
        (operation, media_type): one.map(write)
        for operation in _SINGLE
        for media_type, write in ((_JOB_JSON, orjson.dumps), (_JOB_XML, _as_xml))
    }


def _as_xml(descriptor: Mapping[str, Any]) -> bytes:
    return markup.written(descriptor, "clientJob")
