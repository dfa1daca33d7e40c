from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from harness.emulation import EmulatorSettings
from harness.emulation.faults import parse_faults
from harness.exchange import Headers, Request
from tests.vendors.zosmf.emulator import hostile
from tests.vendors.zosmf.emulator.desk import BASE, HELD, JOBS, LONG, SHORT, Desk, basic

UNKNOWN = f"{JOBS}/NOSUCH/JOB99999"
DOCUMENTED_500 = {(8, 0, 8), (6, 8, 5), (1, 4, 0)}
"""Category, return code and reason of the failures that the vendor's documents and captures know."""


def test_checks_come_in_the_servers_order(desk: Desk) -> None:
    """First who is calling (401), then from where (403), only then what is asked (400)."""
    credentials = {"Authorization": basic("IBMUSER")}
    assert desk.send("GET", UNKNOWN).status == 401
    assert desk.send("GET", UNKNOWN, X_CSRF_ZOSMF_HEADER="").status == 401
    assert desk.send("GET", UNKNOWN, **credentials).status == 403
    assert desk.send("GET", UNKNOWN, X_CSRF_ZOSMF_HEADER="", **credentials).status == 400


@pytest.mark.parametrize("path", ["/", "/zosmf", "/zosmf/restjobs", f"{JOBS}x", "/zosmf/restfiles/ds"])
def test_what_is_not_emulated_is_not_found(desk: Desk, path: str) -> None:
    """Another service's path is 401 without credentials and 404 with them."""
    assert desk.send("GET", path).status == 401
    assert desk.send("GET", path, Authorization=basic("IBMUSER")).status == 404


def test_tokens_come_with_requests_by_password_only(desk: Desk) -> None:
    """A request by Basic brings both cookies, errors too; a request by token brings none."""
    response = desk.ask("GET", "/NOSUCH/JOB99999")
    cookies = response.headers.all("set-cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["jwtToken", "LtpaToken2"]
    token = cookies[1].partition(";")[0]
    assert desk.send("GET", JOBS, Cookie=token, X_CSRF_ZOSMF_HEADER="").headers.all("set-cookie") == ()


def test_reading_never_changes_state(desk: Desk) -> None:
    """A hundred reads of each kind at one instant are equal, and leave the state as it was."""
    path = desk.path(LONG)
    desk.wait(1)
    before = desk.emulator.application.jobs(desk.emulator.clock.now())
    for target in (path, "?owner=*", f"{path}/files", f"{path}/files/2/records", f"{path}?step-data=Y"):
        answers = {desk.ask("GET", target) for _ in range(100)}
        assert len(answers) == 1
    assert desk.emulator.application.jobs(desk.emulator.clock.now()) == before


def test_a_session_can_be_played_as_run_out(desk: Desk) -> None:
    """The fault answers as an expired token is answered: a challenge without a document."""
    desk.emulator.play(parse_faults([{"fault": {"kind": "expired-session"}}]))
    response = desk.ask("GET", "")
    assert (response.status, response.body) == (401, b"")
    assert "www-authenticate" in response.headers


def test_a_snapshot_keeps_jobs_tokens_and_numbers(desk: Desk) -> None:
    """After a restore the same requests get the same answers as before, as often as wanted."""
    path = desk.path(HELD)
    name = desk.emulator.snapshot()

    def story() -> list[bytes]:
        answers = [
            desk.ask("PUT", "", SHORT),
            desk.ask("PUT", path, '{"request":"release"}'),
            desk.ask("DELETE", path),
            desk.ask("GET", "?owner=*"),
            desk.send("DELETE", "/zosmf/services/authenticate", Authorization=basic("IBMUSER")),
        ]
        return [answer.body for answer in answers]

    first = story()
    for _ in range(2):
        desk.emulator.restore(name)
        assert story() == first


def test_a_reset_system_is_empty_and_draws_anew(desk: Desk) -> None:
    """After a reset there are no jobs, numbers start again, and the seed decides what is drawn."""
    first = desk.submit(SHORT)
    desk.emulator.reset(0)
    assert desk.everyone() == []
    again = desk.submit(SHORT)
    assert again["jobid"] == first["jobid"] == "JOB00100"


def test_equal_requests_get_equal_answers() -> None:
    """Two emulators with one seed on logical clocks answer the same story byte for byte."""

    def story(seed: int) -> list[bytes]:
        desk = Desk(EmulatorSettings(clock="logical", seed=seed))
        path = desk.path(SHORT)
        answers = [desk.ask("GET", f"{path}?exec-data=Y&step-data=Y") for _ in range(20)]
        return [answer.body for answer in [*answers, desk.ask("GET", f"{path}/files/2/records")]]

    assert story(1) == story(1) != story(2)


@settings(max_examples=250, deadline=None)
@given(hostile.METHODS, hostile.PATHS, hostile.QUERIES, hostile.HEADERS, hostile.BODIES)
def test_no_request_makes_the_server_fail_in_its_own_way(
    method: str, path: str, query: str, headers: dict[str, str], body: bytes
) -> None:
    """Whatever is asked, the answer is a documented status; a 5xx only with numbers that are known."""
    desk = Desk()
    desk.path(SHORT)
    desk.path(HELD)
    fields = {"Authorization": basic("IBMUSER"), "X-CSRF-ZOSMF-HEADER": "", **headers}
    request = Request(method, f"{JOBS}{path}?{query}", Headers(tuple(fields.items())), body)
    for _ in range(2):
        response = desk.emulator.receive(request, BASE).response
        assert response.status in (200, 201, 202, 400, 404, 500), response
        if response.status >= 400 and response.body:
            document = json.loads(response.body)
            numbers = (document["category"], document["rc"], document["reason"])
            assert (response.status == 500) == (numbers in DOCUMENTED_500), document
