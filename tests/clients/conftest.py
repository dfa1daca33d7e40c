"""Real clients as their users have them, and an emulator that they take for a z/OSMF.

``make test-clients`` installs them; nothing of theirs is changed, replaced or patched.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from harness.emulation import EmulatorSettings, ServerTls
from harness.emulation.process import start_emulator
from harness.vendor import vendor_named

HERE = Path(__file__).parent
ZOWE = HERE / "node_modules" / ".bin" / "zowe"
SDK_PYTHON = HERE / ".venv" / "bin" / "python"
PATIENCE = 120


@pytest.fixture(scope="session", params=["http", "https"])
def environment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, str]]:
    """Start an emulator and give the variables by which clients find it."""
    tls = ServerTls(tmp_path_factory.mktemp("ca") / "ca.pem") if request.param == "https" else None
    vendor = vendor_named("zosmf")
    with start_emulator("zosmf", EmulatorSettings(tls=tls)) as running:
        assert running.url.startswith(f"{request.param}://")
        yield vendor.environment(running.url, vendor.sessions["primary"])


@pytest.fixture(scope="session")
def client_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home folder for clients, so that none reads or writes the developer's own settings."""
    return tmp_path_factory.mktemp("home")


def client_environment(variables: Mapping[str, str], home: Path) -> dict[str, str]:
    """Return the whole environment of a client: where it finds Node, its home, and its target."""
    path = os.pathsep.join([str(ZOWE.parent), os.environ["PATH"], str(SDK_PYTHON.parent)])
    own = {"PATH": path, "HOME": str(home), "ZOWE_CLI_HOME": str(home / "zowe"), "FORCE_COLOR": "0"}
    return {**own, **variables}


@dataclass(frozen=True)
class ZoweCli:
    """``zowe ... --response-format-json`` as a function."""

    environment: Mapping[str, str]

    def __call__(self, *arguments: str, code: int = 0) -> dict[str, Any]:
        """Run a command and return its answer; fail unless it ends with ``code``."""
        done = subprocess.run(
            [str(ZOWE), *arguments, "--response-format-json"],
            env=dict(self.environment),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


@dataclass(frozen=True)
class PythonSdk:
    """Methods of the SDK's ``Jobs``, called in its own environment."""

    environment: Mapping[str, str]

    def __call__(self, method: str, *arguments: Any) -> Any:
        """Call one method and return what it returned, in JSON types."""
        done = subprocess.run(
            [str(SDK_PYTHON), str(HERE / "sdk.py"), method, json.dumps(arguments)],
            env=dict(self.environment),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def zowe(environment: Mapping[str, str], client_home: Path) -> ZoweCli:
    """Return Zowe CLI before the emulator."""
    return ZoweCli(client_environment(environment, client_home))


@pytest.fixture
def sdk(environment: Mapping[str, str], client_home: Path) -> PythonSdk:
    """Return the Zowe Python SDK before the emulator."""
    return PythonSdk(client_environment(environment, client_home))
