"""The emulator in this process, without sockets and with its own time; every exchange is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

import orjson

from harness.contract import Contract, load_contract
from harness.emulation import EmulatorSettings, LagLaws, parse_laws
from harness.exchange import Exchange, Headers, Passage, Request, Response
from harness.flow import Flow
from harness.oracles import Evidence, gather
from harness.resources import resource
from harness.session import Session
from harness.traffic.drivers import run_flow
from harness.vendors.i2rest import VENDOR
from harness.vendors.i2rest.emulator import build
from harness.vendors.i2rest.observe import observe

T = TypeVar("T")
SERVER = "https://i2rest.example"
JSON = ("Content-Type", "application/json")
FORM = ("Content-Type", "application/x-www-form-urlencoded")
Change = Callable[[Request, Response], Response]


@cache
def contract() -> Contract:
    """Return the documented contract."""
    return load_contract(resource("openapi/i2rest.yaml"))


@dataclass
class Bench:
    """Sends requests to a fresh emulator. ``mutate`` lays a fault over each answer."""

    seed: int = 0
    lag: str = ""
    mutate: Change | None = None
    drifts: frozenset[str] = frozenset()
    exchanges: list[Exchange] = field(default_factory=list)
    sessions: dict[str, Session] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lag = parse_laws(self.lag) if self.lag else LagLaws()
        settings = EmulatorSettings(seed=self.seed, clock="logical", lag=lag, drifts=self.drifts)
        self.emulator = build(settings)
        self._now = 0

    def send(self, request: Request, session: str = "primary") -> Response:
        """Answer a request, dressed for ``session`` unless that is ``none``, and keep the exchange."""
        if session != "none":
            request = VENDOR.scheme.dress(request, self.session(session))
        response = self.emulator.receive(request, SERVER).response
        response = self.mutate(request, response) if self.mutate else response
        self._now += 10
        self.exchanges.append(
            Exchange(
                id=f"e{len(self.exchanges) + 1}",
                vendor="i2rest",
                request=request,
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

    def session(self, name: str) -> Session:
        """Log in when it has not been done yet."""
        if name == "expired":
            return VENDOR.scheme.spoil(Session())
        if name not in self.sessions:
            login = VENDOR.scheme.login(VENDOR.sessions[name])
            self.sessions[name] = run_flow(login, lambda request: self.send(request, "none"), self.wait)
        return self.sessions[name]

    def post(
        self, path: str, document: object, session: str = "primary", *pairs: tuple[str, str]
    ) -> Response:
        """Post a document as JSON, or text as it is."""
        body = document.encode() if isinstance(document, str) else orjson.dumps(document)
        return self.send(Request("POST", path, Headers(pairs or (JSON,)), body), session)

    def told(self, path: str, document: object, session: str = "primary") -> tuple[int, Any]:
        """Return status and document of an answer."""
        response = self.post(path, document, session)
        return response.status, orjson.loads(response.body)

    def command(self, text: str, session: str = "primary") -> tuple[int, dict[str, Any]]:
        """Run a command with its job log."""
        return self.told("/run_command", {"command": text, "joblog": True}, session)

    def program(self, name: str, input_: object = None, **flags: bool) -> tuple[int, dict[str, Any]]:
        """Call a program, such as ``echo/echo``."""
        given = {} if input_ is None else {"input": input_}
        return self.told(f"/run_program/{name}", {**given, **flags})

    def submitted(self, text: str = "DLYJOB DLY(10)", *keywords: str, name: str = "MYJOB") -> str:
        """Submit a job and return its qualified name."""
        _, document = self.command(" ".join((f"SBMJOB CMD({text}) JOB({name})", *keywords)))
        return str(document["joblog"][0]).split(" ")[1]

    def status(self, job: str) -> dict[str, Any]:
        """Look a job up."""
        parts = dict(zip(("jobnum", "jobuser", "jobname"), job.split("/"), strict=True))
        found: dict[str, Any] = self.program("harness/jobsts", parts)[1]["output"]
        return found

    def history(self, job: str) -> dict[str, Any]:
        """Look a job's end up."""
        parts = dict(zip(("jobnum", "jobuser", "jobname"), job.split("/"), strict=True))
        found: dict[str, Any] = self.program("harness/jobhst", parts)[1]["output"]
        return found

    def wait(self, seconds: float) -> None:
        """Let the emulator's time pass."""
        self.emulator.clock.advance(seconds)

    def run(self, flow: Flow[T], session: str = "primary") -> T:
        """Run a conversation to its end."""
        return run_flow(flow, lambda request: self.send(request, session), self.wait)

    def evidence(self, judged_by: Contract | None = None) -> Evidence:
        """Return what rules judge, by the documented level or another."""
        return gather(judged_by or contract(), observe, self.exchanges)
