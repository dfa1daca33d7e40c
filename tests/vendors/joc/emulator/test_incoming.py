from __future__ import annotations

import json

import pytest

from harness.emulation import Call
from harness.exchange import Headers, Request
from harness.vendors.joc.emulator import forms
from harness.vendors.joc.emulator.incoming import Incoming
from harness.vendors.joc.emulator.refusals import Refusal


def incoming(body: bytes = b"", **headers: str) -> Incoming:
    """Return a request as it comes in."""
    request = Request("POST", "/joc/api/orders?a=1&a=2", Headers.of((), **headers), body)
    return Incoming.of(Call(request, 0, ""))


def test_media_types_come_without_parameters() -> None:
    """And in lower case; of a repeated query field the first counts."""
    assert incoming(Content_Type="Application/JSON; charset=utf-8").media == "application/json"
    assert incoming().media is None
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
    assert incoming(Accept=accept).accepts("application/json") is taken
    assert incoming().accepts("application/json")


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 200 + b"]" * 200, b"[1]", b'{"limit": "many"}'])
def test_bodies_that_cannot_be_read_are_refused(body: bytes) -> None:
    """JOC-420, by the name of the exception."""
    with pytest.raises(Refusal, match=r"^com[.]") as told:
        incoming(body).document(forms.ORDERS)
    assert told.value.code == "JOC-420"


def test_releases_without_validation_repair() -> None:
    """What is wrong is not there, and a path gets its slash."""
    sent = {"jobschedulerId": "s", "limit": "x", "orders": [{"jobChain": "a/b"}], "regex": None}
    found = incoming(json.dumps(sent).encode()).document(forms.ORDERS, strict=False, slashed=True)
    assert found == {"jobschedulerId": "s", "orders": [{"jobChain": "/a/b"}]}
    with pytest.raises(Refusal):
        incoming(b"[]").document(forms.ORDERS, strict=False)
