"""What Informatica Cloud's documents claim beyond what a contract file can say."""

from __future__ import annotations

from harness.oracles import Rule
from harness.vendors.iics.rules import activity, callbacks, errors, starts, stops

RULES: tuple[Rule, ...] = (
    *starts.RULES,
    *stops.RULES,
    *activity.RULES,
    *callbacks.RULES,
    *errors.RULES,
)
