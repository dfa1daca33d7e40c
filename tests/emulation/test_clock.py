from __future__ import annotations

from datetime import UTC, datetime

import pytest

from harness.clock import VirtualClock
from harness.emulation.clock import SECOND, EmulatorClock, wall


def test_a_logical_clock_moves_by_a_step_for_each_request() -> None:
    """Logical time passes for requests and for nothing else."""
    clock = EmulatorClock("logical", 0.01, VirtualClock())
    assert [clock.receive(), clock.receive(), clock.now()] == [10_000_000, 20_000_000, 20_000_000]


def test_a_logical_clock_starts_at_a_fixed_date() -> None:
    """Two emulators under logical clocks live on the same dates, whatever the machine says."""
    early, late = VirtualClock(), VirtualClock(epoch=datetime(2031, 1, 1, tzinfo=UTC))
    assert EmulatorClock("logical", 0.01, early).epoch == EmulatorClock("logical", 0.01, late).epoch


def test_a_real_clock_follows_the_machine() -> None:
    """Real time starts at instant 0 and passes as the machine's does."""
    machine = VirtualClock()
    machine.advance(5)
    clock = EmulatorClock("real", 0.01, machine)
    assert clock.receive() == 0
    machine.advance(2)
    assert clock.receive() == 2 * SECOND
    assert clock.wall(clock.now()) == machine.wall()


@pytest.mark.parametrize("kind", ["real", "logical"])
def test_both_kinds_can_be_moved_on_and_set_back(kind: str) -> None:
    """Moving on adds; setting makes an instant the present one."""
    clock = EmulatorClock("real" if kind == "real" else "logical", 0.01, VirtualClock())
    clock.advance(90)
    assert clock.now() == 90 * SECOND
    clock.set(3 * SECOND)
    assert clock.now() == 3 * SECOND


@pytest.mark.parametrize("seconds", [-1.0, float("nan"), float("inf")])
def test_a_clock_refuses_to_go_back(seconds: float) -> None:
    """Only a snapshot sets a clock back; a wrong number is refused."""
    with pytest.raises(ValueError, match="moved on"):
        EmulatorClock("logical", 0.01, VirtualClock()).advance(seconds)


def test_an_instant_has_a_date() -> None:
    """The date of an instant is the epoch plus that many nanoseconds."""
    epoch = datetime(2026, 1, 5, tzinfo=UTC)
    assert wall(epoch, 1_500 * 1_000_000) == datetime(2026, 1, 5, 0, 0, 1, 500_000, tzinfo=UTC)
