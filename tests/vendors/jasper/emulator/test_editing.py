from __future__ import annotations

import json
from typing import Any

import pytest

from tests.vendors.jasper.emulator.desk import Desk, at_once, calendar, draft, ok, refused, simple

SLOW = {"reportUnitURI": "/reports/samples/SlowReport"}


def edit(desk: Desk, number: int, document: dict[str, Any]) -> dict[str, Any]:
    """Edit a job; return its descriptor."""
    found: dict[str, Any] = ok(desk.ask("POST", f"/{number}", document))
    return found


def test_an_edit_replaces_the_whole_definition(desk: Desk) -> None:
    """What is left out is gone or takes its default, the creation date included; the owner stays."""
    number = desk.job(description="d", mailNotification={"subject": "s"}, alert={})
    edited = edit(desk, number, draft(label="Other", username="nobody", id=1))
    assert (edited["id"], edited["label"], edited["username"]) == (
        number,
        "Other",
        "jasperadmin|organization_1",
    )
    assert [edited[name] for name in ("description", "mailNotification", "alert", "creationDate")] == [
        None
    ] * 4
    assert desk.get(f"/{number}") == edited


def test_versions_rise_with_what_changes(desk: Desk) -> None:
    """The job's with its fields, the trigger's with its own; nothing rises when nothing changes."""
    number = desk.job()
    document = desk.get(f"/{number}")
    trigger = simple(occurrenceCount=2, recurrenceInterval=1, recurrenceIntervalUnit="DAY")
    changes: tuple[dict[str, Any], ...] = ({}, {"label": "a"}, {"trigger": trigger}, {})
    versions = []
    for change in changes:
        document = edit(desk, number, {**document, **change})
        versions.append((document["version"], document["trigger"]["simpleTrigger"]["version"]))
    assert versions == [(0, 0), (1, 0), (1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("drift", "expected"),
    [
        (None, (400, None)),
        ("D26", (500, "unexpected.error")),
        ("D49", (409, "version.not.match")),
    ],
)
def test_a_stale_version_conflicts(drift: str | None, expected: tuple[int, str | None]) -> None:
    """Each release has its own status for it."""
    desk = Desk.playing(*([drift] if drift else []))
    number = desk.job()
    edit(desk, number, draft(label="a", version=0))
    assert refused(desk.ask("POST", f"/{number}", draft(version=0))) == expected
    assert edit(desk, number, draft(version=1))["version"] == 2


def test_no_version_is_any_version_or_a_conflict() -> None:
    """A minimal descriptor is enough by the manual, up to 6.4 the version had to be sent."""
    found = []
    for desk in (Desk(), Desk.playing("D50")):
        number = desk.job()
        found.append([desk.ask("POST", f"/{number}", draft(version=each)).status for each in (None, -1, 0)])
    assert found == [[200, 200, 400], [400, 400, 200]]


def test_an_unchanged_trigger_is_not_scheduled_anew(desk: Desk) -> None:
    """A job edited as it was read stays paused and knows its last run; without id or version it does not."""
    number = desk.job(trigger=at_once(5, 10))
    desk.wait(60)
    desk.ask("POST", "/pause", {"jobId": [number]})
    document = desk.get(f"/{number}")
    edit(desk, number, {**document, "label": "a"})
    assert (desk.value(number), desk.state(number)["previousFireTime"]) == (
        "PAUSED",
        "2026-01-05T08:00:00+00:00",
    )
    edit(desk, number, draft(trigger=at_once(5, 10)))
    assert (desk.value(number), desk.state(number)["previousFireTime"]) == (
        "EXECUTING",
        "2026-01-05T08:01:00+00:00",
    )


def test_a_changed_trigger_is_scheduled_anew(desk: Desk) -> None:
    """Even when its id and version are sent."""
    number = desk.job(trigger=at_once(5, 10))
    desk.wait(60)
    document = desk.get(f"/{number}")
    document["trigger"]["simpleTrigger"]["recurrenceInterval"] = 20
    edit(desk, number, document)
    assert desk.state(number)["nextFireTime"] == "2026-01-05T08:21:00+00:00"


def test_a_trigger_of_another_kind_is_a_new_one(desk: Desk) -> None:
    """It has another number."""
    number = desk.job()
    trigger = edit(desk, number, draft(trigger=calendar()))["trigger"]["calendarTrigger"]
    assert (trigger["id"], trigger["version"]) == (5485, 0)
    assert desk.state(number)["nextFireTime"] == "2026-01-06T03:00:00+00:00"


def test_a_password_that_is_not_sent_stays() -> None:
    """A passphrase stays only with a key."""
    desk = Desk.playing("D17")
    ftp = {"password": "p", "sshKey": "/k", "sshPassphrase": "q"}

    def secrets(**given: str) -> list[str | None]:
        destination = {"folderURI": "/temp", "overwriteFiles": True, "outputFTPInfo": given}
        shown = edit(desk, number, draft(repositoryDestination=destination))["repositoryDestination"][
            "outputFTPInfo"
        ]
        return [shown["password"], shown["sshPassphrase"]]

    number = desk.job(repositoryDestination={"folderURI": "/temp", "outputFTPInfo": ftp})
    assert [secrets(sshKey="/k"), secrets(password="x"), secrets()] == [["p", "q"], ["x", None], ["x", None]]


def test_a_past_start_may_be_sent_again_with_the_version(desk: Desk) -> None:
    """Without it the job counts as new, and its start must not be past."""
    number = desk.job(
        trigger=simple(
            startDate="2026-01-05 08:30",
            occurrenceCount=-1,
            recurrenceInterval=1,
            recurrenceIntervalUnit="DAY",
        )
    )
    desk.wait(3600)
    document = desk.get(f"/{number}")
    assert edit(desk, number, document)["id"] == number
    answer = desk.ask("POST", f"/{number}", {**document, "version": None})
    assert json.loads(answer.body)["error"][0]["errorCode"] == "error.before.current.date"


def test_edits_are_held_to_the_rules(desk: Desk) -> None:
    """An unknown job, a wrong one, and one of a report that is not there."""
    number = desk.job()
    assert refused(desk.ask("POST", "/7", draft())) == (404, "resource.not.found")
    assert desk.ask("POST", f"/{number}", draft(label=None)).status == 400
    gone = draft(source={"reportUnitURI": "/gone"})
    assert refused(desk.ask("POST", f"/{number}", gone)) == (404, "resource.not.found")
    edit(desk, number, draft(trigger=at_once(2, 10), source=SLOW))
    desk.wait(30)
    assert desk.value(number) == "EXECUTING"
