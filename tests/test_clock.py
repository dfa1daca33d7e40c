from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.clock import SystemClock, VirtualClock


def test_the_machine_s_clock_never_runs_backwards() -> None:
    """Readings of the monotonic clock rise, and wall time is in UTC."""
    clock = SystemClock()
    readings = [clock.now_ns() for _ in range(100)]
    assert readings == sorted(readings)
    assert clock.wall().tzinfo is UTC


@given(st.lists(st.floats(0, 1e6), max_size=5))
def test_a_virtual_clock_moves_as_told(steps: list[float]) -> None:
    """Both readings move by what was asked for and by nothing else."""
    clock = VirtualClock()
    for step in steps:
        clock.advance(step)
    moved = sum(round(step * 1e9) for step in steps)
    assert clock.now_ns() == moved
    assert clock.wall() - clock.epoch == timedelta(microseconds=moved // 1000)


def test_a_virtual_clock_cannot_be_turned_back() -> None:
    """Going back is a mistake of the caller."""
    with pytest.raises(ValueError, match="backwards"):
        VirtualClock().advance(-1)
