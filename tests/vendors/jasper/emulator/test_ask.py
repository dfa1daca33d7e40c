from __future__ import annotations

import pytest

from harness.emulation import EmulatorSettings, parse_laws
from tests.vendors.jasper.emulator.desk import Desk, at_once, refused


@pytest.mark.parametrize("target", ["/{}", "/{}/state"])
def test_a_job_of_somebody_else_is_denied(desk: Desk, target: str) -> None:
    """An ordinary user is told so, an administrator of the organisation is not."""
    number = desk.job()
    desk.user = "joeuser"
    assert refused(desk.ask("GET", target.format(number))) == (403, "access.denied")
    assert refused(desk.ask("DELETE", f"/{number}")) == (403, "access.denied")
    own = desk.job(baseOutputFilename="own")
    desk.user = "jasperadmin"
    assert desk.ask("GET", target.format(own)).status == 200
    desk.user = "tenant2admin"
    assert refused(desk.ask("GET", target.format(own))) == (403, "access.denied")
    desk.user = "superuser"
    assert desk.ask("GET", target.format(own)).status == 200


def test_a_job_that_is_gone_is_unknown(desk: Desk) -> None:
    """After its last run a job cannot be told from one that never was."""
    number = desk.job(trigger=at_once())
    assert desk.value(number) == "EXECUTING"
    desk.wait(1)
    for method in ("GET", "DELETE"):
        assert refused(desk.ask(method, f"/{number}")) == (404, "resource.not.found")


def test_each_path_learns_of_a_job_after_its_own_lag() -> None:
    """Until then a reader or a modifier is told that there is no such job."""
    desk = Desk(EmulatorSettings(lag=parse_laws("read=constant:100ms,modify=constant:300ms")))
    number = desk.job()
    seen = []
    for _ in range(4):
        listed = number in desk.ids()
        seen.append((desk.ask("GET", f"/{number}").status, listed, desk.ask("DELETE", f"/{number}").status))
        desk.wait(0.1)
    assert seen == [(404, False, 404), (200, True, 404), (200, True, 404), (200, True, 200)]


def test_an_empty_argument_is_none(desk: Desk) -> None:
    """A parameter without value filters nothing."""
    desk.job()
    assert len(desk.ids("?label=&owner=&limit=")) == 1
