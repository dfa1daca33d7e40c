from __future__ import annotations

import json

import pytest

from harness.exchange import Response
from harness.vendors.zosmf.emulator.impairments import CONDITIONS
from tests.vendors.zosmf.emulator.desk import HELD, LONG, SHORT, Desk, basic, numbers

HOLD = '{"request":"hold","version":"%s"}'


@pytest.fixture
def desk() -> Desk:
    """Return a caller."""
    return Desk()


def refused(desk: Desk, path: str) -> set[tuple[str, str]]:
    """Return what of a job's operations ends in a 500 now."""
    asked = {
        ("PUT", ""): SHORT,
        ("GET", ""): "",
        ("GET", path): "",
        ("GET", f"{path}/files"): "",
        ("GET", f"{path}/files/2/records"): "",
        ("PUT", path): HOLD % "2.0",
    }
    failed = {call for call, body in asked.items() if desk.ask(*call, body).status == 500}
    return {(method, target.replace(path, "job")) for method, target in failed}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (
            "jes-down",
            {
                ("PUT", ""),
                ("GET", ""),
                ("GET", "job"),
                ("GET", "job/files"),
                ("GET", "job/files/2/records"),
                ("PUT", "job"),
            },
        ),
        ("readers-exhausted", {("PUT", "")}),
        ("spool-unreadable", {("GET", "job/files/2/records")}),
        ("cim-down", set()),
        ("tokens-down", set()),
        ("no-cim-rights", set()),
        ("no-jesspool", set()),
    ],
)
def test_a_condition_fails_what_rests_on_it(
    desk: Desk, condition: str, expected: set[tuple[str, str]]
) -> None:
    """Each part of the system takes its own operations down, and they work again when it is back."""
    path = desk.path(LONG)
    desk.wait(1)
    desk.emulator.impose([condition])
    assert refused(desk, path) == expected
    desk.emulator.impose([])
    assert refused(desk, path) == set()


def test_asynchronous_changes_need_cim(desk: Desk) -> None:
    """Version 1.0 goes through CIM (9/16/-1, zowe/zowe-cli#721); nothing of it happens later."""
    path = desk.path(LONG)
    desk.emulator.impose(["cim-down"])
    assert numbers(desk.refused("PUT", path, HOLD % "1.0")) == (500, 9, 16, -1)


def test_the_token_service_says_that_it_fails(desk: Desk) -> None:
    """A server fault of a login or a logout is a 500 with return code 4."""
    desk.emulator.impose(["tokens-down"])
    answer = desk.send(
        "POST", "/zosmf/services/authenticate", Authorization=basic("IBMUSER"), X_CSRF_ZOSMF_HEADER=""
    )
    assert (answer.status, b'"returnCode":4' in answer.body) == (500, True)


def test_vanished_jobs_come_back(desk: Desk) -> None:
    """While JES has not found its jobs, none is known, and new ones are taken; then all are there."""
    path = desk.path(LONG)
    desk.wait(1)
    desk.emulator.impose(["jobs-vanished"])
    assert desk.get("") == []
    assert numbers(desk.refused("GET", path)) == (400, 6, 4, 10)
    assert numbers(desk.refused("PUT", path, HOLD % "2.0")) == (400, 6, 4, 10)
    other = desk.path(SHORT)
    desk.emulator.impose([])
    assert {desk.get(path)["jobname"], desk.get(other)["jobname"]} == {"LONG", "SHORT"}


def test_authentication_comes_before_any_condition(desk: Desk) -> None:
    """Who is not known learns nothing of the system's state."""
    desk.emulator.impose(CONDITIONS)
    assert desk.ask("GET", "", Authorization=basic("IBMUSER", "wrong")).status == 401


def _error(response: Response) -> tuple[int, int, int, int]:
    return numbers({**json.loads(response.body), "status": response.status})


@pytest.mark.parametrize(
    ("condition", "expected"),
    [("system-rexx-down", (500, 6, 8, 0)), ("no-ejbrole", (403, 6, 8, 1)), ("no-appl", (403, 6, 8, 1))],
)
def test_no_jobs_service_answers_without_what_all_need(
    desk: Desk, condition: str, expected: tuple[int, int, int, int]
) -> None:
    """System REXX and the right to use z/OSMF are needed by each, and only while it lasts."""
    path = desk.path(SHORT)
    desk.emulator.impose([condition])
    for method, target in (
        ("GET", ""),
        ("PUT", ""),
        ("GET", path),
        ("DELETE", path),
        ("GET", f"{path}/files"),
    ):
        assert _error(desk.ask(method, target, SHORT)) == expected
    desk.emulator.impose([])
    assert desk.get(path)["jobname"] == "SHORT"


def test_an_asynchronous_request_needs_rights_to_cim(desk: Desk) -> None:
    """A synchronous one does not (zowe/zowe-cli#1161)."""
    path = desk.path(HELD)
    desk.emulator.impose(["no-cim-rights"])
    assert _error(desk.ask("PUT", path, HOLD % "1.0")) == (500, 6, 12, 3)
    assert desk.modify(path, request="hold")["status"] == 0


@pytest.mark.parametrize(
    ("condition", "refused"),
    [("no-jesjobs-update", ["hold", "release"]), ("no-jesjobs-alter", ["cancel", "delete"])],
)
def test_rights_in_jesjobs_are_withdrawn_verb_by_verb(desk: Desk, condition: str, refused: list[str]) -> None:
    """JES refuses what wants the right, and an asynchronous request does not ask it."""
    path = desk.path(HELD)
    desk.emulator.impose([condition])
    told = {verb: desk.modify(path, request=verb)["status"] for verb in ("hold", "release", "hold", "cancel")}
    told["delete"] = json.loads(desk.ask("DELETE", path).body)["status"]
    assert sorted(verb for verb, status in told.items() if status == 128) == refused
    assert desk.ask("PUT", path, HOLD % "1.0").status == 202


def test_other_peoples_output_needs_a_right(desk: Desk) -> None:
    """One's own output does not; the list of files is no output."""
    path = desk.path(SHORT)
    desk.wait(5)
    desk.emulator.impose(["no-jesspool"])
    assert desk.ask("GET", f"{path}/files/2/records").status == 200
    desk.user = "OTHER"
    assert desk.ask("GET", f"{path}/files").status == 200
    assert _error(desk.ask("GET", f"{path}/files/2/records")) == (500, 3, 8, 0)
