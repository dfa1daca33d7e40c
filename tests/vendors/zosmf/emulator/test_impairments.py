from __future__ import annotations

import pytest

from harness.vendors.zosmf.emulator.impairments import CONDITIONS
from tests.vendors.zosmf.emulator.desk import LONG, SHORT, Desk, basic, numbers

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


def test_authentication_comes_before_any_condition(desk: Desk) -> None:
    """Who is not known learns nothing of the system's state."""
    desk.emulator.impose(CONDITIONS)
    assert desk.ask("GET", "", Authorization=basic("IBMUSER", "wrong")).status == 401
