from __future__ import annotations

import json

from tests.vendors.jasper.emulator.desk import FAR, JOB_XML, Desk, at_once, draft, refused, simple


def test_a_job_gets_numbers_an_owner_and_a_date(desk: Desk) -> None:
    """What the body says of these counts for nothing; trigger and destination come before the job."""
    job = desk.schedule(id=7, version=9, username="nobody", creationDate="2001-01-01T00:00:00Z")
    assert (job["id"], job["trigger"]["simpleTrigger"]["id"], job["repositoryDestination"]["id"]) == (
        5484,
        5482,
        5483,
    )
    assert (job["version"], job["username"]) == (0, "jasperadmin|organization_1")
    assert job["creationDate"] == "2026-01-05T08:00:00.000+00:00"
    assert desk.get("/5484") == job


def test_mail_and_alert_take_numbers_too(desk: Desk) -> None:
    """An alert never shows its own."""
    job = desk.schedule(mailNotification={"subject": "s"}, alert={})
    assert (job["id"], job["mailNotification"]["id"]) == (5486, 5484)
    assert (job["alert"]["id"], job["alert"]["version"]) == (0, -1)


def test_a_create_is_201_and_in_the_code_200() -> None:
    """The manual says the one, all Community Edition sources the other."""
    assert [each.ask("PUT", "", draft()).status for each in (Desk(), Desk.playing("D74"))] == [201, 200]


def test_a_job_in_xml_is_the_same_job(desk: Desk) -> None:
    """Both roots are taken."""
    trigger = f"<simpleTrigger><startType>2</startType><startDate>{FAR}</startDate>"
    body = (
        "<{0}><label>Nightly</label>"
        + trigger
        + "<occurrenceCount>1</occurrenceCount><timezone>UTC</timezone></simpleTrigger>"
        "<source><reportUnitURI>/reports/AllAccounts</reportUnitURI></source><baseOutputFilename>nightly</baseOutputFilename>"
        "<outputFormats><outputFormat>PDF</outputFormat></outputFormats><repositoryDestination><folderURI>/temp"
        "</folderURI><overwriteFiles>true</overwriteFiles></repositoryDestination></{0}>"
    )
    first = desk.schedule()
    for root in ("job", "clientJob"):
        answer = desk.ask("PUT", "", body.format(root), Content_Type=JOB_XML, Accept=JOB_XML)
        assert (answer.status, answer.headers.get("content-type")) == (201, JOB_XML)
    second = desk.get(f"/{desk.ids()[0]}")
    for document in (first, second):
        for part in (document, document["trigger"]["simpleTrigger"], document["repositoryDestination"]):
            del part["id"]
    assert second == first


def test_an_invalid_job_takes_nothing(desk: Desk) -> None:
    """No number is used, and no job is there."""
    assert desk.ask("PUT", "", draft(label=None)).status == 400
    assert desk.ids() == []
    assert desk.job() == 5484


def test_the_password_shows_in_the_answer_to_a_create_of_8_only() -> None:
    """Before 6.3 it showed everywhere, since then nowhere but there."""
    ftp = {"serverName": "h", "password": "p", "sshKey": "/k", "sshPassphrase": "q"}
    document = draft(repositoryDestination={"folderURI": "/temp", "outputFTPInfo": ftp})
    shown = []
    for desk in (Desk(), Desk.playing("D62"), Desk.playing("D17")):
        created = json.loads(desk.ask("PUT", "", document).body)
        both = (created, desk.get(f"/{created['id']}"))
        shown.append([each["repositoryDestination"]["outputFTPInfo"]["password"] for each in both])
    assert shown == [[None, None], ["p", None], ["p", "p"]]


def test_a_trigger_that_never_fires_is_refused() -> None:
    """It has no fire time before its end, or an exclusion calendar takes them all."""
    never = simple(endDate=FAR)
    for desk, expected in ((Desk(), (400, None)), (Desk.playing("D25"), (500, "unexpected.error"))):
        answer = desk.ask("PUT", "", draft(trigger=never))
        assert refused(answer) == expected
        assert b"will never fire" in answer.body
        desk.ask("PUT", "/calendars/all", {"calendarType": "weekly", "excludeDaysFlags": [True] * 7})
        answer = desk.ask("PUT", "", draft(trigger=at_once(-1, 1, calendarName="all")))
        assert refused(answer) == expected
        assert desk.ids() == []


def test_a_locale_that_is_left_out_is_the_requests_in_8() -> None:
    """Before it stays null."""
    found = []
    for desk in (Desk(), Desk.playing("D61")):
        answers = [desk.ask("PUT", "", draft(), Accept_Language=each) for each in ("de-CH, en;q=0.5", "*")]
        found.append([json.loads(each.body)["outputLocale"] for each in answers])
    assert found == [[None, None], ["de_CH", "en_US"]]
