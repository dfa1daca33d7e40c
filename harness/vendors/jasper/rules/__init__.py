"""What JasperReports Server's documents claim beyond what a contract file can say."""

from __future__ import annotations

from harness.oracles import Rule
from harness.vendors.jasper.rules import effects, errors, lists, schedules

RULES: tuple[Rule, ...] = (*lists.RULES, *schedules.RULES, *effects.RULES, *errors.RULES)
