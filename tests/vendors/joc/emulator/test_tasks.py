from __future__ import annotations

from harness.vendors.joc.emulator.tasks import KILLED, JobTask

TASK = JobTask(7, "/a", 10, 10, 20, 30)


def test_a_task_is_what_the_clock_says() -> None:
    """Queued, running, closed."""
    assert [TASK.phase(at) for at in (10, 19, 20, 49, 50)] == ["queued"] * 2 + ["running"] * 2 + ["closed"]
    assert (TASK.ends(), TASK.code()) == (50, 0)


def test_a_task_that_is_made_to_end_does_so_once() -> None:
    """What has ended keeps its end."""
    killed = TASK.ended_at(30, KILLED)
    assert (killed.ends(), killed.code(), killed.phase(30)) == (30, KILLED, "closed")
    assert killed.ended_at(40, 1) is killed
    assert TASK.ended_at(60, KILLED) is TASK


def test_a_task_that_cannot_begin_can_be_ended() -> None:
    """It has no end of its own."""
    waiting = JobTask(7, "/a", 10, 10, None, 30)
    assert (waiting.ends(), waiting.phase(99)) == (None, "queued")
    assert waiting.ended_at(20, KILLED).phase(20) == "closed"
