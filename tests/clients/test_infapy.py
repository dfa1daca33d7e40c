"""The client infapy, unmodified: it hands bodies through, never looks at a status, writes icSessionID."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.emulation import EmulatorSettings
from harness.emulation.process import start_emulator
from harness.vendor import vendor_named
from tests.clients.conftest import HERE, PATIENCE, SDK_PYTHON, client_environment

pytestmark = pytest.mark.clients

Call = tuple[str, str, list[Any]]
Infapy = Callable[..., list[Any]]
LONG = {"taskName": "Load_Ledger", "taskType": "MTT"}
SHORT = {"taskName": "Load_Broken", "taskType": "MTT"}
MONITOR: Call = ("getActivityMonitor", "getActivityMonitorLog", [])


@pytest.fixture(scope="module")
def infapy(client_home: Path) -> Iterator[Infapy]:
    """Return infapy before an emulator, as a function of calls."""
    vendor = vendor_named("iics")
    with start_emulator("iics", EmulatorSettings()) as running:
        variables = vendor.environment(running.url, vendor.sessions["primary"])

        def call(*calls: Call) -> list[Any]:
            done = subprocess.run(
                [str(SDK_PYTHON), str(HERE / "infapy_calls.py"), json.dumps(calls)],
                env=client_environment(variables, client_home),
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            results: list[Any] = json.loads(done.stdout)
            return results

        yield call


def test_a_task_is_started_followed_and_stopped(infapy: Infapy) -> None:
    """At the pod's address, which the login named."""
    started, shown, stopped, after = infapy(
        ("jobControl", "startJob", [LONG]), MONITOR, ("jobControl", "stopJob", [LONG]), MONITOR
    )
    assert (started["@type"], started["taskName"], started["runId"]) == ("job", "Load_Ledger", 1)
    assert [entry["executionState"] for entry in shown] == ["INITIALIZED"]
    assert stopped["@type"] == "success"
    assert [entry["executionState"] for entry in after] == ["STOPPING"]


def test_a_run_is_found_in_the_log(infapy: Infapy) -> None:
    """By its task and run id, once it has ended; until then the list is empty."""
    started, *_ = infapy(("jobControl", "startJob", [SHORT]))
    asked: Call = (
        "getActivityLog",
        "getActivityLogWithParams",
        [None, None, started["taskId"], str(started["runId"])],
    )
    entries: list[Any] = []
    for _ in range(20):
        [entries] = infapy(asked)
        if entries:
            break
    assert [(entry["state"], entry["runId"]) for entry in entries] == [(3, started["runId"])]
    [entry] = infapy(("getActivityLog", "getActivityLogById", [entries[0]["id"]]))
    assert entry == entries[0]


def test_tasks_are_listed(infapy: Infapy) -> None:
    """By type, and mapping tasks by name."""
    tasks, by_name = infapy(
        ("taskList", "getTaskListByType", ["DRS"]), ("mttask", "getMTTaskByName", ["Load_Orders"])
    )
    assert [task["name"] for task in tasks] == ["Replicate_Sales"]
    assert by_name["@type"] == "mtTask"


def test_a_refusal_comes_back_as_a_document(infapy: Infapy) -> None:
    """Which infapy hands on as if it were a result."""
    [refused] = infapy(("jobControl", "startJob", [{"taskName": "None", "taskType": "MTT"}]))
    assert (refused["@type"], refused["statusCode"]) == ("error", 403)


def test_a_session_log_is_saved_under_its_name(infapy: Infapy, tmp_path: Path) -> None:
    """That it takes from between double quotes."""
    [entries] = infapy(("getActivityLog", "getActivityLogWithParams", [None, "1", None, None]))
    infapy(("getActivityLog", "getSessionLog", [entries[0]["id"], str(tmp_path)]))
    [saved] = tmp_path.iterdir()
    assert "Session for task" in saved.read_text(encoding="utf-8")
