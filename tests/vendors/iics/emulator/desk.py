"""A caller at the emulator's desk: requests in process, on a clock that moves only when told to."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from harness.clock import VirtualClock
from harness.emulation import Emulator, EmulatorSettings
from harness.exchange import Headers, Request, Response
from harness.vendors.iics.emulator import build
from harness.vendors.iics.emulator.application import IicsApplication

BASE = "https://pod.example"
USER = "harness@example.com"
TASKFLOW = {"taskId": "0034J90000000M", "taskType": "Workflow"}
"""The task of the job resource's examples."""
SHORT = {"taskName": "Load_Orders", "taskType": "MTT"}
LONG = {"taskName": "Load_Ledger", "taskType": "MTT"}
MONITOR, LOG = "/saas/api/v2/activity/activityMonitor", "/saas/api/v2/activity/activityLog"


@dataclass
class Desk:
    """Asks an emulator in process, logged in as its first user."""

    settings: EmulatorSettings = field(default_factory=EmulatorSettings)
    machine: VirtualClock = field(default_factory=VirtualClock)
    token: str = ""

    def __post_init__(self) -> None:
        self.emulator = Emulator(build(self.settings).vendor, self.settings, IicsApplication, self.machine)
        self.token = self.login()["icSessionId"]

    def send(self, method: str, target: str, body: bytes = b"", /, **headers: str) -> Response:
        """Send just this request; ``_`` in header names stands for ``-``."""
        request = Request(method, target, Headers.of((), **headers), body)
        return self.emulator.receive(request, BASE).response

    def ask(self, method: str, target: str, document: Any = None, /, **headers: str) -> Response:
        """Send a document in the session of the desk."""
        body = b"" if document is None else json.dumps(document).encode()
        session = {"icSessionId": self.token, "INFA_SESSION_ID": self.token}
        return self.send(method, target, body, **{**session, **headers})

    def get(self, target: str) -> Any:
        """Return the JSON of a GET that succeeds."""
        return loaded(self.ask("GET", target))

    def login(self) -> dict[str, Any]:
        """Log in; return the user object."""
        document = {"@type": "login", "username": USER, "password": "harness"}
        user_object: dict[str, Any] = loaded(
            self.send("POST", "/ma/api/v2/user/login", json.dumps(document).encode())
        )
        return user_object

    def start(self, task: dict[str, str], **more: str) -> dict[str, Any]:
        """Start a task; return the job object."""
        job: dict[str, Any] = loaded(self.ask("POST", "/saas/api/v2/job", {**task, **more}))
        return job

    def stop(self, task: dict[str, str]) -> Response:
        """Stop a task."""
        return self.ask("POST", "/saas/api/v2/job/stop", task)

    def states(self) -> list[str]:
        """Return the states of the runs that the monitor shows."""
        return [entry["executionState"] for entry in self.get(MONITOR)]

    def log_of(self, job: dict[str, Any]) -> list[dict[str, Any]]:
        """Return what the log has of a run."""
        entries: list[dict[str, Any]] = self.get(f"{LOG}?taskId={job['taskId']}&runId={job['runId']}")
        return entries

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.machine.advance(seconds)


def loaded(response: Response) -> Any:
    """Return the JSON of an answer that succeeded."""
    assert response.status in {200, 201}, response
    return json.loads(response.body)


def refusal(response: Response) -> tuple[int, str]:
    """Return status and code of a refusal; its body says the status, too."""
    document = json.loads(response.body)
    assert document["@type"] == "error"
    assert document["statusCode"] == response.status
    return response.status, document["code"]
