from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from harness.emulation.timeline import Event, Timeline, with_event

STAGES = (("read", 5), ("wait", 10), ("run", 20), ("done", 0))


def test_a_phase_lasts_until_the_next_begins() -> None:
    """The phase at an instant is the one begun last; the final one has no end."""
    timeline = Timeline.begin(100, STAGES)
    assert [timeline.phase(at) for at in (100, 104, 105, 114, 115, 134, 135, 9999)] == [
        "read", "read", "wait", "wait", "run", "run", "done", "done",
    ]  # fmt: skip


def test_before_the_first_instant_the_first_phase_holds() -> None:
    """A timeline never answers that there is no phase."""
    assert Timeline.begin(100, STAGES).phase(0) == "read"


def test_a_phase_of_no_length_is_never_seen() -> None:
    """A phase that lasts nothing is passed over."""
    timeline = Timeline.begin(0, (("a", 0), ("b", 5), ("c", 0)))
    assert timeline.phase(0) == "b"


def test_entered_and_reached_tell_when_a_phase_begins() -> None:
    """A phase is reached from its instant on, one that is not planned never."""
    timeline = Timeline.begin(0, STAGES)
    assert timeline.entered("run") == 15
    assert timeline.entered("gone") is None
    assert [timeline.reached("run", at) for at in (14, 15)] == [False, True]
    assert not timeline.reached("gone", 10**12)


def test_until_stops_the_course_where_it_is() -> None:
    """What has begun stays, what has not never comes."""
    stopped = Timeline.begin(0, STAGES).until(7)
    assert stopped.phase(10**9) == "wait"


def test_stopped_before_keeps_a_phase_from_beginning() -> None:
    """A hold before a phase leaves all that comes earlier, planned or past."""
    held = Timeline.begin(0, STAGES).stopped_before("run")
    assert [held.phase(at) for at in (0, 10**9)] == ["read", "wait"]
    assert held.stopped_before("run") == held


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6), st.integers(0, 400), st.integers(0, 400))
def test_a_course_never_goes_back(lengths: list[int], one: int, other: int) -> None:
    """A later instant shows the same phase or a later one, also after a cut and a new ending."""
    timeline = Timeline.begin(0, tuple(enumerate(lengths)))
    timeline = timeline.until(150).then(150, ((99, 5), (100, 0)))
    early, late = sorted((one, other))
    assert timeline.phase(early) <= timeline.phase(late)


def test_events_stand_in_the_order_of_their_effect() -> None:
    """An event that takes effect earlier comes first though it was asked for later; equals keep order."""
    events: tuple[Event, ...] = ()
    for event in (Event(50, "cancel"), Event(10, "hold"), Event(50, "delete")):
        events = with_event(events, event)
    assert [event.verb for event in events] == ["hold", "cancel", "delete"]
