"""Locust started by hand leaves the record that ``harness load`` leaves."""

from __future__ import annotations

import signal
import subprocess
from pathlib import Path

from harness.emulation.process import RunningEmulator
from harness.exchange import Passage
from harness.ledger import read_ledger
from harness.record import read_exchanges, read_run
from harness.timing.plan import PLAN_FILE, read_plan
from harness.timing.sample import read_samples
from tests.loadtests.conftest import PATIENCE, Start

SUBMIT = {"method": "PUT", "path_regex": "^/zosmf/restjobs/jobs$", "nth": 2}


def output_of(process: subprocess.Popen[bytes]) -> str:
    """Wait for the end of a Locust and return what it printed."""
    return process.communicate(timeout=PATIENCE)[0].decode()


def folder_in(home: Path) -> Path:
    """Return the run folder that Locust left."""
    return (home / "reports" / "latest").resolve()


def test_users_loop_until_interrupted(tmp_path: Path, emulator: RunningEmulator, start: Start) -> None:
    """Ctrl-C ends a closed model with a whole record: a lost submit is found again, nothing is left.

    One submit's connection is reset after the emulator took the job, which must not be sent twice.
    """
    emulator.control.faults([{"match": SUBMIT, "fault": {"kind": "reset"}}])
    process = start(emulator.url, "-u", "2", "-r", "2", "--seed", "4")
    done: set[str] = set()
    while process.poll() is None and len(done) < 6:
        done |= {job["key"] for job in emulator.control.jobs()["zosmf"]}
    process.send_signal(signal.SIGINT)
    printed = output_of(process)
    folder = folder_in(tmp_path)
    submits = [one for one in read_exchanges(folder) if one.operation == "submitJob"]
    state = emulator.control.state()["zosmf"]
    assert [one.passage for one in submits].count(Passage.BROKEN) == 1, printed
    assert state["requests_by_operation"]["submitJob"] == len(submits)
    assert (state["jobs"], read_ledger(folder).left()) == (0, ())
    assert read_run(folder).verdict is not None
    assert str(folder.name) in printed


def test_workers_share_one_plan(
    tmp_path: Path, emulator: RunningEmulator, start: Start, free_port: str
) -> None:
    """Two processes carry out each job of an open model once, and the master judges the whole."""
    options = ["--job-rate", "6", "-t", "3s", "--processes", "2", "-u", "2", "-r", "2", "--seed", "4"]
    printed = output_of(
        start(emulator.url, *options, "--master-bind-port", free_port, "--master-port", free_port)
    )
    folder = folder_in(tmp_path)
    plan = read_plan(folder / PLAN_FILE)
    samples = read_samples(plan.samples_file(worker) for worker in range(2))
    numbers = [sample.number for sample in samples]
    assert plan.workers == 2, printed
    assert numbers == sorted(set(numbers))
    assert {(sample.worker, sample.number % 2) for sample in samples} == {(0, 0), (1, 1)}
    ids = [exchange.id for exchange in read_exchanges(folder)]
    assert len(set(ids)) == len(ids)
    assert (emulator.control.state()["zosmf"]["jobs"], read_ledger(folder).left()) == (0, ())
    assert read_run(folder).counts["cases"] == len(samples)


def test_a_target_without_credentials_is_refused(start: Start) -> None:
    """One line says what is missing, exit code 2, and no request is sent."""
    process = start("https://zosmf.example.com", "-u", "1", "-t", "1s")
    printed = output_of(process)
    assert process.returncode == 2
    assert "there are no credentials for https://zosmf.example.com" in printed
    assert "Traceback" not in printed
