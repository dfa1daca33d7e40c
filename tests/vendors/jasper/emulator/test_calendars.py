from __future__ import annotations

import pytest

from tests.vendors.jasper.emulator.desk import JSON, XML, Desk, calendar, ok, refused

MONDAYS = {"calendarType": "weekly", "excludeDaysFlags": [False, True, False, False, False, False, False]}
TUESDAYS = {"calendarType": "weekly", "excludeDaysFlags": [False, False, True, False, False, False, False]}
PATH = "/calendars/bank%20holidays"


def test_a_calendar_is_kept_and_read(desk: Desk) -> None:
    """The answer to a create is what was sent, in either format."""
    assert ok(desk.ask("PUT", PATH, MONDAYS)) == MONDAYS
    assert desk.get(PATH) == MONDAYS
    body = desk.ask("GET", PATH, Accept=XML).body
    assert desk.ask("PUT", f"{PATH}?replace=true", body, Content_Type=XML, Accept=XML).body == body
    assert desk.get(PATH) == MONDAYS


def test_names_are_listed_by_type(desk: Desk) -> None:
    """None, or none of a type, is no content."""
    assert desk.ask("GET", "/calendars").status == 204
    desk.ask("PUT", PATH, MONDAYS)
    desk.ask("PUT", "/calendars/a", {"calendarType": "base"})
    assert desk.get("/calendars") == {"calendarName": ["a", "bank holidays"]}
    assert desk.get("/calendars?calendarType=weekly") == {"calendarName": ["bank holidays"]}
    for kind in ("daily", "nothing"):
        assert desk.ask("GET", f"/calendars?calendarType={kind}").status == 204
    assert (
        b"<calendarNameList><calendarName>a</calendarName>" in desk.ask("GET", "/calendars", Accept=XML).body
    )


def test_an_existing_one_is_replaced_when_that_is_asked_for(desk: Desk) -> None:
    """Else it is refused; replacing one that is not there makes it."""
    assert desk.ask("PUT", f"{PATH}?replace=true", MONDAYS).status == 200
    assert refused(desk.ask("PUT", PATH, TUESDAYS)) == (400, "resource.already.exists")
    assert desk.ask("PUT", f"{PATH}?replace=true", TUESDAYS).status == 200
    assert desk.get(PATH) == TUESDAYS


@pytest.mark.parametrize("query", ["replace=x", "updateTriggers=1"])
def test_a_wrong_flag_is_refused(desk: Desk, query: str) -> None:
    """It is true or false."""
    assert refused(desk.ask("PUT", f"{PATH}?{query}", MONDAYS)) == (400, "illegal.parameter.value.error")


def test_an_empty_body_is_told_so(desk: Desk) -> None:
    """The whole calendar is missing."""
    answer = desk.ask("PUT", PATH, b"", Content_Type=JSON)
    assert refused(answer) == (400, "mandatory.parameter.error")


def test_a_calendar_that_is_not_there_has_no_document() -> None:
    """Deleting it was a success before 6.1."""
    desk = Desk()
    for method in ("GET", "DELETE"):
        answer = desk.ask(method, PATH)
        assert (answer.status, answer.body) == (404, b"")
    assert Desk.playing("D07").ask("DELETE", PATH).body == b"bank holidays"


def test_a_calendar_that_triggers_use_stays(desk: Desk) -> None:
    """Until the last of them is gone."""
    desk.ask("PUT", PATH, MONDAYS)
    number = desk.job(trigger=calendar(calendarName="bank holidays"))
    assert refused(desk.ask("DELETE", PATH)) == (400, None)
    desk.ask("DELETE", f"/{number}")
    answer = desk.ask("DELETE", PATH)
    assert (answer.status, answer.headers.get("content-type"), answer.body) == (
        200,
        "text/plain",
        b"bank holidays",
    )


def test_nothing_fires_on_excluded_days(desk: Desk) -> None:
    """One that is not there excludes nothing."""
    desk.ask("PUT", PATH, TUESDAYS)
    free = desk.job(trigger=calendar(calendarName="other"))
    bound = desk.job(trigger=calendar(calendarName="bank holidays"), baseOutputFilename="b")
    found = [desk.state(each)["nextFireTime"][:10] for each in (free, bound)]
    assert found == ["2026-01-06", "2026-01-07"]


def test_triggers_learn_of_a_change_at_once_or_later(desk: Desk) -> None:
    """With updateTriggers at once, else behind the fire time that they are waiting for."""
    desk.ask("PUT", PATH, MONDAYS)
    number = desk.job(trigger=calendar(calendarName="bank holidays"))
    everything = {
        "calendarType": "weekly",
        "excludeDaysFlags": [False, False, True, True, False, False, False],
    }
    desk.ask("PUT", f"{PATH}?replace=true", everything)
    assert desk.state(number)["nextFireTime"][:10] == "2026-01-06"
    desk.ask("PUT", f"{PATH}?replace=true&updateTriggers=true", everything)
    assert desk.state(number)["nextFireTime"][:10] == "2026-01-08"


def test_any_user_may_write_calendars(desk: Desk) -> None:
    """They belong to nobody."""
    desk.user = "joeuser"
    assert desk.ask("PUT", PATH, MONDAYS).status == 200
    assert desk.ask("DELETE", PATH).status == 200
