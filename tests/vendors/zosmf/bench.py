"""The emulator in this process, without sockets and with its own time; every exchange is kept."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import orjson

from harness.contract import Contract
from harness.emulation import EmulatorSettings, LagLaws, parse_laws
from harness.exchange import Exchange, Headers, Passage, Request, Response
from harness.flow import Flow
from harness.oracles import Evidence, gather
from harness.traffic.drivers import run_flow
from harness.vendors.zosmf.emulator import build
from harness.vendors.zosmf.observe import observe
from tests.oracles.script import CONTRACT, SERVER

T = TypeVar("T")
USERS = {"primary": b"IBMUSER:SYS1", "other": b"OTHER:SYS1", "mistaken": b"IBMUSER:WRONG"}
Change = Callable[[Request, Response], Response]


@dataclass
class Bench:
    """Sends requests to a fresh emulator. ``mutate`` lays a fault over each answer."""

    seed: int = 0
    lag: str = ""
    mutate: Change | None = None
    drifts: frozenset[str] = frozenset()
    exchanges: list[Exchange] = field(default_factory=list)

    def __post_init__(self) -> None:
        lag = parse_laws(self.lag) if self.lag else LagLaws()
        self.emulator = build(EmulatorSettings(seed=self.seed, clock="logical", lag=lag, drifts=self.drifts))
        self._now = 0

    def send(self, request: Request, session: str = "primary") -> Response:
        """Answer a request, dressed for ``session``, and keep the exchange."""
        dressed = request.headers.without("Authorization")
        if session in USERS:
            credentials = base64.b64encode(USERS[session]).decode()
            dressed = dressed.put("Authorization", f"Basic {credentials}")
        sent = Request(request.method, request.target, dressed, request.body)
        response = self.emulator.receive(sent, SERVER).response
        response = self.mutate(sent, response) if self.mutate else response
        self._now += 10
        self.exchanges.append(
            Exchange(
                id=f"e{len(self.exchanges) + 1}",
                vendor="zosmf",
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

    def wait(self, seconds: float) -> None:
        """Let the emulator's time pass."""
        self.emulator.clock.advance(seconds)

    def run(self, flow: Flow[T]) -> T:
        """Run a conversation to its end."""
        return run_flow(flow, self.send, self.wait)

    def evidence(self, contract: Contract = CONTRACT) -> Evidence:
        """Return what rules judge, by the documented level or another."""
        return gather(contract, observe, self.exchanges)


def rewritten(response: Response, document: Any, status: int | None = None) -> Response:
    """Return the response with another JSON body."""
    return Response(status or response.status, response.headers, orjson.dumps(document))


def headers(*pairs: tuple[str, str]) -> Headers:
    """Return headers with the cross-site header among them."""
    return Headers((("X-CSRF-ZOSMF-HEADER", "true"), *pairs))
