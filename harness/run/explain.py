"""``harness explain``: one rule, why it matters, and where the vendor says so."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from rich.table import Table

from harness.config import near_miss
from harness.errors import UsageError
from harness.finding import Verdict, VerdictKind
from harness.guard import RULES as GUARD_RULES
from harness.run.model import RunEnd, Ui
from harness.run.requests import ExplainRequest
from harness.run.rules import described, rules_of
from harness.vendor import vendors


def run(request: ExplainRequest, ui: Ui) -> RunEnd:
    """Show an oracle's rule or a guard's; raise ``UsageError`` for an id that neither has."""
    known = _explained()
    if request.rule not in known:
        mend = near_miss(request.rule, list(known), otherwise="harness rules shows all there are")
        raise UsageError(f"no rule is called {request.rule!r}", mend=mend)
    told = known[request.rule]
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in told.items():
        table.add_row(name, _text(value), style="bold" if name == "id" else "")
    ui.console.print(table, markup=False, highlight=False)
    return RunEnd.of(Verdict(VerdictKind.PASS, str(told["claim"])), rule=told)


def _explained() -> dict[str, Mapping[str, Any]]:
    """Return by id what is to be said of each rule."""
    judged = {rule.id: described(rule, holders) for rule, holders in rules_of(list(vendors().values()))}
    guarded = {
        name: {
            "id": name,
            "claim": (inspect.getdoc(objection) or "").partition("\n")[0],
            "why": "The guard keeps back what would go beyond the target's mode; such a request is "
            "skipped, never judged.",
        }
        for name, objection in GUARD_RULES
    }
    return {**judged, **guarded}


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return f"{value['where']} ({value['standing']})"
    return ", ".join(value) if isinstance(value, list) else str(value)
