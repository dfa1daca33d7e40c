from __future__ import annotations

from typing import Any

import pytest

from harness.vendors.jasper.emulator.validation import saves, starts_now, trigger_of
from tests.vendors.jasper.emulator.desk import Desk, at_once, calendar, draft, simple

EMPTY, LENGTH, WRONG, PATTERN = "error.not.empty", "error.length", "error.invalid", "error.pattern"
FOLDER = "contentRepositoryDestination.folderURI"
WEEKLY = {"daysType": "WEEK", "weekDays": {"day": ["2"]}}


def stored(**fields: Any) -> dict[str, Any]:
    """Return a destination, with other fields."""
    return {"repositoryDestination": {"folderURI": "/temp", "overwriteFiles": True, **fields}}


def mail(**fields: Any) -> dict[str, Any]:
    """Return a mail notification."""
    return {"mailNotification": {"subject": "s", **fields}}


@pytest.mark.parametrize(
    ("fields", "problems"),
    [
        ({"label": ""}, [(EMPTY, "label")]),
        ({"label": "x" * 101}, [(LENGTH, "label")]),
        ({"description": "x" * 2001}, [(LENGTH, "description")]),
        ({"source": None}, [("error.report.job.no.source", "source")]),
        ({"source": {}}, [(EMPTY, "source.reportUnitURI")]),
        ({"source": {"reportUnitURI": "x" * 201}}, [(LENGTH, "source.reportUnitURI")]),
        ({"baseOutputFilename": None}, [(EMPTY, "baseOutputFilename")]),
        ({"baseOutputFilename": "x" * 101}, [(LENGTH, "baseOutputFilename")]),
        ({"baseOutputFilename": "a/b"}, [("error.invalid.chars", "baseOutputFilename")]),
        ({"baseOutputFilename": "${x}"}, [("error.invalid.chars", "baseOutputFilename")]),
        ({"outputFormats": None}, [("error.report.job.no.output.formats", "outputFormats")]),
        ({"outputFormats": {}}, [("error.report.job.no.output.formats", "outputFormats")]),
        (
            {"repositoryDestination": None},
            [("error.report.job.no.repository.output", "contentRepositoryDestination")],
        ),
        (stored(folderURI=None), [(EMPTY, FOLDER)]),
        (stored(folderURI="/" + "x" * 200), [(LENGTH, FOLDER)]),
        (stored(folderURI="/no"), [("error.report.job.output.folder.inexistent", FOLDER)]),
        (stored(folderURI="/public/readonly"), [("error.report.job.output.folder.notwriteable", FOLDER)]),
        (stored(folderURI="/no", saveToRepository=False), []),
        (stored(folderURI=None, usingDefaultReportOutputFolderURI=True), []),
        (stored(outputDescription="x" * 251), [(LENGTH, "contentRepositoryDestination.outputDescription")]),
        (stored(timestampPattern="a/b"), [(PATTERN, "contentRepositoryDestination.timestampPattern")]),
        (stored(timestampPattern="yyyyMMdd.HH_mm-ss"), []),
        (
            stored(outputLocalFolder="/var/out"),
            [("error.report.job.output.local.folder", "contentRepositoryDestination.outputLocalFolder")],
        ),
        (mail(subject=None, messageText="a"), [(EMPTY, "mailNotification.subject")]),
        (mail(subject="x" * 101), [(LENGTH, "mailNotification.subject")]),
        (mail(messageText="x" * 2001), [(LENGTH, "mailNotification.messageText")]),
        (
            mail(toAddresses={"address": ["a@b.c", "x", "${y}"]}),
            [(WRONG, "mailNotification.toAddresses")] * 2,
        ),
        ({"mailNotification": {"toAddresses": {"address": []}, "subject": ""}}, []),
    ],
)
def test_what_is_wrong_with_a_job_is_told(
    desk: Desk, fields: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    """Code and field of each problem, which names the internal destination."""
    assert desk.problems(draft(**fields)) == problems


@pytest.mark.parametrize(
    ("trigger", "problems"),
    [
        (None, [("error.report.job.no.trigger", "trigger")]),
        ({}, [("error.report.job.no.trigger", "trigger")]),
        (simple(startType=3), [("error.invalid.report.job.trigger.startType", "trigger.startType")]),
        (simple(startType=None), []),
        (simple(startDate=None), [(EMPTY, "trigger.startDate")]),
        (simple(startDate="2026-01-05 07:59"), [("error.before.current.date", "trigger.startDate")]),
        (simple(startDate="2026-01-05 08:00"), []),
        (simple(startDate="2026-01-05 09:59", timezone="Europe/Helsinki"),
         [("error.before.current.date", "trigger.startDate")]),
        (simple(startType=1), [("error.invalid.value.for.start_type_now", "trigger.startDate")]),
        (at_once(endDate="2026-01-05 07:00"), [("error.before.current.date", "trigger.endDate")]),
        (simple(endDate="2098-01-01 00:00"), [("error.before.start.date", "trigger.endDate")]),
        (simple(occurrenceCount=None), [(WRONG, "trigger.occurrenceCount")]),
        (simple(occurrenceCount=-2), [(WRONG, "trigger.occurrenceCount")]),
        (simple(occurrenceCount=2),
         [(EMPTY, "trigger.recurrenceInterval"), (EMPTY, "trigger.recurrenceIntervalUnit")]),
        (at_once(-1, 0), [("error.positive", "trigger.recurrenceInterval")]),
        (calendar(minutes=None), [(EMPTY, "trigger.minutes")]),
        (calendar(minutes="60"), [(PATTERN, "trigger.minutes")]),
        (calendar(minutes=",".join(["1"] * 120)), [(LENGTH, "trigger.minutes")]),
        (calendar(hours="24"), [(PATTERN, "trigger.hours")]),
        (calendar(daysType=None), [(EMPTY, "trigger.daysType")]),
        (calendar(daysType="WEEK"), [(EMPTY, "trigger.weekDays")]),
        (calendar(**WEEKLY), []),
        (calendar(daysType="MONTH"), [(EMPTY, "trigger.monthDays")]),
        (calendar(daysType="MONTH", monthDays="32"), [(PATTERN, "trigger.monthDays")]),
        (calendar(months={"month": []}), [(EMPTY, "trigger.months")]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_trigger_is_told(
    desk: Desk, trigger: dict[str, Any] | None, problems: list[tuple[str, str]]
) -> None:
    """The present minute is not past, and times are of the trigger's zone."""
    assert desk.problems(draft(trigger=trigger)) == problems


def test_problems_are_told_together_and_in_order(desk: Desk) -> None:
    """Fields of the job, source, trigger, output, mail."""
    found = desk.problems({"mailNotification": {"messageText": "a"}})
    assert [field for _, field in found] == [
        "label", "source", "trigger", "baseOutputFilename", "outputFormats", "contentRepositoryDestination",
        "mailNotification.subject",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("drift", "fields", "problems"),
    [
        ("D21", {"trigger": simple(startType=3)}, []),
        ("D55", stored(folderURI="/" + "x" * 249), [("error.report.job.output.folder.inexistent", FOLDER)]),
        ("D57", {"baseOutputFilename": "a${x}"}, []),
        ("D57", stored(folderURI="/${x}"), []),
        ("D57", mail(toAddresses={"address": ["${x}"]}), []),
        ("D75", {"source": {"reportUnitURI": "/no"}},
         [("error.report.job.report.inexistent", "source.reportUnitURI")]),
    ],
)  # fmt: skip
def test_releases_have_rules_of_their_own(
    drift: str, fields: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    """Start types, lengths, templates and missing reports."""
    assert Desk.playing(drift).problems(draft(**fields)) == problems


def test_a_missing_kind_of_days_was_a_crash() -> None:
    """Up to 6.4."""
    answer = Desk.playing("D56").ask("PUT", "", draft(trigger=calendar(daysType=None)))
    assert (answer.status, b"NullPointerException" in answer.body) == (500, True)


def test_a_missing_report_is_not_found(desk: Desk) -> None:
    """By the manual, once nothing else is wrong."""
    answer = desk.ask("PUT", "", draft(source={"reportUnitURI": "/no"}))
    assert (answer.status, b'"parameters":["/no"]' in answer.body) == (404, True)


def test_of_two_triggers_the_simple_one_counts() -> None:
    """And of none there is none."""
    assert trigger_of({**calendar(), **simple()})[0] == "simpleTrigger"
    assert trigger_of({}) == trigger_of(None) == ("", None)


def test_the_small_questions() -> None:
    """Start type 1 is now; output is saved unless that is turned off or goes elsewhere."""
    assert (starts_now({"startType": 1}), starts_now({})) == (True, False)
    assert (saves({}), saves({"saveToRepository": False})) == (True, False)
