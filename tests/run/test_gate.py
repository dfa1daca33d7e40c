from __future__ import annotations

import sys
from pathlib import Path

import pytest

from harness.emulation.process import RunningEmulator
from harness.errors import UsageError
from harness.finding import VerdictKind
from harness.record import read_findings, read_run
from harness.run import gate
from harness.run.model import RunEnd, RunOptions, Selection
from harness.run.requests import GateRequest
from tests.run.conftest import Listener

CLIENT = """
import base64, os, ssl, sys, urllib.error, urllib.request
address = os.environ["HARNESS_ZOSMF_URL"] + sys.argv[1]
user = os.environ["HARNESS_USER"] + ":" + os.environ["HARNESS_PASSWORD"]
headers = {"Authorization": "Basic " + base64.b64encode(user.encode()).decode()}
headers |= dict(pair.split("=", 1) for pair in sys.argv[2:])
try:
    urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30).read()
except urllib.error.HTTPError as error:
    sys.exit(error.code // 100)
"""
LIST = "/zosmf/restjobs/jobs?owner=*"
CSRF = "X-CSRF-ZOSMF-HEADER=true"


def gated(ui: Listener, *words: str, **changed: object) -> RunEnd:
    """Run a Python client that asks for one path behind the gate."""
    fields: dict[str, object] = {
        "vendors": ("zosmf",),
        "command": (sys.executable, "-c", CLIENT, *words),
        "options": RunOptions(seed=1),
        **changed,
    }
    return gate.run(GateRequest(**fields), ui)  # type: ignore[arg-type]


@pytest.mark.usefixtures("at_home")
def test_faithful_client_passes(ui: Listener) -> None:
    """A client that keeps the contract passes, and its reports are there."""
    end = gated(ui, LIST, CSRF)
    assert end.verdict.kind is VerdictKind.PASS, end.verdict.reason
    assert end.run_folder is not None
    assert (end.run_folder / "junit.xml").is_file()
    assert [row["operation"] for row in read_run(end.run_folder).details["coverage"]] == ["listJobs"]


@pytest.mark.usefixtures("at_home")
def test_client_that_breaks_the_contract_fails(ui: Listener) -> None:
    """A request that leaves the contract fails the gate, even when the client itself is content."""
    end = gated(
        ui,
        LIST.replace("owner=*", "owner=FARTOOLONGANAME"),
        CSRF,
        command=(
            sys.executable,
            "-c",
            CLIENT.replace("sys.exit(error.code // 100)", "pass"),
            LIST.replace("*", "FARTOOLONGANAME"),
            CSRF,
        ),
    )
    assert end.verdict.kind is VerdictKind.FAIL
    assert end.exit_code == 1
    assert end.run_folder is not None
    assert "client.request" in {finding.rule for finding in read_findings(end.run_folder)}


@pytest.mark.usefixtures("at_home")
def test_client_that_fails_does_not_pass(ui: Listener) -> None:
    """A client with an exit code fails the gate, and the reason tells the code."""
    script = "import sys; exec(sys.argv.pop(1)); sys.exit(7)"
    end = gated(ui, command=(sys.executable, "-c", script, CLIENT, LIST, CSRF))
    assert end.verdict.kind is VerdictKind.FAIL
    assert "exit code 7" in end.verdict.reason


@pytest.mark.usefixtures("at_home")
def test_client_without_traffic_says_nothing(ui: Listener) -> None:
    """A client that never came through the door is neither right nor wrong."""
    end = gated(ui, command=(sys.executable, "-c", "pass"))
    assert end.verdict.kind is VerdictKind.INCONCLUSIVE
    assert end.exit_code == 3


@pytest.mark.usefixtures("at_home")
def test_https_with_a_certificate_of_our_own(ui: Listener) -> None:
    """With --tls the client finds, in its environment, what it has to trust."""
    end = gated(ui, LIST, CSRF, tls=True)
    assert end.verdict.kind is VerdictKind.PASS, end.verdict.reason


@pytest.mark.usefixtures("at_home")
def test_faults_are_not_held_against_the_target(ui: Listener) -> None:
    """Under faults only what the client sends is judged; a client that gives up still fails."""
    end = gated(ui, LIST, CSRF, faults="unavailable")
    assert end.verdict.kind is VerdictKind.FAIL
    assert end.run_folder is not None
    assert [*read_findings(end.run_folder)] == []


@pytest.mark.usefixtures("at_home")
@pytest.mark.parametrize(("pause", "rules"), [(0.0, {"client.retry-after"}), (1.2, set())])
def test_a_client_waits_when_it_is_asked_to(ui: Listener, pause: float, rules: set[str]) -> None:
    """A client that comes back at once to a throttling server is found out, a patient one is not."""
    again = "import sys, threading; code = sys.argv.pop(1)\nfor _ in range(3):\n    try: exec(code)\n    "
    again += f"except SystemExit: threading.Event().wait({pause})"
    end = gated(ui, command=(sys.executable, "-c", again, CLIENT, LIST, CSRF), faults="throttled")
    assert end.run_folder is not None
    assert {finding.rule for finding in read_findings(end.run_folder)} == rules


@pytest.mark.usefixtures("at_home")
def test_client_beyond_its_time_is_ended(ui: Listener) -> None:
    """--max-time ends a client that hangs."""
    hang = "import threading; threading.Event().wait()"
    end = gated(ui, command=(sys.executable, "-c", hang), options=RunOptions(max_time=0.3))
    assert "exit code -9" in end.verdict.reason


@pytest.mark.usefixtures("at_home")
def test_command_that_is_not_there(ui: Listener) -> None:
    """A command that cannot be run is wrong usage."""
    with pytest.raises(UsageError, match="cannot be run"):
        gated(ui, command=("/nowhere/at-all",))


def test_upstream_behind_the_door(ui: Listener, at_home: Path, emulator: RunningEmulator) -> None:
    """With --upstream the client talks to a configured target, through the guard."""
    (at_home / "harness.toml").write_text(
        f'[targets.test]\nvendor = "zosmf"\nurl = "{emulator.url}"\n'
        '[targets.test.sessions.primary]\nuser = "IBMUSER"\npassword = { literal = "SYS1" }\n'
    )
    end = gated(ui, LIST, CSRF, upstream="test")
    assert end.verdict.kind is VerdictKind.PASS, end.verdict.reason
    assert emulator.control.state()["zosmf"]["requests"] == 1
    with pytest.raises(UsageError, match="embedded emulators only"):
        gated(ui, LIST, CSRF, upstream="test", faults="slow")
    with pytest.raises(UsageError, match="is a target of zosmf"):
        gated(ui, LIST, CSRF, upstream="test", vendors=("zosmf", "zosmf"))


@pytest.mark.usefixtures("at_home")
def test_client_may_log_in_by_itself(ui: Listener, emulator: RunningEmulator) -> None:
    """A client's own login passes the guard in ``owned`` too: its credentials are its own."""
    login = CLIENT.replace("headers=headers)", "headers=headers, method='POST')")
    command = (sys.executable, "-c", login, "/zosmf/services/authenticate", CSRF)
    end = gated(ui, command=command, selection=Selection(url=emulator.url))
    assert end.verdict.kind is VerdictKind.PASS, end.verdict.reason


@pytest.mark.usefixtures("at_home")
def test_url_behind_the_door(ui: Listener, emulator: RunningEmulator) -> None:
    """--url puts the door before any server of the vendor."""
    end = gated(ui, LIST, CSRF, selection=Selection(url=emulator.url))
    assert end.verdict.kind is VerdictKind.PASS, end.verdict.reason
