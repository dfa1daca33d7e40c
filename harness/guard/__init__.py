"""What may leave for a target: a policy as data, and one pure decision over a request."""

from harness.guard.decision import RULES, Allowed, Blocked, Decision, decide
from harness.guard.model import Attempt, Exclusive, Policy, Running, Subjects, Usage

__all__ = [
    "RULES",
    "Allowed",
    "Attempt",
    "Blocked",
    "Decision",
    "Exclusive",
    "Policy",
    "Running",
    "Subjects",
    "Usage",
    "decide",
]
