from __future__ import annotations

from harness.emulation.timeline import Timeline
from harness.vendors.zosmf.emulator.course import Course
from harness.vendors.zosmf.emulator.phases import Phase, Status

TIMELINE = Timeline.begin(0, ((Phase.AWAITING_EXECUTION, 10), (Phase.EXECUTING, 10), (Phase.ON_OUTPUT, 0)))


def test_the_status_is_that_of_the_phase() -> None:
    """A course has the coarse status that its phase stands for."""
    course = Course(TIMELINE, "A")
    assert [course.status(at) for at in (0, 10, 20)] == [Status.INPUT, Status.ACTIVE, Status.OUTPUT]


def test_only_what_still_waits_is_held() -> None:
    """A course is held where something is to be released, and not once it has left INPUT."""
    assert not Course(TIMELINE, "A").held(0)
    held = Course(TIMELINE, "A", held_before=Phase.EXECUTING)
    assert held.held(0)
    assert not held.held(15)
