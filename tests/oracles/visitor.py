"""Any vendor's emulator in this process, visited in named sessions; every exchange is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from harness.contract import Contract, load_contract
from harness.emulation import EmulatorSettings
from harness.emulation.faults import parse_faults
from harness.exchange import Exchange, Passage, Request, Response
from harness.finding import Finding
from harness.flow import Flow
from harness.oracles import SUITE, Rule, gather, judge
from harness.run.fault_sets import fault_set
from harness.session import PRIMARY, SessionStore
from harness.traffic.drivers import run_flow
from harness.vendor import Vendor

T = TypeVar("T")
SERVER = "http://target.example:80"
TICK = 10_000_000
Change = Callable[[Response], Response]


@dataclass
class Visitor:
    """Whoever visits a fresh emulator of ``vendor``. ``change`` is what befalls each answer."""

    vendor: Vendor
    change: Change = lambda response: response
    exchanges: list[Exchange] = field(default_factory=list)
    now: int = 0

    def __post_init__(self) -> None:
        self.emulator = self.vendor.emulator(EmulatorSettings(clock="logical"))
        self.sessions = SessionStore(self.vendor.scheme, self.vendor.sessions)

    @property
    def contract(self) -> Contract:
        """What the vendor documents."""
        return load_contract(self.vendor.contract_path)

    def play(self, name: str) -> None:
        """Play the set of faults of that name."""
        self.emulator.play(parse_faults(fault_set(name)))

    def send(self, request: Request, session: str = PRIMARY) -> Response:
        """Ask as ``session`` does, and keep the exchange."""
        if not self.sessions.ready(session):
            run_flow(self.sessions.login(session), self._ask, self.wait)
        dressed = self.sessions.dress(session, request)
        begun = self.now = self.now + TICK
        response = self.change(self._ask(dressed))
        self.exchanges.append(
            Exchange(
                id=f"e{len(self.exchanges) + 1}",
                vendor=self.vendor.name,
                request=dressed,
                response=response,
                passage=Passage.ANSWERED,
                begun_ns=begun,
                ended_ns=begun + TICK // 10,
                wall="2026-01-05T08:00:00Z",
                upstream=SERVER,
                session=session,
            )
        )
        return response

    def run(self, flow: Flow[T], session: str = PRIMARY) -> T:
        """Hold a conversation to its end."""
        return run_flow(flow, lambda request: self.send(request, session), self.wait)

    def wait(self, seconds: float) -> None:
        """Let the emulator's time pass, and ours."""
        self.emulator.clock.advance(seconds)
        self.now += round(seconds * 1_000_000_000)

    def findings(self, *rules: Rule) -> list[Finding]:
        """Return what ``rules`` find, or the whole suite."""
        evidence = gather(self.contract, self.vendor.observe, self.exchanges)
        return list(judge(evidence, rules or SUITE, embedded=True))

    def _ask(self, request: Request) -> Response:
        return self.emulator.receive(request, SERVER).response
