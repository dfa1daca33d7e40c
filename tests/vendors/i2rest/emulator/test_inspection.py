from __future__ import annotations

from harness.emulation import EmulatorSettings
from harness.vendors.i2rest.emulator import build
from tests.vendors.i2rest.bench import Bench


def test_the_truth_about_a_job_is_told() -> None:
    """State, hold, result and every instant, also of a job that callers know no longer."""
    bench = Bench()
    bench.submitted("DLYJOB DLY(1)")
    bench.wait(60)
    (told,) = bench.emulator.application.jobs(bench.emulator.clock.now())
    assert (told["state"], told["result"], told["held"]) == ("*UNKNOWN", "0", False)
    assert told["submitted"] < told["started"] < told["ended"]


def test_a_system_can_have_been_running_for_a_while() -> None:
    """Prefilled jobs are somebody else's, ended, and there."""
    emulator = build(EmulatorSettings(prefill=3, clock="logical"))
    told = emulator.application.jobs(0)
    assert [job["state"] for job in told] == ["*OUTQ"] * 3
    assert {job["owner"] for job in told} == {"BATCH"}
