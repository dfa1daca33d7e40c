"""The emulator in this process, without sockets and with its own time; every exchange is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeVar

from harness.contract import Contract, load_contract
from harness.emulation import EmulatorSettings, LagLaws, parse_laws
from harness.exchange import Direction, Exchange, Headers, Passage, Request, Response, Sender
from harness.flow import Flow
from harness.oracles import Evidence, gather
from harness.resources import resource
from harness.session import SessionStore
from harness.target import Credentials
from harness.traffic.drivers import run_flow
from harness.vendors.iics.emulator import build
from harness.vendors.iics.observe import observe
from harness.vendors.iics.scheme import IicsScheme

T = TypeVar("T")
SERVER = "http://iics.example:80"
USERS = {
    "primary": Credentials("harness@example.com", "harness"),
    "other": Credentials("other@example.com", "harness"),
}
Change = Callable[[Request, Response], Response]
_TAKEN = 200
_SECOND = 1_000_000_000


@cache
def contract() -> Contract:
    """Return the contract at its documented level."""
    return load_contract(resource("openapi/iics.yaml"))


@dataclass
class Bench:
    """Sends requests to a fresh emulator. ``mutate`` lays a fault over each answer.

    Callbacks are taken by a receiver that answers 200, or as their address asks.
    """

    seed: int = 0
    lag: str = ""
    mutate: Change | None = None
    drifts: frozenset[str] = frozenset()
    exchanges: list[Exchange] = field(default_factory=list)

    def __post_init__(self) -> None:
        lag = parse_laws(self.lag) if self.lag else LagLaws()
        settings = EmulatorSettings(seed=self.seed, clock="logical", lag=lag, drifts=self.drifts)
        self.emulator = build(settings)
        self.sessions = SessionStore(IicsScheme(), USERS)
        self._now = 0

    def send(self, request: Request, session: str = "primary") -> Response:
        """Answer a request, dressed for ``session``, and keep the exchange; then hear what calls back."""
        if not self.sessions.ready(session):
            run_flow(self.sessions.login(session), lambda asked: self._exchange(asked, None), self.wait)
        response = self._exchange(self.sessions.dress(session, request), session)
        self._listen()
        return response

    def wait(self, seconds: float) -> None:
        """Let the emulator's time pass, and hear what calls back meanwhile."""
        steps = max(1, min(40, round(seconds / 0.25)))
        for _ in range(steps):
            self.emulator.clock.advance(seconds / steps)
            self._now += round(seconds / steps * _SECOND)
            self._listen()

    def run(self, flow: Flow[T], session: str = "primary") -> T:
        """Run a conversation to its end."""
        return run_flow(flow, lambda request: self.send(request, session), self.wait)

    def evidence(self, judged_by: Contract | None = None) -> Evidence:
        """Return what rules judge, by the documented level or another."""
        return gather(judged_by or contract(), observe, self.exchanges)

    def _exchange(self, request: Request, session: str | None) -> Response:
        response = self.emulator.receive(request, SERVER).response
        response = self.mutate(request, response) if self.mutate else response
        self._keep(self._made(request, response, session))
        return response

    def _listen(self) -> None:
        for notice in self.emulator.application.notices(self.emulator.clock.now()):
            status = 503 if "answer-503" in notice.url else _TAKEN
            request = Request("POST", "/__harness__/callback/1", _typed(notice.media_type), notice.body)
            taken = self._made(request, Response(status), None)
            self._keep(replace(taken, direction=Direction.INBOUND, sender=Sender("target", "1")))
            if notice.told is not None:
                notice.told(status, self.emulator.clock.now())

    def _made(self, request: Request, response: Response, session: str | None) -> Exchange:
        self._now += 10_000_000
        return Exchange(
            id=f"e{len(self.exchanges) + 1}",
            vendor="iics",
            request=request,
            response=response,
            passage=Passage.ANSWERED,
            begun_ns=self._now,
            ended_ns=self._now + 1_000_000,
            wall="2026-01-05T08:00:00Z",
            upstream=SERVER,
            session=session,
        )

    def _keep(self, exchange: Exchange) -> None:
        self.exchanges.append(exchange)


def _typed(media_type: str) -> Headers:
    return Headers((("Content-Type", media_type),))


def headers(**named: str) -> Headers:
    """Return the headers of a JSON request, and others; ``_`` in names stands for ``-``."""
    return Headers.of((), **{"Content_Type": "application/json", "Accept": "application/json", **named})
