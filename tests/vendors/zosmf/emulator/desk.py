"""A caller at the emulator's desk: requests in process, on a clock that moves only when told to."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import Any

from harness.clock import VirtualClock
from harness.emulation import Emulator, EmulatorSettings
from harness.exchange import Headers, Request, Response
from harness.vendors.zosmf.emulator import build
from harness.vendors.zosmf.emulator.application import ZosmfApplication

JOBS = "/zosmf/restjobs/jobs"
BASE = "https://zos.example:443"
SHORT = "//SHORT    JOB (ACCT),'SHORT',CLASS=A,MSGCLASS=H\n//STEP1    EXEC PGM=IEFBR14\n"
LONG = "//LONG     JOB (ACCT),'LONG'\n//S1 EXEC PGM=BPXBATCH,PARM='SH sleep 60'\n//STDOUT DD SYSOUT=*\n"
HELD = "//HELD     JOB (ACCT),'HELD',TYPRUN=HOLD\n//STEP1    EXEC PGM=IEFBR14\n"
FAILING = "//FAILING  JOB (ACCT),'FAILING'\n//STEP1    EXEC PGM=NOSUCHPG\n"


def basic(user: str, password: str = "SYS1") -> str:  # noqa: S107 - the emulator's default
    """Return the Authorization header of a user."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


@dataclass
class Desk:
    """Asks an emulator in process."""

    settings: EmulatorSettings = field(default_factory=EmulatorSettings)
    user: str = "IBMUSER"
    machine: VirtualClock = field(default_factory=VirtualClock)
    emulator: Emulator = field(init=False)

    def __post_init__(self) -> None:
        built = build(self.settings)
        # The same application, under a clock of the test's own.
        self.emulator = Emulator(built.vendor, self.settings, ZosmfApplication, self.machine)

    def send(self, method: str, target: str, body: bytes = b"", /, **headers: str) -> Response:
        """Send just this request; ``_`` in header names stands for ``-``."""
        request = Request(method, target, Headers.of((), **headers), body)
        return self.emulator.receive(request, BASE).response

    def ask(self, method: str, target: str, body: str | bytes = b"", /, **headers: str) -> Response:
        """Send a request to the jobs service as its user; ``target`` is below the jobs path."""
        raw = body.encode() if isinstance(body, str) else body
        common = {"Authorization": basic(self.user), "X_CSRF_ZOSMF_HEADER": ""}
        return self.send(method, JOBS + target, raw, **{**common, **headers})

    def get(self, target: str, /, **headers: str) -> Any:
        """Return the JSON document of a GET that succeeds."""
        response = self.ask("GET", target, **headers)
        assert response.status == 200, response
        return json.loads(response.body)

    def everyone(self, query: str = "", /, **headers: str) -> Any:
        """List the jobs of all owners, less the started tasks and TSO users of the system itself."""
        return [job for job in self.get(f"?owner=*{query}", **headers) if job["type"] == "JOB"]

    def text(self, target: str, /, **headers: str) -> str:
        """Return the text of a GET that succeeds."""
        response = self.ask("GET", target, **headers)
        assert response.status == 200, response
        return response.body.decode()

    def submit(self, jcl: str, /, **headers: str) -> dict[str, Any]:
        """Submit JCL; return the job document."""
        response = self.ask("PUT", "", jcl, **headers)
        assert response.status == 201, response
        document: dict[str, Any] = json.loads(response.body)
        return document

    def path(self, jcl: str, /, **headers: str) -> str:
        """Submit JCL; return the job's address by name and id."""
        document = self.submit(jcl, **headers)
        return f"/{document['jobname']}/{document['jobid']}"

    def modify(self, path: str, /, **document: str) -> dict[str, Any]:
        """Ask for a synchronous change; return the feedback document."""
        response = self.ask("PUT", path, json.dumps(document), Content_Type="application/json")
        assert response.status == 200, response
        feedback: dict[str, Any] = json.loads(response.body)
        return feedback

    def refused(self, method: str, target: str, body: str | bytes = b"", /, **headers: str) -> dict[str, Any]:
        """Return the error report document of a request that is refused."""
        response = self.ask(method, target, body, **headers)
        assert response.status in (400, 500), response
        document: dict[str, Any] = json.loads(response.body)
        return {**document, "status": response.status}

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.machine.advance(seconds)


def numbers(document: dict[str, Any]) -> tuple[int, int, int, int]:
    """Return status, category, return code and reason of a refusal."""
    return document["status"], document["category"], document["rc"], document["reason"]
