"""The curl samples of SOS's page, before an emulator and a gate: bash, curl, grep and awk do it."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from harness.emulation import EmulatorSettings, ServerTls
from harness.emulation.process import start_emulator
from harness.vendor import vendor_named

pytestmark = pytest.mark.clients
SAMPLES = Path(__file__).parent / "joc"
WITH_NEWLINE = base64.b64encode(b"root:root\n").decode()
"""What the page's ``echo "root:root" | base64`` prints."""


@pytest.fixture(scope="module", params=["http", "https"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, str]]:
    """Start an emulator and give what the page leaves to be set: address, ids and paths."""
    tls = ServerTls(tmp_path_factory.mktemp("ca") / "ca.pem") if request.param == "https" else None
    vendor = vendor_named("joc")
    with start_emulator("joc", EmulatorSettings(tls=tls)) as running:
        yield vendor.environment(running.url, vendor.sessions["primary"])


def run(sample: str, site: Mapping[str, str], **more: str) -> str:
    """Run a sample as it is and return what it prints."""
    variables = {"PATH": os.environ["PATH"], **site, **more}
    done = subprocess.run(
        [str(SAMPLES / sample)], env=variables, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_status_of_a_chain_and_of_a_job(site: Mapping[str, str]) -> None:
    """Both are read although the sample says application/xml of its JSON."""
    printed = run("job_chain_and_job", site)
    assert '"path":"/agent/job_chain1"' in printed
    assert '"path":"/agent/job1"' in printed
    assert printed.count("200 OK") == 3


def test_an_order_is_suspended_and_then_listed(site: Mapping[str, str]) -> None:
    """The second sample's effect is what the third one shows."""
    assert '"ok":true' in run("suspend_order", site)
    printed = run("suspended_orders", site)
    assert '"orderId":"order1"' in printed
    assert '"_text":"SUSPENDED"' in printed
    assert '"isAuthenticated":false' in printed


@pytest.mark.parametrize("sample", ["job_chain_and_job", "suspend_order", "suspended_orders"])
def test_the_newline_of_the_printed_line_is_refused(site: Mapping[str, str], sample: str) -> None:
    """`echo` puts a newline into the password, and no token comes back; the page offers the literal too."""
    printed = run(sample, site, JS_BASIC_AUTHENTICATION=WITH_NEWLINE)
    assert " 440" in printed
    assert '"path"' not in printed
    assert '"ok":true' not in printed
    # "Alternatively base64 encode and strip the last 4 bytes".
    assert WITH_NEWLINE[:-4] == "cm9vdDpyb290"


def test_a_sample_passes_the_gate(tmp_path: Path) -> None:
    """Every request of a sample is as documented, but for the media type that views put up with."""
    command = [sys.executable, "-m", "harness", "gate", "joc", "--out", str(tmp_path / "run"), "--json"]
    done = subprocess.run(
        [*command, "--", str(SAMPLES / "suspended_orders")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    summary = json.loads(done.stdout)
    assert summary["verdict"] == "pass", summary
