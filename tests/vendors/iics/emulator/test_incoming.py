from __future__ import annotations

from datetime import UTC, datetime

import pytest

from harness.emulation import Call
from harness.exchange import Headers, Request
from harness.vendors.iics.emulator.catalog import Catalog
from harness.vendors.iics.emulator.errors import Refusal
from harness.vendors.iics.emulator.incoming import Incoming, text_of, wanted
from harness.vendors.iics.emulator.release import DOCUMENTED
from harness.vendors.iics.emulator.system import System

SYSTEM = System.new(datetime(2026, 1, 5, tzinfo=UTC), 0, DOCUMENTED, Catalog(DOCUMENTED))


def incoming(target: str = "/", body: bytes = b"", **headers: str) -> Incoming:
    """Return a request as the service looks at it."""
    return Incoming.of(Call(Request("POST", target, Headers.of((), **headers), body), 0, "http://x"), SYSTEM)


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/saas/api/v2/job/?x=1", "/api/v2/job"),
        ("/api/v2/job", "/api/v2/job"),
        ("/ma/api/v2/user/login", "/ma/api/v2/user/login"),
        ("/saas/api/v2/mttask/name/A%20B", "/api/v2/mttask/name/A B"),
        ("/", "/"),
    ],
)
def test_paths_are_read_as_clients_write_them(target: str, path: str) -> None:
    """With and without the application's path, with a slash at the end, escaped."""
    assert incoming(target).path == path


@pytest.mark.parametrize(
    ("accept", "xml"),
    [
        ("application/xml", True),
        ("application/json", False),
        ("application/xml, application/json;q=0.5", True),
        ("application/json, application/xml", False),
        ("*/*", False),
        ("", False),
    ],
)
def test_json_is_the_default(accept: str, *, xml: bool) -> None:
    """XML is answered where it is asked for first."""
    assert incoming(Accept=accept).wants_xml is xml


def test_of_a_repeated_parameter_the_first_counts() -> None:
    """So that a guard that reads all of them misses none."""
    assert incoming("/?a=1&a=2&b=").query == {"a": "1", "b": ""}


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff"])
def test_a_body_that_is_no_object_is_refused(body: bytes) -> None:
    """Whatever it is instead."""
    with pytest.raises(Refusal) as caught:
        incoming(body=body).body()
    assert caught.value.status == 400


def test_attributes_are_text() -> None:
    """An empty one counts as not given, one that is too long or no text is refused."""
    assert text_of({"a": "x"}, "a") == wanted({"a": "x"}, "a") == "x"
    assert text_of({"a": ""}, "a") is text_of({}, "a") is None
    for value in (1, ["x"], "x" * 256):
        with pytest.raises(Refusal):
            text_of({"a": value}, "a")
    with pytest.raises(Refusal):
        wanted({}, "a")
