"""Rules over a single exchange: the answer keeps its contract and is about what was asked."""

from __future__ import annotations

from harness.oracles.evidence import Rule
from harness.oracles.exchange import accepted, echo, expected, notification, response, sessions

RULES: tuple[Rule, ...] = (
    *response.RULES,
    accepted.accepted,
    echo.echo,
    expected.expected,
    notification.notification,
    sessions.without_session,
)
