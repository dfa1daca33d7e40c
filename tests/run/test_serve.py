from __future__ import annotations

import json
import signal
import subprocess
import sys

import pytest
import requests

from harness.emulation import EmulatorSettings
from harness.emulation.server import Served
from harness.errors import UsageError
from harness.run import serve
from harness.run.requests import ServeRequest
from harness.vendor import vendors
from tests.run.conftest import Listener


def test_serves_until_interrupted() -> None:
    """An emulator says where it listens and who may log in, answers, and ends in peace on Ctrl-C."""
    command = [sys.executable, "-m", "harness", "serve", "zosmf", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        described = json.loads(process.stdout.readline())
        answer = requests.get(described["url"] + "/zosmf/restjobs/jobs", timeout=30)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert answer.status_code == 401
    assert described["sessions"][0] == {"name": "primary", "user": "IBMUSER", "password": "SYS1"}


def test_faults_are_played_from_the_start() -> None:
    """A set of faults is met by whoever asks, as it would be behind a gate."""
    command = [sys.executable, "-m", "harness", "serve", "zosmf", "--json", "--faults", "unavailable"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        described = json.loads(process.stdout.readline())
        found = [requests.get(described["url"] + "/zosmf/info", timeout=30) for _ in range(3)]
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert [answer.status_code for answer in found] == [503, 503, 200]
    assert found[0].headers["Retry-After"] == "1"


def test_unknown_faults(ui: Listener) -> None:
    """A set that there is not is refused before anything listens."""
    with pytest.raises(UsageError, match="no set of faults"):
        serve.run(ServeRequest(("zosmf",), faults="gremlins"), ui)


def test_unknown_vendor(ui: Listener) -> None:
    """A vendor that nobody knows is wrong usage."""
    with pytest.raises(UsageError, match="no vendor"):
        serve.run(ServeRequest(("nobody",)), ui)


def test_unknown_level(ui: Listener) -> None:
    """A release that the emulator cannot play is refused before anything listens."""
    with pytest.raises(UsageError, match="no level"):
        serve.run(ServeRequest(("zosmf",), play="v9r9"), ui)


def test_every_listener_of_a_system_is_told() -> None:
    """Whoever drives an emulator by hand needs all its addresses."""
    served = Served({"zosmf": "http://a:1"}, "http://c:3", {"zosmf": {"pod": "http://a:2"}})
    described = serve.describe(vendors()["zosmf"], EmulatorSettings(), served)
    assert (described["url"], described["further"]) == ("http://a:1", {"pod": "http://a:2"})
