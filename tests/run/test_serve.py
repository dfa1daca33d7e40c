from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests
import trustme

from harness.clock import SystemClock
from harness.contract import load_contract
from harness.door import DoorCore, DoorServer, DoorSetup
from harness.emulation import EmulatorSettings
from harness.emulation.server import Served
from harness.errors import UsageError
from harness.guard import Policy
from harness.record import RunFolder
from harness.run import serve
from harness.run.requests import ServeRequest
from harness.target import Mode, Target, Tls
from harness.vendor import vendor_named, vendors
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


@pytest.fixture(scope="module")
def clients() -> trustme.CA:
    """Return the authority of the callers' certificates."""
    return trustme.CA()


@pytest.fixture(scope="module")
def certified(clients: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Any]]:
    """Serve z/OSMF to callers with certificates of ``clients``; yield what it says of itself."""
    authority = tmp_path_factory.mktemp("clients") / "ca.pem"
    clients.cert_pem.write_to_path(str(authority))
    command = [sys.executable, "-m", "harness", "serve", "zosmf", "--json", "--tls"]
    command += ["--client-ca", str(authority)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def _certificate(authority: trustme.CA, name: str, folder: Path) -> Path:
    """Write a certificate for ``name``, and its key; return the file."""
    file = folder / f"{name}.pem"
    issued = authority.issue_cert("client@site.example", common_name=name)
    issued.private_key_and_cert_chain_pem.write_to_path(str(file))
    return file


CSRF = {"X-CSRF-ZOSMF-HEADER": ""}
JOBS = "/zosmf/restjobs/jobs"


def test_a_client_certificate_is_an_identity(
    certified: Mapping[str, Any], clients: trustme.CA, tmp_path: Path
) -> None:
    """It logs its user in; where it stands for nobody, a password is asked for and taken."""

    def asked(name: str | None, **more: Any) -> requests.Response:
        shown = None if name is None else str(_certificate(clients, name, tmp_path))
        url = certified["url"] + JOBS
        return requests.get(url, cert=shown, verify=certified["ca"], headers=CSRF, timeout=30, **more)

    assert asked("IBMUSER").status_code == 200
    assert asked(None).status_code == 401
    assert asked("MALLORY").headers["WWW-Authenticate"].startswith("Basic")
    assert asked("MALLORY", auth=("IBMUSER", "SYS1")).status_code == 200
    assert asked(None, auth=("IBMUSER", "SYS1")).status_code == 200
    assert asked("IBMUSER", auth=("IBMUSER", "wrong")).status_code == 401


def test_a_door_shows_its_certificate(
    certified: Mapping[str, Any], clients: trustme.CA, tmp_path: Path
) -> None:
    """A caller without credentials is then whom the target's settings name."""
    file = _certificate(clients, "OTHER", tmp_path)
    vendor = vendor_named("zosmf")
    tls = Tls(ca=Path(certified["ca"]), certificate=file, key=file)
    target = Target("site", "zosmf", (certified["url"],), Mode.UNRESTRICTED, tls=tls)
    setup = DoorSetup(target, vendor, load_contract(vendor.contract_path), Policy(Mode.UNRESTRICTED))
    with (
        closing(RunFolder.create(tmp_path / "run")) as folder,
        closing(DoorCore(setup, folder, SystemClock())) as core,
        DoorServer(core) as door,
    ):
        jcl = b"//A JOB\n//S EXEC PGM=IEFBR14\n"
        sent = {**CSRF, "Content-Type": "text/plain"}
        submitted = requests.put(door.url + JOBS, data=jcl, headers=sent, timeout=30)
        listed = requests.get(door.url + JOBS, headers=CSRF, timeout=30)
    assert submitted.status_code == 201
    assert [job["owner"] for job in listed.json()] == ["OTHER"]


def test_certificates_need_tls(ui: Listener, tmp_path: Path) -> None:
    """Asking for them over plain HTTP is wrong usage."""
    with pytest.raises(UsageError, match="over TLS only"):
        serve.run(ServeRequest(("zosmf",), client_ca=tmp_path), ui)


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
