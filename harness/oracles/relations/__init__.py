"""Rules between answers: lists and items agree, and JSON and XML; filters, named by each vendor, narrow."""

from __future__ import annotations

from harness.oracles.evidence import Rule
from harness.oracles.relations import agreement, formats

RULES: tuple[Rule, ...] = (agreement.list_item, agreement.listed_once, formats.same_in_all)
