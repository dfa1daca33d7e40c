from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

import psutil
import pytest

from harness.emulation.process import RunningEmulator
from harness.finding import VerdictKind
from harness.ledger import read_ledger
from harness.record import EXCHANGES_FILE, read_exchanges, read_run
from harness.report import summary
from harness.run import clean
from harness.run.requests import CleanRequest
from harness.seed import stream
from tests.run.conftest import Listener

KILLS = int(os.environ.get("HARNESS_TEST_KILLS", "2"))
"""How many random points a check is killed at; the qualification uses more."""


def killed_check(emulator: RunningEmulator, folder: Path, lines: int) -> None:
    """Kill a check at ``emulator`` outright once its record has ``lines`` lines; its children must go too."""
    out = folder / "reports" / f"killed-{lines}"
    command = [
        "check",
        "zosmf",
        "--url",
        emulator.url,
        "--profile",
        "quick",
        "--seed",
        "3",
        "--out",
        str(out),
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "harness", *command], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    record = out / EXCHANGES_FILE
    while process.poll() is None and not (record.exists() and record.read_bytes().count(b"\n") >= lines):
        Event().wait(0.02)
    children = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGKILL)
    process.wait()
    gone, alive = psutil.wait_procs(children, timeout=2)
    assert not alive, gone


def test_what_a_killed_check_left_is_removed(ui: Listener, at_home: Path, emulator: RunningEmulator) -> None:
    """A check killed at any point leaves a record that can be read, and nothing that clean does not find."""
    for point in sorted(stream(20).sample(range(1, 800), KILLS)):
        killed_check(emulator, at_home, point)
    runs = sorted((at_home / "reports").iterdir())
    for run in runs:
        assert [*read_exchanges(run)]
        assert read_run(run).verdict is None
        assert summary(run)["verdict"] == "inconclusive"
    end = clean.run(CleanRequest(reports=at_home / "reports"), ui)
    assert end.verdict.kind is VerdictKind.PASS, ui.notices
    assert all(read_ledger(run).left() == () for run in runs)
    assert emulator.control.state()["zosmf"]["jobs"] == 0


@pytest.mark.usefixtures("at_home")
def test_nothing_left_is_fine(ui: Listener) -> None:
    """Without runs there is nothing to remove."""
    end = clean.run(CleanRequest(), ui)
    assert end.verdict.kind is VerdictKind.PASS
    assert "nothing was left" in ui.printed


def test_target_that_is_gone_is_told(ui: Listener, at_home: Path, emulator: RunningEmulator) -> None:
    """What cannot be removed makes the end inconclusive, and is named."""
    killed_check(emulator, at_home, 300)
    emulator.stop()
    end = clean.run(CleanRequest(reports=at_home / "reports"), ui)
    assert end.verdict.kind is VerdictKind.INCONCLUSIVE
    assert ui.notices
    (run,) = (at_home / "reports").iterdir()
    assert read_ledger(run).left()


def test_other_targets_are_left_alone(ui: Listener, at_home: Path, emulator: RunningEmulator) -> None:
    """With a target's name only that target is cleaned."""
    killed_check(emulator, at_home, 300)
    clean.run(CleanRequest(target="somewhere-else", reports=at_home / "reports"), ui)
    (run,) = (at_home / "reports").iterdir()
    assert read_ledger(run).left()
