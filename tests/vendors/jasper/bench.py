"""The emulator in this process, without sockets and with its own time; every exchange is kept."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

import orjson

from harness.contract import Contract, load_level
from harness.emulation import EmulatorSettings
from harness.exchange import Exchange, Headers, Passage, Request, Response
from harness.flow import Flow
from harness.oracles import Evidence, gather
from harness.resources import resource
from harness.traffic.drivers import run_flow
from harness.vendors.jasper.emulator import build
from harness.vendors.jasper.observe import observe
from harness.vendors.jasper.work import WORK

T = TypeVar("T")
SERVER = "http://127.0.0.1:8080"
JOBS = "/jasperserver-pro/rest_v2/jobs"
USERS = {"primary": b"jasperadmin:jasperadmin", "other": b"joeuser:joeuser"}
JOB_JSON, JOB_XML = "application/job+json", "application/job+xml"
JSON, XML = "application/json", "application/xml"
ITEMS = {item.name: item for item in WORK}
Change = Callable[[Request, Response], Response]


@cache
def contract(level: str = "documented") -> Contract:
    """Return the contract at a level."""
    return load_level(resource("openapi/jasper.yaml"), level)


def speaking(content: str = "", accept: str = "") -> Headers:
    """Return the headers of a request that says what it sends and what it wants."""
    given = (("Content-Type", content), ("Accept", accept))
    return Headers(tuple(pair for pair in given if pair[1]))


def descriptor(tag: str = "Nightly", **more: Any) -> dict[str, Any]:
    """Return a descriptor that waits for a far future."""
    return {
        "label": tag,
        "source": {"reportUnitURI": "/reports/samples/AllAccounts"},
        "trigger": {
            "simpleTrigger": {
                "timezone": "UTC",
                "startType": 2,
                "startDate": "2099-01-01 00:00",
                "occurrenceCount": 1,
            }
        },
        "baseOutputFilename": tag,
        "outputFormats": {"outputFormat": ["PDF"]},
        "repositoryDestination": {"folderURI": "/temp", "overwriteFiles": True},
        **more,
    }


@dataclass
class Bench:
    """Sends requests to a fresh emulator. ``mutate`` lays a fault over each answer."""

    mutate: Change | None = None
    drifts: frozenset[str] = frozenset()
    users: dict[str, bytes] = field(default_factory=lambda: dict(USERS))
    exchanges: list[Exchange] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.emulator = build(EmulatorSettings(clock="logical", drifts=self.drifts))
        self._now = 0

    def send(self, request: Request, session: str = "primary") -> Response:
        """Answer a request, with the credentials of ``session``, and keep the exchange."""
        dressed = request.headers.without("Authorization")
        if session in self.users:
            credentials = base64.b64encode(self.users[session]).decode()
            dressed = dressed.put("Authorization", f"Basic {credentials}")
        sent = Request(request.method, request.target, dressed, request.body)
        response = self.emulator.receive(sent, SERVER).response
        response = self.mutate(sent, response) if self.mutate else response
        self._now += 10
        number = len(self.exchanges) + 1
        self.exchanges.append(
            Exchange(
                id=f"e{number}",
                vendor="jasper",
                request=sent,
                response=response,
                passage=Passage.ANSWERED,
                begun_ns=self._now,
                ended_ns=self._now + 5,
                wall="2026-01-05T08:00:00Z",
                upstream=SERVER,
                session=session,
            )
        )
        return response

    def ask(
        self, method: str, path: str, body: Any = b"", *types: str, accept: str = "", who: str = "primary"
    ) -> Response:
        """Send a request about jobs; ``types`` are what is sent and what is wanted.

        A body that is no bytes goes out as JSON.
        """
        data = body if isinstance(body, bytes) else orjson.dumps(body)
        content, wanted = (*types, "", "")[:2]
        return self.send(Request(method, f"{JOBS}{path}", speaking(content, wanted or accept), data), who)

    def schedule(self, tag: str = "Nightly", **more: Any) -> int:
        """Schedule a job that waits, and return its number."""
        response = self.ask("PUT", "", descriptor(tag, **more), JOB_JSON, JOB_JSON)
        assert response.status in (200, 201), response.body
        number: int = orjson.loads(response.body)["id"]
        return number

    def wait(self, seconds: float) -> None:
        """Let the emulator's time pass."""
        self.emulator.clock.advance(seconds)

    def run(self, flow: Flow[T]) -> T:
        """Run a conversation to its end."""
        return run_flow(flow, self.send, self.wait)

    def evidence(self, judged_by: Contract | None = None) -> Evidence:
        """Return what rules judge, by the documented level or another."""
        return gather(judged_by or contract(), observe, self.exchanges)


def rewritten(response: Response, document: Any, status: int | None = None) -> Response:
    """Return the response with another JSON body."""
    return Response(status or response.status, response.headers, orjson.dumps(document))
