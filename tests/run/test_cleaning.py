from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from harness.clock import SystemClock
from harness.contract import load_contract
from harness.door import DoorCore, DoorServer, DoorSetup
from harness.emulation.process import RunningEmulator
from harness.errors import TargetError
from harness.exchange import Sender
from harness.flow import Outcome
from harness.guard import Policy
from harness.record import RunFolder
from harness.run.cleaning import Cleaned, clean_left
from harness.target import Mode, Target
from harness.traffic.client import DoorClient
from harness.traffic.drivers import run_flow
from harness.vendor import vendor_named

VENDOR = vendor_named("zosmf")
WORK = VENDOR.work[0]
PREFIX = "HTEST"


@dataclass
class Waits:
    """Lets an emulator's clock run on, and notes for how long."""

    emulator: RunningEmulator
    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        self.emulator.control.advance(seconds)


@contextmanager
def door_before(emulator: RunningEmulator, folder: Path, *, mode: Mode = Mode.OWNED) -> Iterator[DoorServer]:
    """Open a door before ``emulator``."""
    target = Target("zosmf", "zosmf", (emulator.url,), mode, sessions=VENDOR.sessions, work=VENDOR.work)
    record = RunFolder.reopen(folder) if (folder / "exchanges.ndjson").exists() else RunFolder.create(folder)
    setup = DoorSetup(target, VENDOR, load_contract(VENDOR.contract_path), Policy(mode, tag_prefix=PREFIX))
    core = DoorCore(setup, record, SystemClock())
    with closing(record), closing(core.ledger), DoorServer(core) as door:
        yield door


def submit(door: DoorServer, waits: Waits, tag: str) -> None:
    """Submit a short job under ``tag``."""
    with DoorClient(door.url, Sender("scenario")) as client:
        submitted = run_flow(VENDOR.flows.submit(WORK, tag), client.send, waits)
    assert submitted.outcome is Outcome.DONE


def jobs_at(emulator: RunningEmulator) -> int:
    """Return how many jobs there truly are."""
    count = emulator.control.state()["zosmf"]["jobs"]
    assert isinstance(count, int)
    return count


def test_what_was_created_is_removed(tmp_path: Path, emulator: RunningEmulator) -> None:
    """Every job of the ledger is cancelled and purged."""
    waits = Waits(emulator)
    with door_before(emulator, tmp_path / "run") as door:
        for number in range(3):
            submit(door, waits, f"{PREFIX}00{number}")
        assert clean_left(door, VENDOR.flows, PREFIX, waits) == Cleaned(3)
        assert door.core.ledger.view.left() == ()
    assert jobs_at(emulator) == 0


def test_job_without_an_answer_is_found_by_its_tag(tmp_path: Path, emulator: RunningEmulator) -> None:
    """A job whose submit was never answered is looked for, taken over and removed."""
    waits = Waits(emulator)
    emulator.control.faults([{"match": {"method": "PUT"}, "fault": {"kind": "half-body"}}])
    with door_before(emulator, tmp_path / "run") as door:
        with DoorClient(door.url, Sender("scenario")) as client:
            run_flow(VENDOR.flows.submit(WORK, f"{PREFIX}001"), client.send, waits)
        emulator.control.faults([])
        assert jobs_at(emulator) == 1
        assert clean_left(door, VENDOR.flows, PREFIX, waits) == Cleaned(1)
    assert jobs_at(emulator) == 0


def test_name_that_is_not_ours_is_left_alone(tmp_path: Path, emulator: RunningEmulator) -> None:
    """A job that may have been created under a name of somebody else's is named and not touched."""
    waits = Waits(emulator)
    emulator.control.faults([{"match": {"method": "PUT"}, "fault": {"kind": "half-body"}}])
    with door_before(emulator, tmp_path / "run", mode=Mode.UNRESTRICTED) as door:
        with DoorClient(door.url, Sender("fuzzing")) as client:
            run_flow(VENDOR.flows.submit(WORK, "PAYROLL"), client.send, waits)
        emulator.control.faults([])
        cleaned = clean_left(door, VENDOR.flows, PREFIX, waits)
    assert cleaned.gone == 0
    assert "PAYROLL" in cleaned.left[0]
    assert jobs_at(emulator) == 1


def test_jobs_that_are_gone_cost_one_wait(tmp_path: Path, emulator: RunningEmulator) -> None:
    """Many jobs that somebody else has removed are waited for once, not each."""
    waits = Waits(emulator)
    with door_before(emulator, tmp_path / "run") as door:
        for number in range(5):
            submit(door, waits, f"{PREFIX}00{number}")
        emulator.control.reset()
        assert clean_left(door, VENDOR.flows, PREFIX, waits) == Cleaned(5)
    assert len(waits.seconds) == 1


def test_nobody_there(tmp_path: Path, emulator: RunningEmulator) -> None:
    """A target that cannot be reached is told at once, and the ledger keeps what is left."""
    waits = Waits(emulator)
    with door_before(emulator, tmp_path / "run") as door:
        for number in range(5):
            submit(door, waits, f"{PREFIX}00{number}")
        emulator.stop()
        with pytest.raises(TargetError, match="nobody answers"):
            clean_left(door, VENDOR.flows, PREFIX, lambda _: None)
        assert len(door.core.ledger.view.left()) == 5
