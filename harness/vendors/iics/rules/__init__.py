"""What Informatica Cloud's documents claim beyond what a contract file can say."""

from __future__ import annotations

from harness.oracles import Rule

RULES: tuple[Rule, ...] = ()
