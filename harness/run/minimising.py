"""Findings with the smallest request that still shows them, as far as a stated budget reaches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from harness.contract import Effect
from harness.exchange import Exchange, Request, Sender
from harness.finding import Finding, Severity
from harness.oracles import Rule, gather, judge
from harness.run.judging import Judgement
from harness.run.stage import Stage
from harness.traffic.client import DoorClient
from harness.traffic.reducer import KIND, minimise, still_fires

EMULATOR_BUDGET = 200
"""Requests for one finding at an emulator of our own, where each try starts from the same state."""
TARGET_BUDGET = 25
"""Requests for one finding anywhere else, where only what reads is tried again."""
MOST_FINDINGS = 25
"""Findings that are worked on, the worst first."""
_DRESSED = ("Host", "Authorization", "Cookie")
"""What the door puts on by itself."""


def minimised(stage: Stage, judgement: Judgement, exchanges: Sequence[Exchange]) -> Judgement:
    """Return ``judgement`` with smaller witnesses where there are any; mere information is left as it is.

    ``exchanges`` are those that were judged.
    """
    worth = [f for f in judgement.findings if f.severity is not Severity.INFO and len(f.witness) == 1]
    known = {exchange.id: exchange for exchange in exchanges}
    rules = {rule.id: rule for rule in judgement.rules}
    smaller = {
        finding.fingerprint: _minimised(stage, finding, rules[finding.rule], known[finding.witness[0]])
        for finding in worth[:MOST_FINDINGS]
    }
    findings = tuple(smaller.get(finding.fingerprint, finding) for finding in judgement.findings)
    return replace(judgement, findings=findings)


def _minimised(stage: Stage, finding: Finding, rule: Rule, witness: Exchange) -> Finding:
    if not _may_be_tried(stage, witness):
        return finding
    with DoorClient(stage.door.url, Sender(KIND, finding.fingerprint), witness.session) as client:
        tries = _Tries(stage, client)
        fails = still_fires(finding, rule, stage.contract, stage.vendor.observe, tries.ask)
        request = replace(witness.request, headers=witness.request.headers.without(*_DRESSED))
        budget = TARGET_BUDGET if stage.emulator is None else EMULATOR_BUDGET
        found = minimise(stage.contract, request, fails, reset=_reset(stage), budget=budget)
    if not found.reproduced or found.request == request:
        return finding
    return _with_witness(stage, finding, rule, tries.exchanges[found.request])


def _may_be_tried(stage: Stage, witness: Exchange) -> bool:
    match = stage.contract.match(witness.request)
    return match is not None and (stage.emulator is not None or match.effect is Effect.READ)


def _reset(stage: Stage) -> Callable[[], None]:
    if stage.emulator is None:
        return lambda: None
    control = stage.emulator.control
    name = control.snapshot()
    return lambda: control.restore(name)


def _with_witness(stage: Stage, finding: Finding, rule: Rule, exchange: Exchange) -> Finding:
    evidence = gather(stage.contract, stage.vendor.observe, (exchange,))
    alike = judge(evidence, (rule,), embedded=stage.target.embedded)
    same = next(each for each in alike if each.fingerprint == finding.fingerprint)
    return replace(same, count=finding.count, drift=finding.drift)


@dataclass
class _Tries:
    """Sends requests through the door, and keeps what became of each."""

    stage: Stage
    client: DoorClient
    exchanges: dict[Request, Exchange] = field(default_factory=dict)

    def ask(self, request: Request) -> Exchange | None:
        """Return the exchange of ``request`` as it was recorded; None when it cannot be sent."""
        try:
            reply = self.client.ask(request)
        except ValueError:
            return None
        if reply.exchange is None:
            return None
        exchange = self.stage.door.exchange(reply.exchange)
        self.exchanges[request] = exchange
        return exchange
