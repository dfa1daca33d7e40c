from __future__ import annotations

from datetime import UTC, datetime

from harness.emulation.clock import SECOND
from harness.vendors.iics.emulator.catalog import Catalog, End
from harness.vendors.iics.emulator.release import DOCUMENTED
from harness.vendors.iics.emulator.runs import Run, stages_of
from harness.vendors.iics.emulator.system import System

CATALOG = Catalog(DOCUMENTED)
TASK = next(iter(CATALOG))


def system_with(*seconds: float) -> System:
    """Return an organisation in which runs of these lengths have begun."""
    system = System.new(datetime(2026, 1, 5, tzinfo=UTC), 0, DOCUMENTED, CATALOG)
    for number, length in enumerate(seconds, start=1):
        stages = stages_of(length, End.SUCCESS, queued=False)
        system.add(Run(number, number, f"L{number}", TASK, "u", 0, 0, 0, stages, End.SUCCESS))
    return system


def test_the_log_is_in_the_order_of_the_ends() -> None:
    """Not in that of the starts, and whenever somebody looks."""
    system = system_with(3, 1, 2)
    assert [run.number for run in system.running(SECOND)] == [1, 2, 3]
    assert [run.number for run in system.ended(5 * SECOND)] == [1, 3, 2]
    assert list(system.running(5 * SECOND)) == []


def test_a_stopped_run_has_its_place_among_the_ends() -> None:
    """It is in the log as it ends; one that ended before it by itself may come there after it, and below."""
    system = system_with(2, 60)
    natural, stopped = system.running(SECOND)
    takes = stopped.stop(SECOND).ended - SECOND
    stopped = stopped.stop((natural.ended + natural.logged) // 2 - takes)
    system.change(stopped)
    assert natural.ended < stopped.ended == stopped.logged < natural.logged
    assert [run.number for run in system.ended(stopped.logged)] == [2]
    assert [run.number for run in system.ended(natural.logged)] == [2, 1]


def test_a_copy_is_left_alone() -> None:
    """A snapshot shows what was, whatever is stopped or added later."""
    system = system_with(60)
    copy = system.copy()
    [run] = system.running(SECOND)
    system.change(run.stop(SECOND))
    assert [run.stopped for run in system.running_of(TASK.id, SECOND)] == [True]
    assert [run.stopped for run in copy.running_of(TASK.id, SECOND)] == [False]


def test_instants_have_a_date() -> None:
    """Counted from the epoch, in UTC."""
    assert system_with().wall(SECOND) == datetime(2026, 1, 5, 0, 0, 1, tzinfo=UTC)
