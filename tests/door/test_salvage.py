"""What is told of refused bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.door.salvage import salvage
from harness.exchange import Headers, Request


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        (
            b"GET /\xe9 x HTTP/1.1\r\nA: b\r\nno field\r\nAuthorization : Basic x\r\n\r\nbody",
            Request("GET", "/\xe9 x", Headers.of([("A", "b"), ("Authorization", "Basic x")])),
        ),
        (b"BREW /pot", Request("BREW", "/pot")),
        (b"", Request("", "")),
        (b"\x16\x03\x01", Request("\x16\x03\x01", "")),
    ],
)
def test_what_can_be_told_is_told(raw: bytes, seen: Request) -> None:
    """Method, target and fields are shown as far as they can be made out; other lines are left out."""
    assert salvage(raw) == seen


@given(st.binary(max_size=300))
def test_anything_can_be_salvaged(raw: bytes) -> None:
    """No bytes are too broken, and no body is ever taken over."""
    assert salvage(raw).body == b""
