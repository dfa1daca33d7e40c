from __future__ import annotations

import json
from typing import Any

import pytest

from harness.emulation import EmulatorSettings, parse_laws
from harness.vendors.zosmf.emulator.errors import Refusal
from harness.vendors.zosmf.emulator.modify import Update, read_update
from tests.vendors.zosmf.emulator.desk import HELD, LONG, SHORT, Desk, numbers


@pytest.mark.parametrize(
    ("document", "update"),
    [
        ({"request": "hold"}, Update("hold")),
        ({"request": "release", "version": "2.0"}, Update("release")),
        ({"request": "cancel", "version": "1.0"}, Update("cancel", asynchronous=True)),
        ({"class": "b"}, Update("class", "B")),
        ({"class": "", "other": 1}, Update("class", "")),
    ],
)
def test_a_body_asks_for_one_change(document: Any, update: Update) -> None:
    """A request word or a class, with a version or without; what is unknown is passed over."""
    assert read_update(json.dumps(document).encode()) == update


@pytest.mark.parametrize(
    "body",
    ["", "{", "[]", "null", "{}", '{"request":"purge"}', '{"request":"HOLD"}', '{"request":1}', '{"class":5}',
     '{"request":"hold","class":"A"}', '{"request":"hold","version":"3.0"}',
     '{"request":"hold","version":2.0}'],
)  # fmt: skip
def test_anything_else_is_no_update(body: str) -> None:
    """A body without exactly one known change is refused (6/4/6)."""
    with pytest.raises(Refusal, match="Request does not contain a valid job update request"):
        read_update(body.encode())


def test_a_change_answers_with_feedback(desk: Desk) -> None:
    """A synchronous change, the default, is 200 with a document whose status is the number 0."""
    path = desk.path(HELD)
    feedback = desk.modify(path, request="release")
    assert feedback["status"] == 0
    assert feedback["message"] == "Request was successful."
    assert (feedback["jobid"], feedback["original-jobid"], feedback["owner"]) == (
        "JOB00100",
        "JOB00100",
        "IBMUSER",
    )
    assert desk.modify(path, request="hold", version="2.0")["status"] == 0


def test_a_refusal_of_jes_is_a_success_of_http(desk: Desk) -> None:
    """Cancelling twice is 200 both times; the second time the feedback says 156."""
    path = desk.path(LONG)
    assert desk.modify(path, request="cancel")["status"] == 0
    feedback = desk.modify(path, request="cancel")
    assert (feedback["status"], feedback["message"]) == (156, "Job not cancellable or purgeable")
    assert desk.get(path)["retcode"] == "CANCELED"


def test_a_class_is_judged_by_jes(desk: Desk) -> None:
    """An existing class is taken and shown, another is refused in the feedback (172)."""
    path = desk.path(HELD)
    assert desk.modify(path, **{"class": "b"})["status"] == 0
    assert desk.get(path)["class"] == "B"
    feedback = desk.modify(path, **{"class": "NOSUCH"})
    assert (feedback["status"], feedback["message"]) == (172, "Job class invalid")
    assert desk.get(path)["class"] == "B"


def test_a_deleted_job_is_gone(desk: Desk) -> None:
    """After a synchronous delete nothing knows the job, by any of its names."""
    document = desk.submit(SHORT)
    response = desk.ask("DELETE", "/SHORT/JOB00100", X_IBM_Job_Modify_Version="2.0")
    assert (response.status, json.loads(response.body)["status"]) == (200, 0)
    for path in ("/SHORT/JOB00100", f"/{document['job-correlator']}", "/SHORT/JOB00100/files"):
        assert numbers(desk.refused("GET", path)) == (400, 6, 4, 10)
    assert numbers(desk.refused("DELETE", "/SHORT/JOB00100")) == (400, 6, 4, 10)
    assert desk.get("?owner=*&jobid=JOB00100") == []


def test_delete_is_synchronous_without_the_header(desk: Desk) -> None:
    """Without a version the answer is the feedback document, since z/OS 2.4."""
    assert desk.ask("DELETE", desk.path(SHORT)).status == 200


def test_an_asynchronous_change_says_nothing_and_comes_later(desk: Desk) -> None:
    """Version 1.0 answers 202 without body, and the change is seen a little later."""
    path = desk.path(LONG)
    response = desk.ask("PUT", path, '{"request":"cancel","version":"1.0"}')
    assert (response.status, response.body) == (202, b"")
    assert desk.get(path)["retcode"] is None
    desk.wait(0.1)
    assert desk.get(path)["retcode"] == "CANCELED"


def test_an_asynchronous_delete_comes_later_too(desk: Desk) -> None:
    """The job is there until the delete is carried out, also when something else happens before."""
    path = desk.path(LONG)
    assert desk.ask("DELETE", path, X_IBM_Job_Modify_Version="1.0").status == 202
    assert desk.modify(path, request="hold")["status"] == 0
    assert desk.ask("GET", path).status == 200
    desk.wait(0.1)
    assert numbers(desk.refused("GET", path)) == (400, 6, 4, 10)


def test_an_asynchronous_failure_is_never_seen(desk: Desk) -> None:
    """For a job that is not there the answer is 202 all the same; a malformed id still fails."""
    body = '{"request":"cancel","version":"1.0"}'
    assert desk.ask("PUT", "/NOSUCH/JOB99999", body).status == 202
    assert numbers(desk.refused("PUT", "/NOSUCH/JOBXYZ", body)) == (500, 8, 0, 8)
    path = desk.path(LONG)
    desk.ask("PUT", path, '{"class":"NOSUCH","version":"1.0"}')
    desk.wait(0.1)
    assert desk.get(path)["class"] == "A"


@pytest.mark.parametrize("version", ["3.0", "", "two"])
def test_a_version_that_there_is_not_is_refused(desk: Desk, version: str) -> None:
    """Only 1.0 and 2.0 are versions."""
    path = desk.path(SHORT)
    assert numbers(desk.refused("DELETE", path, X_IBM_Job_Modify_Version=version)) == (400, 6, 4, 6)


def test_the_documented_race() -> None:
    """Until the modify path knows a new job it has none (6/4/10), though reading finds it already."""
    desk = Desk(EmulatorSettings(lag=parse_laws("modify=constant:300ms")))
    path = desk.path(LONG)
    assert desk.get(path)["status"] in ("INPUT", "ACTIVE")
    for request in (("PUT", '{"request":"hold"}'), ("PUT", '{"class":"B"}'), ("DELETE", "")):
        document = desk.refused(request[0], path, request[1])
        assert numbers(document) == (400, 6, 4, 10)
        assert document["message"] == "No job found for reference: 'LONG(JOB00100)'"
    desk.wait(0.3)
    assert desk.modify(path, request="cancel")["status"] == 0


def test_the_body_is_looked_at_before_the_job(desk: Desk) -> None:
    """A wrong update of an unknown job is a wrong update."""
    assert desk.refused("PUT", "/NOSUCH/JOB99999", "{}")["reason"] == 6


def test_users_touch_their_own_jobs(desk: Desk) -> None:
    """Another's job is hidden by JES, in the feedback; an administrator may touch every job."""
    desk.user = "OTHER"
    others = desk.path(HELD)
    desk.user = "IBMUSER"
    mine = desk.path(HELD)
    assert desk.modify(others, request="release")["status"] == 0
    desk.user = "OTHER"
    assert desk.modify(mine, request="release")["status"] == 140
    assert desk.modify(others, request="cancel")["status"] == 0
    desk.ask("DELETE", mine, X_IBM_Job_Modify_Version="1.0")
    desk.wait(1)
    assert desk.get(mine)["status"] == "INPUT"
