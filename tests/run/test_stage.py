from __future__ import annotations

from pathlib import Path

import pytest

from harness.clock import SystemClock
from harness.emulation import EmulatorSettings
from harness.emulation.process import RunningEmulator
from harness.exchange import Request
from harness.run.model import RunOptions, Selection
from harness.run.recording import recording
from harness.run.stage import staged
from harness.run.tags import tag_prefix
from harness.run.targets import plan
from harness.traffic.client import DoorClient

INFO = Request("GET", "/zosmf/info")


@pytest.mark.usefixtures("at_home")
def test_embedded_emulator_comes_and_goes() -> None:
    """An embedded emulator stands behind its door while the stage is up; waiting moves its clock."""
    planned = plan(["zosmf"], Selection(), None, {})
    settings = EmulatorSettings(clock="logical")
    with (
        recording("check", planned, RunOptions(), SystemClock()) as record,
        staged(planned[0], record, SystemClock(), settings) as stage,
    ):
        assert stage.emulator is not None
        before = stage.emulator.control.state()["zosmf"]["now"]
        stage.wait(100)
        assert stage.emulator.control.state()["zosmf"]["now"] == pytest.approx(before + 100)
        with DoorClient(stage.door.url) as client:
            reply = client.ask(INFO)
        assert reply.response is not None
        assert reply.response.status == 200
        assert next(stage.tags).startswith(tag_prefix(stage.vendor, record.token))
        process = stage.emulator.process
    assert process.poll() is not None


def test_target_that_was_there_stays(at_home: Path, emulator: RunningEmulator) -> None:
    """A server that the run did not start is not stopped by it."""
    del at_home
    planned = plan(["zosmf"], Selection(url=emulator.url), None, {})
    with (
        recording("check", planned, RunOptions(), SystemClock()) as record,
        staged(planned[0], record, SystemClock(), EmulatorSettings()) as stage,
    ):
        assert stage.emulator is None
        assert stage.target.upstreams == (emulator.url,)
        stage.wait(0)
    assert emulator.process.poll() is None
