"""The headers between the door and our own traffic; none of them ever reaches a target or a record."""

from __future__ import annotations

from dataclasses import dataclass

from harness.exchange import Sender

SESSION = "X-Harness-Session"
"""On a request: the named session to send it as. Without it, the client's own credentials pass."""
SENDER = "X-Harness-Sender"
"""On a request: ``kind/case`` of who made it."""
EXCHANGE = "X-Harness-Exchange"
"""On every answer: the id under which the exchange is recorded."""
BLOCKED = "X-Harness-Blocked"
"""On an answer of the guard: the rule that kept the request."""
BROKEN = "X-Harness-Broken"
"""On a 502 of the door's own: no whole answer came, and why."""

PREFIX = b"x-harness-"
RESERVED_KIND = "session"
"""The kind of the door's own logins, which no request may claim."""
CLIENT = Sender()


@dataclass(frozen=True, slots=True)
class Control:
    """What our own traffic told the door about a request."""

    session: str | None = None
    sender: Sender = CLIENT

    @property
    def ours(self) -> bool:
        """Whether the request is our own traffic's rather than a client's under test."""
        return self.session is not None or self.sender != CLIENT


NONE = Control()
"""A client under test, which knows of no door."""


def read_control(session: str | None, sender: str | None) -> Control:
    """Read the control headers' values."""
    if session is None and sender is None:
        return NONE
    kind, _, case = (sender or CLIENT.kind).partition("/")
    return Control(session, Sender(CLIENT.kind if kind == RESERVED_KIND else kind, case))
