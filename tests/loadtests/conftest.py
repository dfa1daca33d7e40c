"""Locust as a user starts it, against an emulator on the real clock."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness.emulation import EmulatorSettings, parse_laws
from harness.emulation.process import RunningEmulator, start_emulator
from harness.resources import resource

# Tests import what Locust would: modules beside the locustfile.
sys.path.append(str(resource("loadtests")))

PATIENCE = 60.0
"""Seconds that a Locust gets; more than enough on a busy machine."""
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def emulator() -> Iterator[RunningEmulator]:
    """Run a z/OSMF emulator whose jobs are visible after 50 ms."""
    with start_emulator("zosmf", EmulatorSettings(lag=parse_laws("constant:50ms"))) as running:
        yield running


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Give a function that starts ``locust -f loadtests/zosmf.py`` in a folder of its own."""
    started: list[subprocess.Popen[bytes]] = []

    def run(host: str, *options: str) -> subprocess.Popen[bytes]:
        file = str(resource("loadtests/zosmf.py"))
        words = ["-f", file, "--host", host, "--headless", "--only-summary", *options]
        environ = {name: value for name, value in os.environ.items() if not name.startswith("LOCUST_")}
        process = subprocess.Popen(
            [sys.executable, "-m", "locust", *words],
            cwd=tmp_path,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def free_port() -> str:
    """Return a port that nobody listened at a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return str(found.getsockname()[1])
