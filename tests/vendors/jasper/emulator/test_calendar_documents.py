from __future__ import annotations

from typing import Any

import pytest

from tests.vendors.jasper.emulator.desk import JSON, Desk, ok, refused

DAILY = {
    "calendarType": "daily",
    "rangeStartingCalendar": "2026-01-05T10:00:00+02:00",
    "rangeEndingCalendar": "2026-01-05T18:00:00+02:00",
}
NESTED = {"calendarType": "base", "baseCalendar": {"calendarType": "weekly", "excludeDaysFlags": [False] * 7}}


def put(desk: Desk, document: Any) -> Any:
    """Keep a calendar; return the answer."""
    return ok(desk.ask("PUT", "/calendars/c?replace=true", document))


@pytest.mark.parametrize(
    ("document", "code", "parameters"),
    [
        ({}, "mandatory.parameter.error", ["calendarType"]),
        ({"calendarType": "annual"}, "mandatory.parameter.error", ["excludeDays"]),
        ({"calendarType": "holiday"}, "mandatory.parameter.error", ["excludeDays"]),
        ({"calendarType": "cron"}, "mandatory.parameter.error", ["cronExpression"]),
        (
            {"calendarType": "cron", "cronExpression": "x"},
            "illegal.parameter.value.error",
            ["cronExpression", "x"],
        ),
        ({"calendarType": "daily"}, "mandatory.parameter.error", ["rangeStartingCalendar"]),
        ({**DAILY, "rangeEndingCalendar": None}, "mandatory.parameter.error", ["rangeEndingCalendar"]),
        ({"calendarType": "weekly"}, "mandatory.parameter.error", ["excludeDaysFlags"]),
        (
            {"calendarType": "weekly", "excludeDaysFlags": [True] * 6},
            "illegal.parameter.value.error",
            ["excludeDaysFlags", "6"],
        ),
        (
            {"calendarType": "monthly", "excludeDaysFlags": [True] * 30},
            "illegal.parameter.value.error",
            ["excludeDaysFlags", "30"],
        ),
        (
            {"calendarType": "base", "baseCalendar": {"calendarType": "cron"}},
            "mandatory.parameter.error",
            ["cronExpression"],
        ),
    ],
)
def test_each_type_has_what_it_needs(desk: Desk, document: Any, code: str, parameters: list[str]) -> None:
    """A base calendar too; the refusal names the member."""
    answer = desk.ask("PUT", "/calendars/c", document)
    assert refused(answer) == (400, code)
    first, *rest = parameters
    expected = [f"reportJobCalendar.{first}", *rest]
    assert str(expected).replace("'", '"').replace(", ", ",").encode() in answer.body


def test_a_range_does_not_end_before_it_begins(desk: Desk) -> None:
    """The refusal names both ends."""
    answer = desk.ask("PUT", "/calendars/c", {**DAILY, "rangeEndingCalendar": "2026-01-05T08:00:00+02:00"})
    assert refused(answer) == (400, "illegal.parameter.value.error")


@pytest.mark.parametrize("value", ["x", [], {"excludeDay": ["2026-13-01"]}])
def test_what_cannot_be_read_is_refused(desk: Desk, value: Any) -> None:
    """A date that is none included."""
    answer = desk.ask("PUT", "/calendars/c", {"calendarType": "holiday", "excludeDays": value})
    assert answer.status == (200 if value == [] else 400)


def test_lists_are_shown_flat_or_wrapped() -> None:
    """Documents show the one, the code the other; both are read."""
    flat, wrapped = ["2026-01-06"], {"excludeDay": ["2026-01-06"]}
    for desk, expected in ((Desk(), flat), (Desk.playing("D39"), wrapped)):
        for given in (flat, wrapped):
            assert put(desk, {"calendarType": "holiday", "excludeDays": given})["excludeDays"] == expected


def test_times_of_a_day_are_shown_in_gmt() -> None:
    """In JSON as milliseconds, in XML as text; before 6.2.1 as they came."""
    desk = Desk()
    shown = put(desk, DAILY)
    assert shown["rangeStartingCalendar"] == 1767600000000
    assert put(desk, shown) == shown
    xml = desk.ask("GET", "/calendars/c", Accept="application/xml").body
    assert b"<rangeStartingCalendar>2026-01-05T08:00:00.000+00:00</rangeStartingCalendar>" in xml
    assert put(Desk.playing("D13"), DAILY) == DAILY


def test_a_base_calendar_is_shown_as_one(desk: Desk) -> None:
    """Within its calendar."""
    assert put(desk, NESTED) == NESTED


def test_members_could_be_missing_before_6_4() -> None:
    """Days and expressions."""
    desk = Desk.playing("D27")
    for kind in ("annual", "holiday", "cron"):
        assert put(desk, {"calendarType": kind}) == {"calendarType": kind}
    assert desk.ask("GET", "/calendars/c", Accept=JSON).status == 200
