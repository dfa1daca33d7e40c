"""Rules for a client under test: what it sends is judged as what it gets is."""

from __future__ import annotations

from harness.oracles.client import patience, race, requests
from harness.oracles.evidence import Rule

RULES: tuple[Rule, ...] = (
    requests.unknown_operation,
    requests.request,
    requests.sent_twice,
    race.too_early,
    patience.impatient,
)
