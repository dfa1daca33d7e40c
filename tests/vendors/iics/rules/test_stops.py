"""Planted faults in stops."""

from __future__ import annotations

from harness.vendors.iics.rules.stops import stop_misses, stop_of_nothing, stopped_result
from tests.vendors.iics.script import Script, ended, fired, proves, running


def test_a_run_that_goes_on_was_not_running() -> None:
    """It was RUNNING before the stop was refused, and after."""

    def play(script: Script, fault: bool) -> None:
        # Two runs of the task are known, so that no rule of single runs can tell.
        script.monitor(running(), running(run=2))
        script.stop(taken=not fault)
        script.monitor(running("RUNNING" if fault else "STOPPING"), running("STOPPING", run=2))

    proves(stop_misses, play)


def test_nothing_was_stopped() -> None:
    """Neither list of the monitor shows the task, and it was not started in between."""

    def play(script: Script, fault: bool) -> None:
        script.monitor()
        script.stop(taken=fault)
        script.monitor()

    proves(stop_of_nothing, play)


def test_a_run_may_come_and_go_between_two_looks() -> None:
    """Then the stop may have met it."""

    def play(script: Script, _: bool) -> None:
        script.monitor()
        script.start()
        script.stop(taken=True)
        script.monitor()

    assert fired(play, fault=False) == set()


def test_a_stopped_run_succeeded() -> None:
    """It was seen STOPPING, so it cannot have come to its end."""

    def play(script: Script, fault: bool) -> None:
        script.monitor(running("STOPPING"))
        script.log(ended(1 if fault else 3))

    proves(stopped_result, play)
