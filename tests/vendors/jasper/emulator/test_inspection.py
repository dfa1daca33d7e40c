from __future__ import annotations

from tests.vendors.jasper.emulator.desk import Desk, at_once


def test_the_truth_about_a_job(desk: Desk) -> None:
    """Instants are in seconds since the epoch, and nothing is hidden."""
    desk.job(trigger=at_once(2, 10), source={"reportUnitURI": "/reports/samples/FailingReport"})
    desk.wait(5)
    (job,) = desk.emulator.application.jobs(desk.emulator.clock.now())
    assert job == {
        "context": "/jasperserver-pro",
        "key": "5484",
        "label": "Nightly",
        "owner": "jasperadmin|organization_1",
        "state": "NORMAL",
        "version": 0,
        "previous": 0.0,
        "next": 600.0,
        "ended": None,
        "fails": True,
        "readable": 0.0,
        "modifiable": 0.0,
    }
