"""Real clients, unmodified, through ``harness gate``: their traffic is judged, and they notice nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.clients.conftest import HERE, PATIENCE, SDK_PYTHON, client_environment

pytestmark = pytest.mark.clients

CLIENTS = {
    "Zowe CLI": [str(HERE / "zowe_journey")],
    "Zowe Python SDK": [str(SDK_PYTHON), str(HERE / "sdk_journey.py")],
}

WRONG_REQUEST = """
import base64, os, urllib.request
user = f"{os.environ['HARNESS_USER']}:{os.environ['HARNESS_PASSWORD']}"
token = base64.b64encode(user.encode()).decode()
headers = {"Authorization": f"Basic {token}", "X-CSRF-ZOSMF-HEADER": "true"}
url = os.environ["HARNESS_ZOSMF_URL"] + "/zosmf/restjobs/jobs?prefix=MUCHTOOLONG"
urllib.request.urlopen(urllib.request.Request(url, headers=headers))
"""
"""A program that asks for job names of eleven characters; there are none of more than eight."""


def gate(folder: Path, home: Path, command: list[str], *options: str) -> dict[str, Any]:
    """Run ``command`` behind a gate and return the summary; what it prints goes to standard error."""
    harness = [sys.executable, "-c", "from harness.cli import main; main()"]
    done = subprocess.run(
        [*harness, "gate", "zosmf", "--json", "--out", str(folder), *options, "--", *command],
        env=client_environment({}, home),
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE,
        check=False,
    )
    assert done.stdout, done.stderr
    summary: dict[str, Any] = json.loads(done.stdout)
    assert summary["exit_code"] == done.returncode
    return summary


@pytest.mark.parametrize("options", [[], ["--tls"]], ids=["http", "https"])
@pytest.mark.parametrize("client", CLIENTS)
def test_a_sound_client_passes(tmp_path: Path, client_home: Path, client: str, options: list[str]) -> None:
    """A client that does nothing wrong passes, with its requests judged and a JUnit report written."""
    summary = gate(tmp_path / "run", client_home, CLIENTS[client], *options)
    assert summary["verdict"] == "pass", summary["reason"]
    assert {finding["severity"] for finding in summary["findings"]} <= {"info"}
    assert summary["counts"]["judged"] >= 8
    assert summary["counts"]["received"] == summary["counts"]["forwarded"]
    ET.parse(tmp_path / "run" / "junit.xml")  # noqa: S314 - our own file


def test_a_client_that_fails_does_not_pass(tmp_path: Path, client_home: Path) -> None:
    """The client's own exit code counts, however sound its traffic was."""
    summary = gate(tmp_path / "run", client_home, ["bash", "-c", "zowe zosmf check status && exit 7"])
    assert summary["verdict"] == "fail"
    assert "7" in summary["reason"]


def test_a_client_that_breaks_the_contract_is_told(tmp_path: Path, client_home: Path) -> None:
    """A request that the documents do not allow fails the gate and names the rule."""
    command = [sys.executable, "-c", WRONG_REQUEST]
    summary = gate(tmp_path / "run", client_home, command)
    assert summary["verdict"] == "fail"
    assert any(finding["rule"].startswith("client.") for finding in summary["findings"])
