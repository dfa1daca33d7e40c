"""The control headers of our own traffic."""

from __future__ import annotations

import pytest

from harness.door.control import Control, read_control
from harness.exchange import Sender


@pytest.mark.parametrize(
    ("session", "sender", "read", "ours"),
    [
        (None, None, Control(), False),
        ("primary", None, Control("primary", Sender("client")), True),
        (None, "fuzzing/12", Control(None, Sender("fuzzing", "12")), True),
        (None, "fuzzing/a/b", Control(None, Sender("fuzzing", "a/b")), True),
        (None, "scenario", Control(None, Sender("scenario", "")), True),
        ("none", "session/x", Control("none", Sender("client", "x")), True),
    ],
)
def test_control_headers_are_read(session: str | None, sender: str | None, read: Control, ours: bool) -> None:
    """Kind and case are told apart, and nobody may call himself the door's own sender."""
    control = read_control(session, sender)
    assert control == read
    assert control.ours is ours
