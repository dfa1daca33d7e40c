"""Planted faults in refusals and sessions."""

from __future__ import annotations

from harness.vendors.iics.rules.errors import error_status, session_in_use
from tests.vendors.iics.script import MONITOR, Script, fired, proves

EXPIRED = {"@type": "error", "code": "AUTH_01", "description": "expired", "statusCode": 401}


def test_an_error_names_another_status() -> None:
    """The body repeats the status."""

    def play(script: Script, fault: bool) -> None:
        script.send("GET", MONITOR, 403, {**EXPIRED, "statusCode": 401 if fault else 403})

    proves(error_status, play)


def test_a_session_ran_out_in_use() -> None:
    """Half an hour without use ends it, and nothing else but a logout."""

    def play(script: Script, fault: bool) -> None:
        script.monitor()
        script.now += (10 if fault else 31) * 60 * 1_000_000_000
        script.send("GET", MONITOR, 401, EXPIRED)

    def logged_out(script: Script, _: bool) -> None:
        script.monitor()
        script.send(
            "POST", "/ma/api/v2/user/logoutall", 200, {"@type": "success"}, {"username": "a", "password": "b"}
        )
        script.send("GET", MONITOR, 401, EXPIRED)

    proves(session_in_use, play)
    assert fired(logged_out, fault=False) == set()
