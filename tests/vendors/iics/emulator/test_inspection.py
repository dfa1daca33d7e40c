from __future__ import annotations

from tests.vendors.iics.emulator.desk import SHORT, Desk


def test_a_run_is_described_with_its_instants(desk: Desk) -> None:
    """In seconds since the epoch; the result only once it is in the log."""
    desk.start(SHORT)
    [begun] = desk.emulator.application.jobs(desk.emulator.clock.now())
    assert (begun["result"], begun["started"] - begun["submitted"]) == (None, 0.2)
    desk.wait(3)
    [ended] = desk.emulator.application.jobs(desk.emulator.clock.now())
    assert (ended["result"], ended["state"], round(ended["ended"] - ended["started"], 6)) == (
        1,
        "LOGGED",
        1.0,
    )
