from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.clock import SystemClock
from harness.emulation import EmulatorSettings
from harness.run.conduct import Conducted, conduct
from harness.run.digest import requests_digest
from harness.run.judging import exchanges_of
from harness.run.model import RunOptions, Selection
from harness.run.recording import recording
from harness.run.stage import Stage, staged
from harness.run.targets import plan
from harness.target import Mode
from harness.traffic.profiles import Counts
from tests.run.conftest import Listener

FEW = Counts(
    coverage=False, fuzzing=1, walks=1, steps=2, negative=0, scenarios=1, actions=2, every_moment=False
)
"""One of each."""


@contextmanager
def stage_in(mode: Mode, vendor: str = "zosmf") -> Iterator[tuple[Stage, Path]]:
    """Stand up an embedded emulator in ``mode``; with the run folder."""
    planned = plan([vendor], Selection(mode=mode), None, {})
    settings = EmulatorSettings(clock="logical")
    with (
        recording("check", planned, RunOptions(seed=1), SystemClock()) as record,
        staged(planned[0], record, SystemClock(), settings) as stage,
    ):
        yield stage, record.path


def kinds(folder: Path) -> list[str]:
    """Return the kinds of senders of our own traffic, in the order they first spoke."""
    senders = (exchange.sender.kind for exchange in exchanges_of(folder, "zosmf"))
    return [kind for kind in dict.fromkeys(senders) if kind != "session"]


def test_documents_come_first_and_refusals_last(ui: Listener, at_home: Path) -> None:
    """Documents, what the contract lets vary, lives of jobs, refusals: the same again for the same seed."""
    del at_home
    digests = set()
    for _ in range(2):
        ui.steps = 0
        with stage_in(Mode.UNRESTRICTED) as (stage, folder):
            conducted = conduct(stage, FEW, 1, ui, lambda: False)
        order = kinds(folder)
        assert order.index("documented") < order.index("fuzzing") < order.index("scenario")
        assert set(order[-3:]) == {"refusal", "refusal-setup", "impaired"}
        assert conducted.stopped is None
        assert sum(conducted.cases.values()) == ui.steps > 0
        digests.add(requests_digest(exchanges_of(folder, "zosmf")))
    assert len(digests) == 1


def test_read_only_lives_no_lives(ui: Listener, at_home: Path) -> None:
    """Without the right to submit there is no life to follow, and nobody else's server is asked to refuse."""
    del at_home
    with stage_in(Mode.READ_ONLY) as (stage, folder):
        conduct(stage, FEW, 1, ui, lambda: False)
        sent = [one for one in exchanges_of(folder, "zosmf") if one.sender.kind != "session"]
    assert not {"scenario", "refusal"} & set(kinds(folder))
    assert {exchange.request.method for exchange in sent} == {"GET"}


def test_stopped_at_once(ui: Listener, at_home: Path) -> None:
    """Traffic that is stopped says so, and sends no more."""
    del at_home
    with stage_in(Mode.UNRESTRICTED) as (stage, folder):
        conducted = conduct(stage, FEW, 1, ui, lambda: True)
    assert conducted == Conducted({"documented": 0}, (), "stopped")
    assert kinds(folder) == []
