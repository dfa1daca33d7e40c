from __future__ import annotations

import pytest

from harness.config import default_mode, is_loopback, target_from_url
from harness.config.addresses import base_address, check_mode
from harness.errors import UsageError
from harness.target import Credentials, Mode

USERS = {"primary": Credentials("u", "p")}


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1:4430", "http://127.0.0.1:4430"),
        ("https://mvs1.example.com/base/", "https://mvs1.example.com/base"),
        ("https://[::1]:8443/", "https://[::1]:8443"),
    ],
)
def test_a_base_address_loses_only_its_last_slash(url: str, address: str) -> None:
    """A sound address keeps scheme, host, port and base path."""
    assert base_address(url) == address


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mvs1:443",
        "ftp://mvs1",
        "https://",
        "https://h:0",
        "https://h:70000",
        "https://h:x",
        "https://[::1",
        "https://h/?a=1",
        "https://h/#a",
        "https://h/a b",
    ],
)
def test_what_is_no_base_address_is_refused_with_a_mend(url: str) -> None:
    """Anything but http(s)://host[:port][/path] is a usage error that says what to write."""
    with pytest.raises(UsageError) as caught:
        base_address(url)
    assert "https://HOST:PORT" in caught.value.mend


def test_credentials_in_an_address_are_refused_unseen() -> None:
    """A password in an address is refused, and the message does not repeat it."""
    with pytest.raises(UsageError) as caught:
        base_address("https://me:hunter2@mvs1")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://localhost:1", True),
        ("http://app.localhost", True),
        ("http://127.9.9.9", True),
        ("https://[::1]:2", True),
        ("http://0.0.0.0", False),
        ("http://localhost.example.com", False),
        ("http://10.0.0.1", False),
        ("http://127.0.0.1.example.com", False),
    ],
)
def test_loopback_is_a_name_or_address_of_this_machine(url: str, local: bool) -> None:
    """Only loopback names and addresses count, and none is looked up."""
    assert is_loopback(url) is local


def test_one_address_elsewhere_makes_the_default_read_only() -> None:
    """The default mode is owned only when every upstream is on loopback."""
    assert default_mode(["http://127.0.0.1", "http://localhost"]) is Mode.OWNED
    assert default_mode(["http://127.0.0.1", "https://mvs1"]) is Mode.READ_ONLY


def test_unrestricted_stays_on_this_machine() -> None:
    """Generated purges and stops never leave loopback; owned may."""
    check_mode(Mode.UNRESTRICTED, ["http://127.0.0.1"])
    check_mode(Mode.OWNED, ["https://mvs1"])
    with pytest.raises(UsageError, match="not for https://mvs1"):
        check_mode(Mode.UNRESTRICTED, ["http://127.0.0.1", "https://mvs1"])


def test_a_target_from_an_address() -> None:
    """--url gives a target with the default mode of its address and what it may log in with."""
    target = target_from_url("zosmf", "https://mvs1/base/", sessions=USERS)
    assert (target.name, target.vendor) == ("zosmf-mvs1", "zosmf")
    assert target.upstreams == ("https://mvs1/base",)
    assert target.mode is Mode.READ_ONLY
    assert target.sessions == USERS
    assert not target.embedded
    with pytest.raises(UsageError, match="unrestricted"):
        target_from_url("zosmf", "https://mvs1", Mode.UNRESTRICTED, sessions={})
