"""Rules between answers: lists and items agree; filters, named by each vendor, narrow."""

from __future__ import annotations

from harness.oracles.evidence import Rule
from harness.oracles.relations import agreement

RULES: tuple[Rule, ...] = (agreement.list_item, agreement.listed_once)
