from __future__ import annotations

from harness.emulation import EmulatorSettings
from tests.vendors.jasper.emulator.desk import Desk


def test_a_full_scheduler_has_waiting_jobs_of_somebody_else() -> None:
    """They can be read by an administrator, and none is about to run."""
    desk = Desk(EmulatorSettings(prefill=20))
    assert desk.emulator.describe()["jobs"] == 20
    number = desk.ids()[0]
    assert desk.get(f"/{number}")["username"] == "batch|organization_1"
    assert desk.state(number)["nextFireTime"].startswith("2099-01-01")
