"""The pages of ``docs/`` that each vendor has: its levels and drifts, and how faithful its emulator is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from harness.contract import Levels, load_levels
from harness.vendor import Vendor, vendors
from tests.architecture.fidelity import Ledger, ledger_of

DRIFTS = """# Levels and drifts of {title}

A **drift** is one sourced difference between releases, or sites. The emulator plays it in code, and an
overlay on the contract says it independently (`openapi/overlays/{name}`). A **level** is a release as a list
of drifts; `documented` has none.

```console
$ harness check {name} --play {level}   # play {level}, judge it by the documents
$ harness check {name} --play {level} --level {level}   # judge it as itself
```

A finding that a drift explains names it.

## Levels

<!-- generated: {name}-levels -->
<!-- end -->
{maintenance}
## Drifts

<!-- generated: {name}-drift-kinds -->
<!-- end -->

<!-- generated: {name}-drifts -->
<!-- end -->
"""
MAINTENANCE = """
Maintenance is applied beside a level, by `--drift` or after a plus sign; where it changes nothing it is
refused.

<!-- generated: {name}-maintenance -->
<!-- end -->
"""
FIDELITY = """# How faithful the emulator of {title} is

What the emulator does, and on whose word. Each rule stands in the module named beside it, and is `measured`
at a real system, `documented` by the vendor, read in the `source-code` of a client or server, or `inferred`.

<!-- generated: {name}-standings -->
<!-- end -->

## Open points

What is known of the system, or not known, and not emulated.

<!-- generated: {name}-open -->
<!-- end -->

## Rules

<!-- generated: {name}-fidelity -->
<!-- end -->
"""


def table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _drifts(levels: Levels) -> str:
    """Return every known drift: played, or why not."""
    rows = [
        (row.id, row.what, row.earlier, row.later, f"{row.kind}{f': {row.reason}' if row.reason else ''}",
         f"{row.where} ({row.standing})")
        for row in levels.rows
    ]  # fmt: skip
    return table(("drift", "of what", "earlier", "later", "played", "source"), rows)


def _drift_kinds(levels: Levels) -> str:
    """Return how many drifts there are of each kind."""
    kinds = Counter(row.kind for row in levels.rows)
    return table(("kind", "drifts"), [(kind, str(count)) for kind, count in kinds.most_common()])


def _levels(levels: Levels) -> str:
    """Return what the levels are made of."""
    rows = [(f"`{n}`", levels.titles[n], ", ".join(drifts)) for n, drifts in levels.levels.items()]
    return table(("level", "what it is", "drifts"), rows)


def _maintenance(levels: Levels) -> str:
    """Return what maintenance can be applied to levels."""
    rows = [
        (f"`{each.name}`", each.title, ", ".join(each.at), ", ".join(each.mends), ", ".join(each.brings))
        for each in levels.maintenance.values()
    ]
    return table(("maintenance", "what it is", "at", "mends", "brings"), rows)


def _standings(ledger: Ledger) -> str:
    """Return on whose word the rules stand, as shares."""
    counts = Counter(rule.standing for rule in ledger.rules)
    total = len(ledger.rules)
    rows = [
        (standing, str(count), f"{100 * count / total:.0f} %") for standing, count in counts.most_common()
    ]
    return table(("standing", "rules", "share"), [*rows, ("all", str(total), "100 %")])


def _fidelity(ledger: Ledger) -> str:
    """Return every rule."""
    rows = [(rule.rule, rule.standing, rule.where, f"`{rule.at}`") for rule in ledger.rules]
    return table(("rule", "standing", "source", "module"), rows)


def _open(ledger: Ledger) -> str:
    """Return what is not emulated, and why."""
    return table(("not emulated", "why"), [(each.what, each.why) for each in ledger.open])


def _leveled() -> dict[str, tuple[Vendor, Levels]]:
    found = {name: (vendor, load_levels(vendor.contract_path)) for name, vendor in vendors().items()}
    return {name: (vendor, levels) for name, (vendor, levels) in found.items() if levels.rows}


def _ledgers() -> dict[str, tuple[Vendor, Ledger]]:
    found = {name: (vendor, ledger_of(name)) for name, vendor in vendors().items()}
    return {name: (vendor, ledger) for name, (vendor, ledger) in found.items() if ledger is not None}


def of_each_vendor() -> dict[str, Callable[[], str]]:
    """Return the tables of every vendor, by name."""
    tables: dict[str, Callable[[], str]] = {}
    for name, (_, levels) in _leveled().items():
        tables[f"{name}-levels"] = partial(_levels, levels)
        tables[f"{name}-drift-kinds"] = partial(_drift_kinds, levels)
        tables[f"{name}-drifts"] = partial(_drifts, levels)
        if levels.maintenance:
            tables[f"{name}-maintenance"] = partial(_maintenance, levels)
    for name, (_, ledger) in _ledgers().items():
        tables[f"{name}-standings"] = partial(_standings, ledger)
        tables[f"{name}-open"] = partial(_open, ledger)
        tables[f"{name}-fidelity"] = partial(_fidelity, ledger)
    return tables


def _pages() -> dict[str, str]:
    """Return the page of each vendor as it is begun; whoever edits its words afterwards keeps them."""
    pages = {}
    for name, (vendor, levels) in _leveled().items():
        level = [*levels.levels][-1]
        more = MAINTENANCE.format(name=name) if levels.maintenance else ""
        pages[f"docs/{name}-drifts.md"] = DRIFTS.format(
            name=name, title=vendor.title, level=level, maintenance=more
        )
    for name, (vendor, _) in _ledgers().items():
        pages[f"docs/{name}-fidelity.md"] = FIDELITY.format(name=name, title=vendor.title)
    return pages


PAGES: Mapping[str, str] = _pages()
