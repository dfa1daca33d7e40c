"""The decision: every rule must have no objection; the first that has one, or breaks, blocks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from harness.guard import rules
from harness.guard.model import Attempt, Policy, Usage
from harness.ledger import LedgerView


@dataclass(frozen=True, slots=True)
class Allowed:
    """The request may leave."""


@dataclass(frozen=True, slots=True)
class Blocked:
    """The request stays here. ``rule`` is the guard rule's id, ``reason`` says why, for people."""

    rule: str
    reason: str


Decision = Allowed | Blocked
Objection = Callable[[Attempt, Policy, LedgerView, Usage], str | None]

RULES: tuple[tuple[str, Objection], ...] = (
    ("guard.budget", rules.over_budget),
    ("guard.body", rules.body_too_large),
    ("guard.unknown-operation", rules.unknown_operation),
    ("guard.override", rules.overridden),
    ("guard.mode", rules.beyond_mode),
    ("guard.session", rules.unscripted_session),
    ("guard.unreadable", rules.unreadable),
    ("guard.address", rules.foreign_address),
    ("guard.tag", rules.untagged),
    ("guard.execute", rules.unlisted_execute),
    ("guard.not-ours", rules.not_ours),
    ("guard.exclusive", rules.not_alone),
)
"""Every guard rule by id, in the order asked; each returns its objection, or None."""

_ALLOWED = Allowed()


def decide(attempt: Attempt, policy: Policy, ledger: LedgerView, usage: Usage) -> Decision:
    """Tell whether ``attempt`` may leave. Pure; a rule that raises blocks (``guard.defect``)."""
    for rule, objection in RULES:
        try:
            reason = objection(attempt, policy, ledger, usage)
        except Exception as defect:  # noqa: BLE001 - fails closed, whatever broke
            return Blocked("guard.defect", f"{rule} broke: {type(defect).__name__}: {defect}")
        if reason is not None:
            return Blocked(rule, reason)
    return _ALLOWED
