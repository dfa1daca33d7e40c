from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from harness.emulation import EmulatorSettings, ServerTls
from harness.emulation.process import factory_name, start_emulator, start_emulators
from harness.errors import HarnessError, UsageError
from tests.emulation.echo import echo_emulator

FACTORY = "tests.emulation.echo:echo_emulator"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let child processes find the echo application."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def _get(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - the address of our own emulator
        body: bytes = answer.read()
    return body


def test_a_child_listens_until_it_is_stopped() -> None:
    """A started emulator answers at its address and at its control API; a stopped one is gone."""
    running = start_emulator("echo", EmulatorSettings(clock="logical"), FACTORY)
    assert _get(f"{running.url}/a") == f"{running.url} GET /a ".encode()
    assert running.control.state()["echo"]["requests"] == 1
    running.stop()
    running.stop()
    assert running.process.returncode == 0
    with pytest.raises(HarnessError, match="is gone"):
        running.control.state()


def test_several_vendors_share_a_process(tmp_path: Path) -> None:
    """Each emulator has its own address, all have one control API."""
    tls = EmulatorSettings(tls=ServerTls(tmp_path / "ca.pem"))
    second = "tests.emulation.echo:second_emulator"
    with start_emulators({"echo": (FACTORY, EmulatorSettings()), "second": (second, tls)}) as running:
        assert _get(running.urls["echo"]).endswith(b"GET / ")
        assert running.urls["second"].startswith("https://")
        assert {name: state["requests"] for name, state in running.control.state().items()} == {
            "echo": 1,
            "second": 0,
        }
        assert (tmp_path / "ca.pem").read_text().startswith("-----BEGIN CERTIFICATE-----")


def test_a_system_of_several_addresses_tells_all_of_them() -> None:
    """The first is the one that flows start at; the others follow by name."""
    with start_emulator("echo", EmulatorSettings(), "tests.emulation.echo:spread_emulator") as running:
        assert running.upstreams == (running.url, running.further["echo"]["pod"])
        assert _get(running.upstreams[1]).startswith(b"pod at ")


def test_a_port_that_is_taken_is_the_users_to_mend() -> None:
    """What the child finds wrong with the settings is raised in the parent."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = EmulatorSettings(port=taken.getsockname()[1])
        with pytest.raises(UsageError, match="another port"):
            start_emulator("echo", settings, FACTORY)


def test_a_child_that_cannot_start_is_reported(capfd: pytest.CaptureFixture[str]) -> None:
    """A factory that is not there ends the child and raises in the parent."""
    with pytest.raises(HarnessError, match="did not start"):
        start_emulator("echo", EmulatorSettings(), "tests.emulation.echo:missing")
    assert "missing" in capfd.readouterr().err


def test_a_factory_has_a_name() -> None:
    """A child process finds a factory by module and function."""
    assert factory_name(echo_emulator) == FACTORY


def test_a_child_goes_with_a_parent_that_is_killed() -> None:
    """Nothing is left of an emulator when its parent is killed without warning."""
    code = (
        "import os, signal, sys\n"
        "from harness.emulation.process import start_emulator\n"
        f"running = start_emulator('echo', None, {FACTORY!r})\n"
        "print(running.process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    parent = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, check=False)
    try:
        child = os.pidfd_open(int(parent.stdout))
    except ProcessLookupError:
        return
    assert select.select([child], [], [], 2)[0]
    os.close(child)
