from __future__ import annotations

from pathlib import Path

import pytest

from harness.clock import VirtualClock
from harness.emulation import EmulatorSettings
from harness.emulation.process import RunningEmulator, start_emulator
from harness.exchange import Passage
from harness.finding import VerdictKind
from harness.ledger import read_ledger
from harness.record import read_exchanges, read_findings, read_run
from harness.run import check
from harness.run.model import Profile, RunEnd, RunOptions, Selection
from harness.run.requests import CheckRequest
from harness.target import Mode
from tests.run.conftest import Listener


def checked(ui: Listener, selection: Selection, **options: object) -> RunEnd:
    """Run a quick check of z/OSMF."""
    chosen = RunOptions(seed=7, **options)  # type: ignore[arg-type]
    return check.run(CheckRequest(("zosmf",), selection, chosen, Profile.QUICK), ui)


def folder_of(end: RunEnd) -> Path:
    """Return the run folder, which a check always has."""
    assert end.run_folder is not None
    return end.run_folder


def test_every_request_is_accounted_for(ui: Listener, at_home: Path, emulator: RunningEmulator) -> None:
    """Requests in = forwarded + blocked + refused, the emulator saw the forwarded, nothing stays behind."""
    del at_home
    end = checked(ui, Selection(url=emulator.url))
    counts = read_run(folder_of(end)).counts
    passages = [exchange.passage for exchange in read_exchanges(folder_of(end))]
    assert end.verdict.kind is VerdictKind.PASS, end.verdict.reason
    assert counts["received"] == counts["forwarded"] + counts["blocked"] + counts["refused"]
    assert len(passages) == counts["received"]
    assert passages.count(Passage.ANSWERED) + counts["broken"] == counts["forwarded"]
    assert emulator.control.state()["zosmf"]["requests"] == counts["forwarded"] - counts["unsent"]
    assert read_ledger(folder_of(end)).left() == ()
    assert emulator.control.state()["zosmf"]["jobs"] == 0


def test_equal_seeds_send_equal_requests(ui: Listener, at_home: Path) -> None:
    """Two checks of an embedded emulator with one seed send the same requests in the same order."""
    del at_home
    first, second = (read_run(folder_of(checked(ui, Selection()))) for _ in range(2))
    assert first.details["requests_digest"] == second.details["requests_digest"]
    assert first.verdict == second.verdict


def test_reports_are_there(ui: Listener, at_home: Path) -> None:
    """A check ends with its reports in the run folder, which ``latest`` points at."""
    end = checked(ui, Selection(), max_time=0.5)
    names = {path.name for path in folder_of(end).iterdir()}
    assert {"run.json", "exchanges.ndjson", "report.html", "junit.xml", "report.md"} <= names
    assert (at_home / "reports" / "latest").resolve() == folder_of(end).resolve()
    assert end.summary["exit_code"] == end.exit_code


def test_no_empty_green(ui: Listener, at_home: Path) -> None:
    """A run in which every submit fails as documented is inconclusive, not green."""
    del at_home
    with start_emulator("zosmf", EmulatorSettings(capacity=0)) as full:
        end = checked(ui, Selection(url=full.url, mode=Mode.UNRESTRICTED))
    assert end.verdict.kind is VerdictKind.INCONCLUSIVE, end.verdict.reason
    assert "no submit succeeded" in end.verdict.reason
    assert end.exit_code == 3


def test_no_empty_green_behind_a_gateway(ui: Listener, at_home: Path, emulator: RunningEmulator) -> None:
    """A run whose every submit is turned away by a gateway is inconclusive too."""
    del at_home
    emulator.control.faults([{"match": {"method": "PUT"}, "fault": {"kind": "status", "status": 503}}])
    end = checked(ui, Selection(url=emulator.url, mode=Mode.UNRESTRICTED))
    assert end.verdict.kind is VerdictKind.INCONCLUSIVE, [*read_findings(folder_of(end))]
    assert "no submit succeeded" in end.verdict.reason


def test_nobody_there_is_inconclusive(ui: Listener, at_home: Path, emulator: RunningEmulator) -> None:
    """A target that does not answer is nobody's finding."""
    del at_home
    emulator.stop()
    end = checked(ui, Selection(url=emulator.url))
    assert end.verdict.kind is VerdictKind.INCONCLUSIVE
    assert end.exit_code == 3


def test_read_only_run_changes_nothing(ui: Listener, at_home: Path, emulator: RunningEmulator) -> None:
    """In read-only mode nothing but reads reaches the target."""
    del at_home
    end = checked(ui, Selection(url=emulator.url, mode=Mode.READ_ONLY))
    seen = emulator.control.state()["zosmf"]["requests_by_operation"]
    assert end.verdict.kind is VerdictKind.PASS, end.verdict.reason
    assert not [name for name in seen if name.startswith(("submit", "modify", "delete", "cancel"))], seen


def test_stopped_run_says_so(ui: Listener, at_home: Path) -> None:
    """--max-time ends a run early, and the reason says that it did."""
    del at_home
    end = checked(ui, Selection(), max_time=0.0)
    assert end.verdict.kind is VerdictKind.INCONCLUSIVE
    assert "stopped" in end.verdict.reason


@pytest.mark.parametrize(("seconds", "passed"), [(None, False), (10.0, False), (5.0, True)])
def test_deadline(seconds: float | None, *, passed: bool) -> None:
    """A deadline is over once its seconds have passed, and never without one."""
    clock = VirtualClock()
    over = check.deadline(clock, seconds)
    clock.advance(5.0)
    assert over() is passed
