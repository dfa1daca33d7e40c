"""The environment of clients: Zowe's own variables lead to the door."""

from __future__ import annotations

import pytest

from harness.target import Credentials
from harness.vendors.zosmf.environment import client_environment

USER = Credentials("IBMUSER", "SYS1")


@pytest.mark.parametrize(
    ("url", "host", "port", "protocol", "base"),
    [
        ("http://127.0.0.1:4430", "127.0.0.1", "4430", "http", ""),
        ("https://localhost", "localhost", "443", "https", ""),
        ("http://gateway:80/ibmzosmf/api/v1/", "gateway", "80", "http", "/ibmzosmf/api/v1"),
    ],
)
def test_zowe_finds_the_door(url: str, host: str, port: str, protocol: str, base: str) -> None:
    """Host, port, protocol and base path are those of the door's address."""
    given = client_environment(url, USER)
    names = ("ZOWE_OPT_HOST", "ZOWE_OPT_PORT", "ZOWE_OPT_PROTOCOL", "ZOWE_OPT_BASE_PATH")
    assert tuple(given.get(name, "") for name in names) == (host, port, protocol, base)
    assert "" not in given.values()
    assert given["HARNESS_ZOSMF_URL"] == url


def test_clients_sign_in_with_the_given_credentials_and_take_the_doors_certificate() -> None:
    """The same user for Zowe and for clients that read our own variables."""
    given = client_environment("https://localhost:1", USER)
    assert (given["ZOWE_OPT_USER"], given["ZOWE_OPT_PASSWORD"]) == ("IBMUSER", "SYS1")
    assert (given["HARNESS_USER"], given["HARNESS_PASSWORD"]) == ("IBMUSER", "SYS1")
    assert given["ZOWE_OPT_REJECT_UNAUTHORIZED"] == "false"
