"""Which known drift explains a finding: the one whose overlay makes it vanish."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from harness.contract import Contract, Drift, load_contract, load_levels
from harness.errors import UsageError
from harness.exchange import Exchange
from harness.finding import Finding
from harness.oracles import Rule, gather, judge
from harness.target import Target
from harness.traffic.documented import KIND
from harness.vendor import Vendor

MOST = 200
"""Findings that are looked into; whoever has more has another trouble than a drift."""


def explained(
    vendor: Vendor,
    target: Target,
    exchanges: Iterable[Exchange],
    rules: Sequence[Rule],
    findings: Sequence[Finding],
) -> tuple[Finding, ...]:
    """Return ``findings``, each with the drifts named that explain it.

    The witnesses alone are judged again, by the target's level and by that level with one drift more; a
    drift explains what is found by the first and not by the second, unless the second finds something new:
    then the target is not like that. What a drift leaves as it was it cannot explain, and is not judged by
    it. Of several that explain a finding, those count that are the only explanation of another one.
    """
    looked_into = findings[:MOST]
    if not looked_into:
        return tuple(findings)
    contracts = _contracts(vendor, target.level)
    _, base = next(contracts)
    witnesses = _Witnesses(looked_into, exchanges, base)

    @cache
    def known(shown: tuple[Exchange, ...]) -> frozenset[str]:
        return _found(vendor, target, base, shown, rules)

    named: dict[str, list[str]] = {}
    for drift, contract in contracts:
        shown = witnesses.touched(base.likeness.changed(contract.likeness))
        found = _found(vendor, target, contract, shown, rules)
        for fingerprint in known(shown) - found if found <= known(shown) else ():
            named.setdefault(fingerprint, []).append(f"{drift.id}: {drift.title}" if drift else "")
    sure = {names[0] for names in named.values() if len(names) == 1}
    likely = {key: [each for each in names if each in sure] or names for key, names in named.items()}
    return tuple(replace(each, drift="; ".join(likely.get(each.fingerprint, ()))) for each in findings)


class _Witnesses:
    """The exchanges that findings rest on, and the operations that they were."""

    def __init__(
        self, findings: Sequence[Finding], exchanges: Iterable[Exchange], contract: Contract
    ) -> None:
        wanted = {each for finding in findings for each in finding.witness}
        self._exchanges = tuple(exchange for exchange in exchanges if exchange.id in wanted)
        matches = {exchange.id: contract.match(exchange.request) for exchange in self._exchanges}
        self._documented = {each.id for each in self._exchanges if each.sender.kind == KIND}
        self._operations = {each: match.operation.id if match else None for each, match in matches.items()}
        self._findings = findings

    def touched(self, operations: Collection[str]) -> tuple[Exchange, ...]:
        """Return all witnesses of each finding of which one asked for one of ``operations``, or for none.

        Those of documented exchanges are always among them: they name the drifts at which they do not hold.
        """
        concerned = {None, *operations}
        of = {
            each
            for finding in self._findings
            if any(self._operations.get(each) in concerned for each in finding.witness)
            or not self._documented.isdisjoint(finding.witness)
            for each in finding.witness
        }
        return tuple(exchange for exchange in self._exchanges if exchange.id in of)


def _contracts(vendor: Vendor, level: str) -> Iterator[tuple[Drift | None, Contract]]:
    """Yield the contract of the level, then of the level with each drift that goes with it."""
    path = vendor.contract_path
    levels = load_levels(path)
    own = levels.resolve(level)
    yield None, load_contract(path, levels.overlays(own))
    for name, drift in levels.drifts.items():
        try:
            more = levels.resolve(level, [name])
        except UsageError:
            continue  # It conflicts with the level.
        if more != own:
            yield drift, load_contract(path, levels.overlays(more), keep=False)


def _found(
    vendor: Vendor, target: Target, contract: Contract, exchanges: Sequence[Exchange], rules: Sequence[Rule]
) -> frozenset[str]:
    if not exchanges:
        return frozenset()
    evidence = gather(contract, vendor.observe, exchanges)
    return frozenset(finding.fingerprint for finding in judge(evidence, rules, embedded=target.embedded))
