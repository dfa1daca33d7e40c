"""Which known drift explains a finding: the one whose overlay makes it vanish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from harness.contract import Contract, Drift, load_contract, load_levels
from harness.errors import UsageError
from harness.exchange import Exchange
from harness.finding import Finding
from harness.oracles import Rule, gather, judge
from harness.target import Target
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
    then the target is not like that. Of several that explain a finding, those count that are the only
    explanation of another one.
    """
    witnesses = {each for finding in findings[:MOST] for each in finding.witness}
    if not witnesses:
        return tuple(findings)
    shown = [exchange for exchange in exchanges if exchange.id in witnesses]
    named: dict[str, list[str]] = {}
    contracts = _contracts(vendor, target.level)
    _, base = next(contracts)
    known = _found(vendor, target, base, shown, rules)
    for drift, contract in contracts:
        found = _found(vendor, target, contract, shown, rules)
        for fingerprint in known - found if found <= known else ():
            named.setdefault(fingerprint, []).append(f"{drift.id}: {drift.title}" if drift else "")
    sure = {names[0] for names in named.values() if len(names) == 1}
    likely = {key: [each for each in names if each in sure] or names for key, names in named.items()}
    return tuple(replace(each, drift="; ".join(likely.get(each.fingerprint, ()))) for each in findings)


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
            yield drift, load_contract(path, levels.overlays(more))


def _found(
    vendor: Vendor, target: Target, contract: Contract, exchanges: Sequence[Exchange], rules: Sequence[Rule]
) -> set[str]:
    evidence = gather(contract, vendor.observe, exchanges)
    return {finding.fingerprint for finding in judge(evidence, rules, embedded=target.embedded)}
