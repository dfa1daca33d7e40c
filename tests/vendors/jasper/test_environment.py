from __future__ import annotations

from harness.target import Credentials
from harness.vendors.jasper.environment import client_environment


def test_a_client_finds_the_server_and_its_user() -> None:
    """The address stands there whole and in parts."""
    found = client_environment("http://127.0.0.1:4711/", Credentials("joe", "secret"))
    assert found["HARNESS_JASPER_SERVER"] == "http://127.0.0.1:4711/jasperserver-pro"
    assert (found["HARNESS_JASPER_HOST"], found["HARNESS_JASPER_PORT"]) == ("127.0.0.1", "4711")
    assert (found["HARNESS_USER"], found["HARNESS_PASSWORD"]) == ("joe", "secret")


def test_an_address_without_a_port_has_that_of_its_scheme() -> None:
    """Clients want a port."""
    ports = {
        scheme: client_environment(f"{scheme}://h", Credentials("", ""))["HARNESS_JASPER_PORT"]
        for scheme in ("http", "https")
    }
    assert ports == {"http": "80", "https": "443"}
