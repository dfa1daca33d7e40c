"""``harness rules``: what is claimed, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from harness.finding import Verdict, VerdictKind
from harness.oracles import CLIENT, SUITE, Rule
from harness.run import judging
from harness.run.model import RunEnd, Ui
from harness.run.requests import RulesRequest
from harness.vendor import Vendor, vendor_named, vendors


def run(request: RulesRequest, ui: Ui) -> RunEnd:
    """Show the rules of one vendor or of all; raise ``UsageError`` for an unknown vendor."""
    chosen = [vendor_named(request.vendor)] if request.vendor else list(vendors().values())
    found = rules_of(chosen)
    table = Table("rule", "severity", "holds for", "claim", box=None, pad_edge=False)
    for rule, holders in found:
        table.add_row(rule.id, rule.severity.value, ", ".join(holders) or "all", rule.claim)
    ui.console.print(table, markup=False, highlight=False)
    ui.console.print("\nharness explain RULE tells why, and where the vendor says so.", highlight=False)
    verdict = Verdict(VerdictKind.PASS, f"{len(found)} rules")
    return RunEnd.of(verdict, rules=[described(rule, holders) for rule, holders in found])


def rules_of(chosen: list[Vendor]) -> list[tuple[Rule, tuple[str, ...]]]:
    """Return every rule by id, each with the vendors it is particular to (none: it holds for all)."""
    found: dict[str, tuple[Rule, tuple[str, ...]]] = {rule.id: (rule, ()) for rule in (*SUITE, *CLIENT)}
    for vendor in chosen:
        found |= {rule.id: (rule, (vendor.name,)) for rule in judging.rules_of(vendor)}
    return [found[name] for name in sorted(found)]


def all_rules() -> tuple[Rule, ...]:
    """Return every rule that any vendor is held to, by id."""
    return tuple(rule for rule, _ in rules_of(list(vendors().values())))


def described(rule: Rule, holders: tuple[str, ...]) -> Mapping[str, Any]:
    """Return a rule as ``--json`` shows it."""
    return {
        "id": rule.id,
        "severity": rule.severity.value,
        "vendors": list(holders) or "all",
        "claim": rule.claim,
        "why": rule.why,
        "source": {"where": rule.source.where, "standing": rule.source.standing.value},
    }
