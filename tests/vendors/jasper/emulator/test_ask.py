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


def test_a_job_is_known_with_the_answer_to_its_schedule() -> None:
    """The server commits a schedule before it answers, so a lag of other systems is none of its own."""
    desk = Desk(EmulatorSettings(lag=parse_laws("read=constant:100ms,modify=constant:300ms")))
    number = desk.job()
    assert number in desk.ids()
    assert [desk.ask(method, f"/{number}").status for method in ("GET", "DELETE")] == [200, 200]


def test_an_empty_argument_is_none(desk: Desk) -> None:
    """A parameter without value filters nothing."""
    desk.job()
    assert len(desk.ids("?label=&owner=&limit=")) == 1
