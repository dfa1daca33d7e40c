from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from harness.emulation.clock import SECOND
from harness.vendors.iics.emulator.catalog import Catalog, End
from harness.vendors.iics.emulator.release import DOCUMENTED
from harness.vendors.iics.emulator.runs import Phase, Run, stages_of

TASK = next(iter(Catalog(DOCUMENTED)))
ORDER = list(Phase)


def run(seconds: float = 1.0, end: End = End.SUCCESS, **more: Any) -> Run:
    """Return a run that starts at once."""
    stages = stages_of(seconds, end, queued=more.pop("queued", False))
    return Run(1, 1, "L", TASK, "u", 0, 0, more.pop("stoppable", 0), stages, end)


@given(
    st.floats(0, 5),
    st.sampled_from(End),
    st.booleans(),
    st.floats(0, 7),
    st.lists(st.floats(0, 9), max_size=6),
)
def test_a_run_goes_forward_whenever_it_is_stopped(
    seconds: float, end: End, queued: bool, stop: float, looks: list[float]
) -> None:
    """Its phases come in one order, and its end is decided by the stop alone."""
    value = run(seconds, end, queued=queued)
    at = round(stop * SECOND)
    if value.may_stop(at):
        value = value.stop(at)
    phases = [value.timeline.phase(round(look * SECOND)) for look in sorted(looks)]
    assert phases == sorted(phases, key=ORDER.index)
    assert value.ended <= value.logged
    assert value.state == (End.FAILED if value.stopped else end)


def test_what_is_over_cannot_be_stopped() -> None:
    """Nor what is not known yet, nor what is stopping already."""
    value = run(stoppable=SECOND // 10)
    assert [value.may_stop(round(at * SECOND)) for at in (0, 0.1, 1.1, 1.2, 1.3)] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert not value.stop(SECOND).may_stop(SECOND)


def test_a_run_that_never_works_fails() -> None:
    """No agent took it."""
    value = run(0, End.NOT_STARTED)
    assert value.timeline.phases == (Phase.INITIALIZED, Phase.FAILED, Phase.LOGGED)
    assert (value.key, value.alias, value.name) == (f"{TASK.id}/1", "L", TASK.id)
