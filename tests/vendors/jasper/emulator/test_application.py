from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.emulation import EmulatorSettings
from harness.emulation.faults import parse_faults
from harness.exchange import Headers, Request, Response
from harness.vendors.jasper.emulator.markup import parse_xml
from harness.vendors.jasper.emulator.release import DRIFTS
from tests.vendors.jasper.emulator import hostile
from tests.vendors.jasper.emulator.desk import BASE, JOB_JSON, JOBS, PRO, Desk, at_once, basic, calendar

CE = "/jasperserver/rest_v2"
NEWER = frozenset(DRIFTS) - {"D03", "D04", "D25", "D26", "D28", "D31", "D50", "D56"}


def test_who_is_calling_comes_first(desk: Desk) -> None:
    """Without credentials every path of the server is 401, with them one that is nothing is 404."""
    for path in (f"{JOBS}/1", f"{PRO}/nothing", "/jasperserver/x", f"{JOBS}/abc"):
        assert desk.send("GET", path).status == 401
        assert desk.send("GET", path, Authorization=basic("joeuser")).status == 404
    assert desk.send("GET", "/other").status == 404


def test_each_context_is_an_installation_of_its_own(desk: Desk) -> None:
    """A job of the one is none of the other, and their numbers are alike."""
    number = desk.job()
    credentials = {"Authorization": basic("jasperadmin")}
    assert desk.send("GET", f"{CE}/jobs/{number}/state", **credentials).status == 404
    assert desk.send("GET", f"{PRO}/jobs/{number}/state", **credentials).status == 200


def test_requests_by_password_are_given_a_session(desk: Desk) -> None:
    """The cookie serves in place of the password; who brings it is given none."""
    answer = desk.ask("GET", "")
    cookie = (answer.headers.get("set-cookie") or "").partition(";")[0]
    assert cookie.startswith("JSESSIONID=")
    with_cookie = desk.send("GET", f"{JOBS}/calendars", Cookie=cookie)
    assert (with_cookie.status, "set-cookie" in with_cookie.headers) == (204, False)
    assert "set-cookie" not in desk.ask("GET", "", Cookie=cookie).headers


def test_server_information_turns_wrong_credentials_away(desk: Desk) -> None:
    """Anybody may ask, but nobody with a wrong password."""
    path = f"{PRO}/serverInfo"
    assert desk.send("GET", path).status == 200
    assert desk.send("GET", path, Authorization=basic("joeuser", "x")).status == 401


def test_reading_never_changes_state(desk: Desk) -> None:
    """Reads of each kind at one instant are equal, and leave the state as it was."""
    number = desk.job(trigger=at_once(5, 10))
    desk.wait(1000)
    before = desk.emulator.application.jobs(desk.emulator.clock.now())
    for target in ("", f"/{number}", f"/{number}/state", "/calendars"):
        assert len({desk.ask("GET", target) for _ in range(20)}) == 1
    assert desk.emulator.application.jobs(desk.emulator.clock.now()) == before


def test_a_session_can_be_played_as_run_out(desk: Desk) -> None:
    """The fault answers as an expired session is answered: a challenge without a document."""
    desk.emulator.play(parse_faults([{"fault": {"kind": "expired-session"}}]))
    response = desk.ask("GET", "")
    assert (response.status, response.body) == (401, b"")
    assert "www-authenticate" in response.headers


def test_a_snapshot_keeps_jobs_calendars_and_numbers(desk: Desk) -> None:
    """After a restore the same requests get the same answers as before, as often as wanted."""
    number = desk.job(trigger=at_once(5, 10))
    name = desk.emulator.snapshot()

    def story() -> list[Response]:
        return [
            desk.ask("PUT", "/calendars/a", {"calendarType": "base"}),
            desk.ask("POST", "/pause", {"jobId": [number]}),
            desk.ask("PUT", "", b"{}"),
            desk.ask("POST", "/restart", {"jobId": [number]}),
            desk.ask("GET", ""),
            desk.ask("DELETE", f"/{number}"),
            desk.ask("GET", "/calendars"),
        ]

    first = story()
    for _ in range(2):
        desk.emulator.restore(name)
        assert story() == first


def test_a_reset_system_is_empty_and_numbers_start_again(desk: Desk) -> None:
    """After a reset there are no jobs, and the first has the first number."""
    first = desk.job()
    desk.emulator.reset(1)
    assert desk.emulator.describe()["jobs"] == 0
    assert desk.job() == first


def test_equal_requests_get_equal_answers() -> None:
    """Two emulators with one seed on logical clocks answer the same story byte for byte."""

    def story(seed: int) -> list[Response]:
        desk = Desk(EmulatorSettings(clock="logical", seed=seed))
        number = desk.job(trigger=at_once(3, 1))
        return [desk.ask("GET", target) for target in (f"/{number}", f"/{number}/state", "")]

    assert story(1) == story(1) != story(2)


def test_nothing_is_ever_sent(desk: Desk) -> None:
    """Mail, FTP and callbacks stay in the emulator: it has no notices."""
    desk.job(trigger=at_once(), mailNotification={"subject": "s", "toAddresses": {"address": ["a@b.c"]}})
    desk.wait(10)
    assert desk.emulator.application.notices(desk.emulator.clock.now()) == ()


@pytest.mark.parametrize("value", ["1," * 500_000, "${" * 500_000, "9" * 1_000_000, "@" * 1_000_000])
def test_long_texts_take_no_long_time(value: str) -> None:
    """Whatever member holds one, the answer comes at once."""
    desk = Desk(EmulatorSettings(drifts=NEWER))
    fields = {"minutes": value, "hours": value, "monthDays": value, "timezone": value, "startType": value}
    job = {
        "label": value,
        "baseOutputFilename": value,
        "trigger": {"calendarTrigger": {**fields, "startType": 1, "daysType": "MONTH"}},
        "mailNotification": {"toAddresses": {"address": [value]}},
        "repositoryDestination": {"folderURI": value, "timestampPattern": value},
    }
    zones = {"calendarType": "cron", "timeZone": value, "cronExpression": value}
    number = {"trigger": {"simpleTrigger": {"occurrenceCount": value}}}
    answers = [desk.ask("PUT", "", job), desk.ask("PUT", "", number), desk.ask("PUT", "/calendars/c", zones)]
    assert [answer.status for answer in answers] == [400] * 3


@pytest.mark.parametrize("drifts", [frozenset(), NEWER], ids=["documented", "newer"])
@settings(max_examples=60, deadline=None)
@given(
    line=st.tuples(hostile.METHODS, hostile.PATHS, hostile.QUERIES),
    headers=hostile.HEADERS,
    body=hostile.BODIES,
    later=st.sampled_from([0, 1, 100, 10**6, 10**9]),
)
def test_no_request_makes_the_server_fail_in_its_own_way(
    drifts: frozenset[str],
    line: tuple[str, str, str],
    headers: dict[str, str],
    body: bytes,
    later: float,
) -> None:
    """Whatever is asked, the answer is a documented status and a document that can be read."""
    desk = Desk(EmulatorSettings(drifts=drifts))
    desk.schedule(trigger=at_once(-1, 1))
    desk.schedule(trigger=calendar(timezone="America/New_York"), baseOutputFilename="other")
    fields = {"Authorization": basic("jasperadmin"), "Content-Type": JOB_JSON, "Accept": JOB_JSON, **headers}
    method, path, query = line
    request = Request(method, f"{PRO}{path}?{query}", Headers(tuple(fields.items())), body)
    for _ in range(2):
        _check(desk.emulator.receive(request, BASE).response)
        desk.wait(later)
        for target in ("", "/5484", "/5487/state"):
            _check(desk.ask("GET", target))


def _check(response: Response) -> None:
    known = (200, 201, 204, 302, 400, 401, 403, 404, 405, 406, 409, 415)
    assert response.status in known, response
    kind = response.headers.get("content-type", "")
    if response.body and kind is not None and kind.endswith("json"):
        json.loads(response.body)
    elif response.body and kind is not None and kind.endswith("xml"):
        parse_xml(response.body)
