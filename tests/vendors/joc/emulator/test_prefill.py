from __future__ import annotations

from harness.emulation import EmulatorSettings
from tests.vendors.joc.emulator.desk import Desk


def test_a_system_may_have_been_running_for_a_while() -> None:
    """Ended orders stand in the history, and in no chain."""
    desk = Desk(settings=EmulatorSettings(prefill=5))
    history = desk.get("orders/history")["history"]
    assert {each["state"]["_text"] for each in history} == {"SUCCESSFUL"}
    assert len(history) == 5
    assert len(desk.get("orders")["orders"]) == 2
