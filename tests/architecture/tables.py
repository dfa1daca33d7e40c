"""The tables of the documents that follow from the code: ``make docs`` writes them, a test compares.

A table stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from harness.cli import main
from harness.cli.group import COMMANDS
from harness.contract import load_contract, load_levels
from harness.guard import RULES as GUARD_RULES
from harness.run.fault_sets import FAULT_SETS
from harness.session import PRIMARY
from harness.vendor import vendors
from tests.architecture.conftest import ROOT
from tests.architecture.pages import PAGES, of_each_vendor, table

QUALIFIED = "docs/qualified.json"
MARKED = re.compile(r"(<!-- generated: (?P<name>[a-z0-9-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "docs/qualified.md", *PAGES)


def commands() -> str:
    """Return what each command is for."""
    context = click.Context(main)
    found = [(name, main.get_command(context, name)) for name in COMMANDS]
    return table(
        ("command", "what it does"),
        [(f"`harness {name}`", command.get_short_help_str(100)) for name, command in found if command],
    )


def vendors_table() -> str:
    """Return each vendor with the size of its contract and the releases that its emulator plays."""
    rows = []
    for vendor in vendors().values():
        contract, known = load_contract(vendor.contract_path), load_levels(vendor.contract_path)
        levels = ", ".join(f"`{level}`" for level in known.levels)
        played = sum(row.kind == "played" for row in known.rows)
        login = f"{vendor.sessions[PRIMARY].user} / {vendor.sessions[PRIMARY].password}"
        size = str(len(contract.operations))
        rows.append((f"`{vendor.name}`", vendor.title, size, levels, str(played), f"`{login}`"))
    heads = ("vendor", "what it is", "operations", "levels", "drifts played", "emulator's login")
    return table(heads, rows)


def layers() -> str:
    """Return the layers of imports, as pyproject.toml has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(c for c in settings["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    return "```\n" + "\n".join(contract["layers"]) + "\n```\n"


def guard_rules() -> str:
    """Return what the guard keeps back."""
    return table(
        ("rule", "what it does"),
        [(f"`{name}`", (rule.__doc__ or "").partition("\n")[0]) for name, rule in GUARD_RULES],
    )


def fault_sets() -> str:
    """Return the sets of faults that a client can be put through."""
    rows = [(f"`{name}`", "; ".join(map(_fault, faults))) for name, faults in FAULT_SETS.items()]
    return table(("set", "what the client meets"), rows)


def _fault(rule: Mapping[str, Any]) -> str:
    """Return ``the 2nd GET: half body`` or ``every request: delay of 2 s``."""
    fault, match = rule["fault"], rule.get("match", {})
    what = str(fault["kind"]).replace("-", " ")
    what += f" of {fault['seconds']:g} s" if "seconds" in fault else ""
    what += f" {fault['status']}" if "status" in fault else ""
    which = f"the {_ordinal(match['nth'])}" if "nth" in match else "every"
    last = match.get("nth", 1) + match.get("count", 1) - 1
    until = f" to {_ordinal(last)}" if match.get("count", 1) > 1 else ""
    return f"{which}{until} {match.get('method', 'request')}: {what}"


def _ordinal(number: int) -> str:
    return {1: "1st", 2: "2nd", 3: "3rd"}.get(number, f"{number}th")


def qualified() -> str:
    """Return the figures of ``make qualify``, as they were last measured."""
    known = json.loads((ROOT / QUALIFIED).read_text(encoding="utf-8")) if (ROOT / QUALIFIED).is_file() else {}
    verdicts = {True: "reached", False: "MISSED"}
    rows = [
        (name, f"{e['value']:g}", e["goal"], verdicts[e["reached"]], str(e["seed"]), f"`{e['commit']}`")
        for name, e in known.items()
    ]
    return table(("figure", "value", "goal", "verdict", "seed", "commit"), rows)


TABLES = {
    "commands": commands,
    "vendors": vendors_table,
    "layers": layers,
    "guard-rules": guard_rules,
    "fault-sets": fault_sets,
    "qualified": qualified,
    **of_each_vendor(),
}


def current(document: str) -> str:
    """Return the text of a document with its tables as they should be."""
    return MARKED.sub(lambda found: f"{found[1]}\n{TABLES[found['name']]()}\n{found[3]}", document)


def names(document: str) -> list[str]:
    """Return the names of the tables in a document."""
    return [found["name"] for found in MARKED.finditer(document)]


def rewrite(root: Path) -> None:
    """Write every table anew; a vendor's page that is not there yet is begun."""
    for name in DOCUMENTS:
        begun = PAGES.get(name, "")
        text = (root / name).read_text(encoding="utf-8") if (root / name).is_file() else begun
        (root / name).write_text(current(text), encoding="utf-8")


if __name__ == "__main__":
    rewrite(ROOT)
