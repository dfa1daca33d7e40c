from __future__ import annotations

from harness.emulation import Call
from harness.exchange import Headers, Request
from harness.vendors.zosmf.emulator.incoming import Incoming


def test_a_call_is_read_once_for_all_services() -> None:
    """The path is decoded, header names are folded, and of a repeated header the first value counts."""
    headers = Headers((("X-A", "1"), ("x-a", "2"), ("Host", "h")))
    incoming = Incoming.of(Call(Request("GET", "/a%2Fb?c%20d", headers), 0, "https://h"))
    assert incoming.path == "/a/b"
    assert incoming.headers == {"x-a": "1", "host": "h"}
    assert incoming.secure


def test_plain_http_is_not_secure() -> None:
    """A call over plain HTTP is known as such."""
    assert not Incoming.of(Call(Request("GET", "/"), 0, "http://h")).secure
