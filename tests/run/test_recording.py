from __future__ import annotations

import sys
from pathlib import Path

import pytest

from harness.clock import VirtualClock
from harness.config import RecordLimits
from harness.finding import Verdict, VerdictKind
from harness.record import read_run
from harness.run.model import RunOptions, Selection
from harness.run.recording import keep_within, recording, versions
from harness.run.targets import Planned, plan

PASS = Verdict(VerdictKind.PASS, "fine")


@pytest.fixture
def targets() -> tuple[Planned, ...]:
    """Return the embedded emulator of z/OSMF."""
    return plan(["zosmf"], Selection(), None, {})


@pytest.mark.usefixtures("at_home")
def test_run_is_named_and_described(targets: tuple[Planned, ...]) -> None:
    """A run folder says when, what, at which target, and with which seed and versions."""
    with recording("check", targets, RunOptions(seed=5), VirtualClock(), "quick") as record:
        record.end(PASS, VirtualClock())
    run = read_run(record.path)
    assert record.path == Path("reports/20260105T080000000Z-check-zosmf")
    assert (run.seed, run.profile, run.verdict, run.exit_code) == (5, "quick", PASS, 0)
    assert run.versions["harness"] == versions()["harness"]
    assert Path("reports/latest").resolve() == record.path.resolve()


@pytest.mark.usefixtures("at_home")
def test_interrupted_run_is_inconclusive(targets: tuple[Planned, ...]) -> None:
    """A run that is broken off has a record, and a verdict that says so."""
    with (
        pytest.raises(KeyboardInterrupt),
        recording("check", targets, RunOptions(out=Path("mine")), VirtualClock()),
    ):
        raise KeyboardInterrupt
    verdict = read_run(Path("mine")).verdict
    assert verdict is not None
    assert verdict.kind is VerdictKind.INCONCLUSIVE
    assert not Path("reports").exists()


@pytest.mark.usefixtures("at_home")
def test_each_target_keeps_its_own_verdict(targets: tuple[Planned, ...]) -> None:
    """What was judged of a target is in the record at once, whatever becomes of the run."""
    with recording("check", targets, RunOptions(), VirtualClock()) as record:
        record.judged(targets[0].target.name, PASS)
        assert [target.verdict for target in read_run(record.path).targets] == [PASS]
        record.end(PASS, VirtualClock())


@pytest.mark.usefixtures("at_home")
def test_defect_of_ours_is_never_a_pass(targets: tuple[Planned, ...]) -> None:
    """A run during which the harness itself broke says so and exits with 4."""
    with recording("check", targets, RunOptions(), VirtualClock()) as record:
        end = record.end(PASS, VirtualClock(), defects=["the ledger could not be kept"])
    assert end.exit_code == read_run(record.path).exit_code == 4
    assert "ledger" in end.verdict.reason


@pytest.mark.usefixtures("at_home")
def test_token_follows_from_the_seed_at_emulators_only(targets: tuple[Planned, ...]) -> None:
    """Equal seeds give equal job names at an emulator of our own, and other ones anywhere else."""
    there = plan(["zosmf"], Selection(url="http://127.0.0.1:1"), None, {})

    def token(where: tuple[Planned, ...], name: str) -> str:
        with recording("check", where, RunOptions(seed=5, out=Path(name)), VirtualClock()) as record:
            return record.token

    assert token(targets, "a") == token(targets, "b")
    assert token(there, "c") != token(there, "d")


@pytest.mark.usefixtures("at_home")
def test_clients_command_line_is_not_kept(
    targets: tuple[Planned, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a client is called with may be a secret, under any name: only its program is written down."""
    line = ["gate", "zosmf", "--seed", "1", "--", "curl", "-u", "me:SYS1", "--", "x"]
    monkeypatch.setattr(sys, "argv", ["harness", *line])
    with recording("gate", targets, RunOptions(out=Path("mine")), VirtualClock()):
        pass
    kept = read_run(Path("mine")).command_line
    assert kept == ("gate", "zosmf", "--seed", "1", "--", "curl", "(4 arguments)")


@pytest.mark.usefixtures("at_home")
def test_old_runs_go(targets: tuple[Planned, ...]) -> None:
    """Run folders beyond the limits of [record] are removed, the newest stay."""
    for _ in range(3):
        clock = VirtualClock()
        clock.advance(len(list(Path("reports").glob("2*"))))
        with recording("check", targets, RunOptions(), clock) as record:
            record.end(PASS, clock)
    assert len(keep_within(RecordLimits(keep_runs=1), VirtualClock())) == 2
    assert [path.resolve() for path in Path("reports").glob("2*")] == [Path("reports/latest").resolve()]
