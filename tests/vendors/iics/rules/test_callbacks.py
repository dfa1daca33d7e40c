"""Planted faults in callbacks."""

from __future__ import annotations

from harness.vendors.iics.rules.callbacks import (
    callback_attempts,
    callback_early,
    callback_result,
    callback_unasked,
)
from tests.vendors.iics.script import TASK, Script, ended, fired, proves, running

WATCHED = {"taskId": TASK, "taskType": "Workflow", "callbackURL": "http://127.0.0.1:9/t1"}


def test_a_callback_came_too_often() -> None:
    """Three attempts in all, if none is taken."""

    def play(script: Script, fault: bool) -> None:
        for _attempt in range(4 if fault else 3):
            script.called_back(answer=503)

    proves(callback_attempts, play)


def test_a_callback_that_was_taken_may_come_again() -> None:
    """Because of a failure of the system, the documents say."""

    def play(script: Script, _: bool) -> None:
        for _attempt in range(5):
            script.called_back()

    assert fired(play, fault=False) == set()


def test_nobody_had_asked_for_a_callback() -> None:
    """The start named no address."""

    def play(script: Script, fault: bool) -> None:
        script.start(asked=None if fault else WATCHED)
        script.called_back()

    proves(callback_unasked, play)


def test_a_callback_came_before_the_end() -> None:
    """The monitor shows the run at work after it."""

    def play(script: Script, fault: bool) -> None:
        script.called_back()
        script.monitor(running("RUNNING" if fault else "COMPLETED"))

    proves(callback_early, play)


def test_a_callback_and_the_log_disagree() -> None:
    """A run with row errors has COMPLETED, a failed one has not."""

    def play(script: Script, fault: bool) -> None:
        script.called_back("COMPLETED")
        script.called_back("FAILED", run=2)
        script.log(ended(3 if fault else 2), ended(3, run=2))

    proves(callback_result, play)
