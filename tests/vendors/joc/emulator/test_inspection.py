from __future__ import annotations

from tests.vendors.joc.emulator.desk import SLEEP, Desk


def test_the_truth_about_an_order_is_told(desk: Desk) -> None:
    """With what callers cannot see: when something happens to it next."""
    desk.sleeper()
    (order,) = [
        each for each in desk.application.jobs(desk.emulator.clock.now()) if each["key"] == f"{SLEEP},z"
    ]
    assert (order["state"], order["type"], order["node"]) == ("RUNNING", "AD_HOC", "100")
    assert 59 < order["next"] < 61
