"""What z/OSMF's documents claim beyond what a contract file can say."""

from __future__ import annotations

from harness.oracles import Rule
from harness.vendors.zosmf.rules import (
    access,
    addresses,
    completeness,
    documents,
    effects,
    errors,
    feedback,
    lists,
    notifications,
    paths,
    refusals,
    spool,
    submit,
)

RULES: tuple[Rule, ...] = (
    *documents.RULES,
    *errors.RULES,
    *feedback.RULES,
    *effects.RULES,
    *lists.RULES,
    *completeness.RULES,
    *submit.RULES,
    *refusals.RULES,
    *spool.RULES,
    *notifications.RULES,
    *paths.RULES,
    *access.RULES,
    *addresses.RULES,
)
