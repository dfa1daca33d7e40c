from __future__ import annotations

import pytest

from harness.emulation import Call
from harness.exchange import Headers, Request
from harness.vendors.i2rest.emulator.asked import UnreadableError, document_of, flag
from tests.vendors.i2rest.bench import JSON


def call(body: bytes, *pairs: tuple[str, str]) -> Call:
    """Return a call with a body."""
    return Call(Request("POST", "/run_command", Headers(pairs or (JSON,)), body), 0, "http://h")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff", b"[" * 5000])
def test_only_an_object_is_a_document(body: bytes) -> None:
    """Broken, deep and other JSON is refused, and nothing else happens."""
    with pytest.raises(UnreadableError):
        document_of(call(body))


def test_the_media_type_must_be_json() -> None:
    """The document says application/json."""
    with pytest.raises(UnreadableError):
        document_of(call(b"{}", ("Content-Type", "text/plain")))
    assert document_of(call(b"{}", ("Content-Type", "application/json; charset=utf-8"))) == {}


def test_a_flag_is_a_boolean() -> None:
    """It is false when it is not there; a text is no boolean."""
    assert not flag({}, "joblog")
    assert flag({"joblog": True}, "joblog")
    with pytest.raises(UnreadableError):
        flag({"joblog": "true"}, "joblog")
