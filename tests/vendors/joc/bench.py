"""The emulator in this process, without sockets and with its own time; every exchange is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import orjson

from harness.contract import Contract, load_contract
from harness.emulation import EmulatorSettings, LagLaws, parse_laws
from harness.exchange import Exchange, Headers, Passage, Request, Response
from harness.flow import Flow
from harness.oracles import Evidence, gather
from harness.resources import resource
from harness.session import Session
from harness.target import Credentials
from harness.traffic.drivers import run_flow
from harness.vendors.joc import VENDOR
from harness.vendors.joc.emulator import build
from harness.vendors.joc.flows import post

T = TypeVar("T")
SERVER = "http://joc.example:4446"
CONTRACT = load_contract(resource("openapi/joc.yaml"))
MASTER = {"jobschedulerId": "scheduler"}
Change = Callable[[Request, Response], Response]


@dataclass
class Bench:
    """Sends requests to a fresh emulator. ``mutate`` lays a fault over each answer."""

    seed: int = 0
    lag: str = ""
    mutate: Change | None = None
    drifts: frozenset[str] = frozenset()
    exchanges: list[Exchange] = field(default_factory=list)
    sessions: dict[str, Session | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        lag = parse_laws(self.lag) if self.lag else LagLaws()
        self.emulator = build(EmulatorSettings(seed=self.seed, clock="logical", lag=lag, drifts=self.drifts))
        self._now = 0

    def send(self, request: Request, session: str = "primary") -> Response:
        """Answer a request, dressed for ``session``, and keep the exchange."""
        if session not in self.sessions:
            self.sessions[session] = self._logged_in(session)
        sent = VENDOR.scheme.dress(request, self.sessions[session])
        response = self.emulator.receive(sent, SERVER).response
        response = self.mutate(sent, response) if self.mutate else response
        self._now += 10
        self.exchanges.append(made(len(self.exchanges) + 1, sent, response, self._now, session))
        return response

    def ask(self, path: str, document: Mapping[str, Any], session: str = "primary") -> Response:
        """POST a document to the one Master."""
        return self.send(post(path, {**MASTER, **document}), session)

    def wait(self, seconds: float) -> None:
        """Let the emulator's time pass."""
        self.emulator.clock.advance(seconds)

    def run(self, flow: Flow[T]) -> T:
        """Run a conversation to its end."""
        return run_flow(flow, self.send, self.wait)

    def evidence(self, contract: Contract = CONTRACT) -> Evidence:
        """Return what rules judge, by the documented level or another."""
        return gather(contract, VENDOR.observe, self.exchanges)

    def _logged_in(self, session: str) -> Session | None:
        if session == "none":
            return None
        credentials = VENDOR.sessions.get(session, Credentials("root", "root"))
        bare = run_flow(VENDOR.scheme.login(credentials), self._bare, self.wait)
        if session == "logged-out":
            run_flow(VENDOR.scheme.logout(bare), self._bare, self.wait)
        return VENDOR.scheme.spoil(bare) if session == "expired" else bare

    def _bare(self, request: Request) -> Response:
        return self.emulator.receive(request, SERVER).response


def made(
    number: int, request: Request, response: Response | None, now: int, session: str | None = "primary"
) -> Exchange:
    """Return an exchange that took 5 ns."""
    return Exchange(
        id=f"e{number}",
        vendor="joc",
        request=request,
        response=response,
        passage=Passage.BROKEN if response is None else Passage.ANSWERED,
        begun_ns=now,
        ended_ns=now + 5,
        wall="2026-01-05T08:00:00Z",
        upstream=SERVER,
        session=session,
    )


def answer(document: Any, status: int = 200) -> Response:
    """Return an answer of JOC's."""
    headers = Headers.of(Cache_Control="no-store, no-cache", Content_Type="application/json")
    return Response(status, headers, orjson.dumps(document))
