from __future__ import annotations

from typing import Any

import pytest

from tests.vendors.jasper.emulator.desk import Desk, calendar, draft, refused, simple

TOPIC = "/adhoc/topics/Cascading_multi_select_topic"


def ftp_of(desk: Desk, **ftp: Any) -> dict[str, Any]:
    """Return the FTP block that becomes of one."""
    job = desk.schedule(
        repositoryDestination={"folderURI": "/temp", "overwriteFiles": True, "outputFTPInfo": ftp}
    )
    found: dict[str, Any] = job["repositoryDestination"]["outputFTPInfo"]
    return found


@pytest.mark.parametrize(("kind", "port"), [(None, 21), ("ftp", 21), ("ftps", 990), ("sftp", 22)])
def test_a_port_is_that_of_the_connection(desk: Desk, kind: str | None, port: int) -> None:
    """Unless one is given; a block is there even when none is sent."""
    given = {} if kind is None else {"type": kind}
    assert ftp_of(desk, **given)["port"] == port
    assert ftp_of(desk, **given, port=5)["port"] == 5
    assert desk.schedule()["repositoryDestination"]["outputFTPInfo"] == {
        "userName": "anonymous", "password": None, "folderPath": None, "serverName": None, "type": "ftp",
        "protocol": None, "port": 21, "implicit": True, "pbsz": 0, "prot": None, "sshKey": None,
        "sshPassphrase": None,
    }  # fmt: skip


def test_ftps_was_the_default_before_6_3() -> None:
    """And there was no SSH."""
    ftp = ftp_of(Desk.playing("D15"))
    assert (ftp["type"], ftp["port"]) == ("ftps", 990)
    older = Desk.playing("D16")
    assert "sshKey" not in ftp_of(older, sshKey="/k")
    answer = older.ask("PUT", "", draft(repositoryDestination={"outputFTPInfo": {"type": "sftp"}}))
    assert refused(answer) == (400, "serialization.error")


def test_defaults_of_the_parts(desk: Desk) -> None:
    """Mail, alert, destination and trigger."""
    job = desk.schedule(
        mailNotification={"subject": "s"}, alert={"jobState": "ALL"}, trigger=simple(timezone=None)
    )
    assert job["mailNotification"]["resultSendType"] == "SEND"
    alert = job["alert"]
    assert (alert["recipient"], alert["jobState"], alert["toAddresses"]) == (
        "OWNER_AND_ADMIN",
        "ALL",
        {"address": []},
    )
    assert job["repositoryDestination"]["saveToRepository"] is True
    trigger = job["trigger"]["simpleTrigger"]
    assert (trigger["timezone"], trigger["misfireInstruction"]) == ("UTC", 0)


def test_files_are_overwritten_by_default_in_10_1() -> None:
    """So its documents claim."""
    found = []
    for desk in (Desk(), Desk.playing("D73")):
        job = desk.schedule(repositoryDestination={"folderURI": "/temp"})
        found.append(job["repositoryDestination"]["overwriteFiles"])
    assert found == [False, True]


def test_days_and_months_are_sorted_as_texts(desk: Desk) -> None:
    """Each once."""
    days, months = {"day": ["6", 2, "6"]}, {"month": ["2", "10", "1"]}
    trigger = calendar(daysType="WEEK", weekDays=days, months=months)
    found = desk.schedule(trigger=trigger)["trigger"]["calendarTrigger"]
    assert (found["weekDays"], found["months"]) == ({"day": ["2", "6"]}, {"month": ["1", "10", "2"]})


def test_parameters_are_the_input_controls_of_the_report(desk: Desk) -> None:
    """Others are dropped, and a control without value says so."""
    values = {"Country_multi_select": ["Mexico"], "Other": ["x"]}
    source = {"reportUnitURI": TOPIC, "parameters": {"parameterValues": values}}
    found = desk.schedule(source=source)["source"]["parameters"]["parameterValues"]
    assert found == {
        "Country_multi_select": ["Mexico"],
        "Cascading_state_multi_select": ["~NULL~"],
        "Cascading_name_single_select": ["~NULL~"],
    }
    assert desk.schedule()["source"]["parameters"] is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2099-01-01 00:00:59", "2099-01-01 00:00"),
        ("2099-01-01T00:00:00+02:00", "2099-01-01 00:00"),
        ("2098-12-31T22:00:00Z", "2099-01-01 00:00"),
    ],
)
def test_dates_are_wall_clock_times_of_the_trigger(desk: Desk, given: str, kept: str) -> None:
    """An ISO date-time is taken too."""
    job = desk.schedule(trigger=simple(startDate=given, timezone="Europe/Helsinki"))
    assert job["trigger"]["simpleTrigger"]["startDate"] == kept


@pytest.mark.parametrize("fields", [{"trigger": simple(startDate="x")}, {"creationDate": "x"}])
def test_what_is_no_date_cannot_be_read(desk: Desk, fields: dict[str, Any]) -> None:
    """The refusal is that of a body."""
    assert refused(desk.ask("PUT", "", draft(**fields))) == (400, "serialization.error")


def test_a_reference_size_came_with_6_3() -> None:
    """Before it is passed over; exportType came later."""
    source = {"reportUnitURI": "/reports/AllAccounts", "referenceWidth": 5}
    assert Desk().schedule(source=source)["source"]["referenceWidth"] == 5
    assert "referenceWidth" not in Desk.playing("D19").schedule(source=source)["source"]
    assert Desk.playing("D58").schedule(exportType="DEFAULT")["exportType"] == "DEFAULT"
    assert "exportType" not in Desk().schedule(exportType="DEFAULT")
