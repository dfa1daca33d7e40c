"""One target stood up for a run: its emulator if it is embedded, and the door before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from threading import Event

from harness.clock import Clock
from harness.contract import Contract, load_level
from harness.door import DoorCore, DoorOptions, DoorServer, DoorSetup
from harness.emulation import EmulatorSettings
from harness.emulation.process import RunningEmulator, factory_name, start_emulator
from harness.guard import Policy
from harness.run.recording import Recording
from harness.run.tags import tag_prefix, tags
from harness.run.targets import Planned
from harness.run.verdict import Ground
from harness.target import Target
from harness.vendor import Vendor


@dataclass(frozen=True)
class Stage:
    """A target that is there to be talked to, behind its door."""

    vendor: Vendor
    target: Target
    contract: Contract
    door: DoorServer
    emulator: RunningEmulator | None
    """None for a target that this run did not start."""
    ground: Ground
    wait: Callable[[float], None]
    """Lets seconds pass for the target: an emulator on a logical clock is moved on instead of waited for."""
    tags: Iterator[str]
    """Fresh job tags of this run."""


@contextmanager
def staged(  # noqa: PLR0913, PLR0917 - all that a target is stood up with
    planned: Planned,
    recording: Recording,
    clock: Clock,
    settings: EmulatorSettings,
    options: DoorOptions | None = None,
    session_senders: tuple[str, ...] = ("session",),
) -> Iterator[Stage]:
    """Stand ``planned`` up, open its door, and take both down again.

    ``session_senders`` are the kinds of senders that may log in and out; a client under test brings
    credentials of its own. ``settings`` are those of an embedded emulator. Raises ``UsageError`` for a
    contract that cannot be loaded and for an address that cannot be listened at.
    """
    contract = load_level(planned.vendor.contract_path, planned.target.level)
    with ExitStack() as stack:
        emulator = stack.enter_context(_emulator(planned, settings)) if planned.target.embedded else None
        target = planned.target if emulator is None else replace(planned.target, upstreams=emulator.upstreams)
        policy = Policy(
            target.mode,
            tag_prefix=tag_prefix(planned.vendor, recording.token),
            executes=planned.vendor.executes(target.work),
            session_senders=session_senders,
            budgets=target.budgets,
        )
        core = DoorCore(DoorSetup(target, planned.vendor, contract, policy), recording.folder, clock)
        stack.callback(core.ledger.close)
        door = stack.enter_context(DoorServer(core, options))
        yield Stage(
            planned.vendor,
            target,
            contract,
            door,
            emulator,
            Ground(contract, target.mode, planned.submits),
            _wait(emulator, settings),
            tags(planned.vendor, recording.token),
        )


def _emulator(planned: Planned, settings: EmulatorSettings) -> RunningEmulator:
    return start_emulator(planned.vendor.name, settings, factory_name(planned.vendor.emulator))


def _wait(emulator: RunningEmulator | None, settings: EmulatorSettings) -> Callable[[float], None]:
    if emulator is not None and settings.clock == "logical":
        return emulator.control.advance
    return pause


def pause(seconds: float) -> None:
    """Let real seconds pass."""
    Event().wait(seconds)
