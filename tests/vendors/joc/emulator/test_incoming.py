from __future__ import annotations

import pytest

from harness.emulation import Call
from harness.exchange import Headers, Request
from harness.vendors.joc.emulator.incoming import Incoming


def incoming(body: bytes = b"", **headers: str) -> Incoming:
    """Return a request as it comes in."""
    request = Request("POST", "/joc/api/orders?a=1&a=2", Headers.of((), **headers), body)
    return Incoming.of(Call(request, 0, ""))


def test_media_types_come_without_parameters() -> None:
    """And in lower case; of a repeated query field the first counts."""
    assert incoming(Content_Type="Application/JSON; charset=utf-8").head.media == "application/json"
    assert incoming().head.media is None
    assert incoming().query == {"a": "1"}


@pytest.mark.parametrize(
    ("accept", "taken"),
    [
        ("application/json", True),
        ("*/*", True),
        ("application/*;q=0.1", True),
        ("text/xml", False),
        ("", True),
    ],
)
def test_callers_say_what_they_take(accept: str, taken: bool) -> None:
    """Without a word, anything."""
    assert incoming(Accept=accept).head.accepts("application/json") is taken
    assert incoming().head.accepts("application/json")
