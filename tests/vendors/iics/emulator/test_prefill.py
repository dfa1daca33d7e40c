from __future__ import annotations

from harness.emulation import EmulatorSettings
from tests.vendors.iics.emulator.desk import LOG, MONITOR, Desk


def test_the_past_is_over_and_somebody_elses() -> None:
    """It stands in the log, was started by a schedule, and nothing of it runs."""
    desk = Desk(EmulatorSettings(prefill=5))
    entries = desk.get(LOG)
    assert len(entries) == 5
    assert {(entry["startedBy"], entry["runContextType"]) for entry in entries} == {
        ("other@example.com", "SCHEDULER")
    }
    assert desk.get(MONITOR) == []
