"""``harness list``: vendors with their operations, rules, levels and drifts; targets of ``harness.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.table import Table

from harness.config import Config
from harness.contract import Contract, Operation, load_contract, load_levels
from harness.finding import Verdict, VerdictKind
from harness.oracles import SUITE
from harness.run.model import RunEnd, Ui
from harness.run.requests import ListRequest
from harness.run.targets import read_config
from harness.vendor import Vendor, vendors


def run(request: ListRequest, ui: Ui) -> RunEnd:
    """Show what there is; raise ``UsageError`` for a contract or a configuration that cannot be read."""
    config = read_config(request.selection, Path.cwd())
    found = {vendor.name: load_contract(vendor.contract_path) for vendor in vendors().values()}
    for vendor in vendors().values():
        _show_vendor(vendor, found[vendor.name], ui)
    _show_targets(config, ui)
    summary = [_described(vendor, found[vendor.name]) for vendor in vendors().values()]
    verdict = Verdict(VerdictKind.PASS, f"{len(summary)} vendors")
    return RunEnd.of(verdict, vendors=summary, targets=_targets(config))


def _show_vendor(vendor: Vendor, contract: Contract, ui: Ui) -> None:
    ui.console.print(f"{vendor.name}  {vendor.title}", style="bold", markup=False, highlight=False)
    rules = len(SUITE) + len(vendor.rules)
    ui.console.print(f"  {rules} rules", markup=False, highlight=False)
    _show_levels(vendor, ui)
    table = _table("operation", "method", "path", "effect", "role")
    for operation in contract.operations.values():
        effects, roles = _effects(operation)
        table.add_row(operation.id, operation.method, operation.template, effects, roles)
    ui.console.print(table, markup=False, highlight=False)
    ui.console.print()


def _show_levels(vendor: Vendor, ui: Ui) -> None:
    levels = load_levels(vendor.contract_path)
    table = _table("level or drift", "what it is", "drifts")
    for name, drifts in levels.levels.items():
        table.add_row(name, levels.titles[name], " ".join(drifts))
    for applied in levels.maintenance.values():
        table.add_row(applied.name, f"{applied.title}; at {', '.join(applied.at)}", "")
    for drift in levels.drifts.values():
        table.add_row(drift.id, drift.title, "")
    ui.console.print(table, markup=False, highlight=False)


def _show_targets(config: Config | None, ui: Ui) -> None:
    if config is None:
        ui.console.print("no harness.toml here or above; write one with: harness init", highlight=False)
        return
    ui.console.print(f"targets of {config.file}", style="bold", markup=False, highlight=False)
    table = _table("target", "vendor", "mode", "level", "address", "work")
    for row in _targets(config):
        table.add_row(*(", ".join(cell) if isinstance(cell, list) else str(cell) for cell in row.values()))
    ui.console.print(table, markup=False, highlight=False)


def _table(*names: str) -> Table:
    """Return a table that folds what is too long for the screen, but for the names people copy."""
    table = Table(box=None, padding=(0, 2))
    for index, name in enumerate(names):
        table.add_column(name, no_wrap=index == 0, overflow="fold")
    return table


def _targets(config: Config | None) -> list[dict[str, Any]]:
    return [
        {
            "target": target.name,
            "vendor": target.vendor,
            "mode": target.mode.value,
            "level": target.level,
            "url": list(target.upstreams),
            "work": [item.name for item in target.work],
        }
        for target in (config.targets.values() if config else ())
    ]


def _described(vendor: Vendor, contract: Contract) -> Mapping[str, Any]:
    levels = load_levels(vendor.contract_path)
    operations = [
        {"id": operation.id, "method": operation.method, "path": operation.template}
        | dict(zip(("effect", "role"), _effects(operation), strict=True))
        for operation in contract.operations.values()
    ]
    return {
        "vendor": vendor.name,
        "title": vendor.title,
        "contract": str(vendor.contract_path),
        "operations": operations,
        "rules": sorted(rule.id for rule in (*SUITE, *vendor.rules)),
        "levels": list(levels.levels),
        "maintenance": list(levels.maintenance),
        "drifts": [{"id": drift.id, "title": drift.title} for drift in levels.drifts.values()],
    }


def _effects(operation: Operation) -> tuple[str, str]:
    """Return the effects and the roles of an operation's cases, in rising strength."""
    cases = sorted(operation.cases, key=lambda case: case.effect.strength)
    effects = dict.fromkeys(case.effect.value for case in cases)
    roles = dict.fromkeys(case.role for case in cases if case.role)
    return ", ".join(effects), ", ".join(roles)
