"""What JOC alone is held to."""

from __future__ import annotations

from harness.oracles import Rule
from harness.vendors.joc.rules import changes, documents, errors, lists, sessions

RULES: tuple[Rule, ...] = (*documents.RULES, *lists.RULES, *errors.RULES, *changes.RULES, *sessions.RULES)
