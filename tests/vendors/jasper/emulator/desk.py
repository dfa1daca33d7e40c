"""A caller at the emulator's desk: requests in process, on a clock that moves only when told to."""

from __future__ import annotations

import base64
import copy
import json
from dataclasses import dataclass, field
from typing import Any

from harness.clock import VirtualClock
from harness.emulation import Emulator, EmulatorSettings
from harness.exchange import Headers, Request, Response
from harness.vendors.jasper.emulator import build
from harness.vendors.jasper.emulator.application import JasperApplication

PRO = "/jasperserver-pro/rest_v2"
JOBS = f"{PRO}/jobs"
BASE = "http://jasper.example:8080"
JSON, XML = "application/json", "application/xml"
JOB_JSON, JOB_XML = "application/job+json", "application/job+xml"
FAR = "2099-01-01 00:00"


def basic(user: str, password: str | None = None) -> str:
    """Return the Authorization header of a user; without a password it is the name."""
    return "Basic " + base64.b64encode(f"{user}:{password or user}".encode()).decode()


def simple(**fields: Any) -> dict[str, Any]:
    """Return a simple trigger that waits for a day far away, with other fields."""
    trigger = {"timezone": "UTC", "startType": 2, "startDate": FAR, "occurrenceCount": 1, **fields}
    return {"simpleTrigger": {name: value for name, value in trigger.items() if value is not None}}


def at_once(
    count: int = 1, interval: int | None = None, unit: str = "MINUTE", **fields: Any
) -> dict[str, Any]:
    """Return a simple trigger that starts now."""
    repeats = {} if interval is None else {"recurrenceInterval": interval, "recurrenceIntervalUnit": unit}
    return simple(startType=1, startDate=None, occurrenceCount=count, **repeats, **fields)


def calendar(**fields: Any) -> dict[str, Any]:
    """Return a calendar trigger, three o'clock every day, with other fields."""
    every = {"month": [str(number) for number in range(1, 13)]}
    trigger = {
        "timezone": "UTC",
        "startType": 1,
        "minutes": "0",
        "hours": "3",
        "daysType": "ALL",
        "months": every,
    }
    trigger.update(fields)
    return {"calendarTrigger": {name: value for name, value in trigger.items() if value is not None}}


def draft(**fields: Any) -> dict[str, Any]:
    """Return a descriptor that can be scheduled, with other fields; None leaves one out."""
    found = {
        "label": "Nightly",
        "trigger": simple(),
        "source": {"reportUnitURI": "/reports/AllAccounts"},
        "baseOutputFilename": "nightly",
        "outputFormats": {"outputFormat": ["PDF"]},
        "repositoryDestination": {"folderURI": "/temp", "overwriteFiles": True},
        **fields,
    }
    return copy.deepcopy({name: value for name, value in found.items() if value is not None})


@dataclass
class Desk:
    """Asks an emulator in process."""

    settings: EmulatorSettings = field(default_factory=EmulatorSettings)
    user: str = "jasperadmin"
    machine: VirtualClock = field(default_factory=VirtualClock)
    emulator: Emulator = field(init=False)

    def __post_init__(self) -> None:
        built = build(self.settings)
        # The same application, under a clock of the test's own.
        self.emulator = Emulator(built.vendor, self.settings, JasperApplication, self.machine)

    @classmethod
    def playing(cls, *drifts: str) -> Desk:
        return cls(EmulatorSettings(drifts=frozenset(drifts)))

    def send(self, method: str, target: str, body: bytes = b"", /, **headers: str) -> Response:
        """Send just this request; ``_`` in header names stands for ``-``."""
        request = Request(method, target, Headers.of((), **headers), body)
        return self.emulator.receive(request, BASE).response

    def ask(self, method: str, target: str, body: Any = b"", /, **headers: str) -> Response:
        """Send a request to the jobs service as its user; a document goes as JSON."""
        raw = (
            body
            if isinstance(body, bytes)
            else body.encode()
            if isinstance(body, str)
            else json.dumps(body).encode()
        )
        common = {"Authorization": basic(self.user)}
        if "Content_Type" not in headers and raw:
            common["Content_Type"] = JOB_JSON if _is_job(method, target) else JSON
        if "Accept" not in headers:
            common["Accept"] = JOB_JSON if _is_job(method, target) else JSON
        return self.send(method, JOBS + target, raw, **{**common, **headers})

    def get(self, target: str, /, **headers: str) -> Any:
        """Return the JSON document of a GET that succeeds."""
        return ok(self.ask("GET", target, **headers))

    def schedule(self, document: dict[str, Any] | None = None, /, **fields: Any) -> dict[str, Any]:
        """Schedule a job; return its descriptor."""
        response = self.ask("PUT", "", document or draft(**fields))
        assert response.status in (200, 201), response
        found: dict[str, Any] = json.loads(response.body)
        return found

    def job(self, **fields: Any) -> int:
        """Schedule a job; return its id."""
        return int(self.schedule(**fields)["id"])

    def state(self, number: int) -> dict[str, Any]:
        """Return the state document of a job."""
        found: dict[str, Any] = self.get(f"/{number}/state")
        return found

    def value(self, number: int) -> str:
        """Return the state of a job in a word."""
        return str(self.state(number)["value"])

    def ids(self, query: str = "") -> list[int]:
        """Return the ids of a list, in its order."""
        response = self.ask("GET", query)
        return (
            [] if response.status != 200 else [each["id"] for each in json.loads(response.body)["jobsummary"]]
        )

    def problems(self, document: dict[str, Any] | None = None, /, **fields: Any) -> list[tuple[str, str]]:
        """Return code and field of every validation error of a create."""
        response = self.ask("PUT", "", document or draft(**fields))
        if response.status in (200, 201):
            return []
        assert response.status == 400, response
        return [(each["errorCode"], each["field"]) for each in json.loads(response.body)["error"]]

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.machine.advance(seconds)


def ok(response: Response) -> Any:
    """Return the JSON document of an answer that is 200."""
    assert response.status == 200, response
    return json.loads(response.body)


def refused(response: Response) -> tuple[int, str | None]:
    """Return status and error code of an answer that is an error descriptor."""
    return response.status, json.loads(response.body).get("errorCode")


def _is_job(method: str, target: str) -> bool:
    path = target.partition("?")[0].strip("/")
    return path.isdigit() or (method == "PUT" and not path)
