from __future__ import annotations

from harness.target import Credentials
from harness.vendors.iics.environment import client_environment


def test_clients_learn_where_and_as_whom() -> None:
    """The login host and the address that stands for the pod's."""
    found = client_environment("http://127.0.0.1:1/", Credentials("u", "p"))
    assert found == {
        "HARNESS_IICS_URL": "http://127.0.0.1:1/",
        "HARNESS_IICS_SERVER_URL": "http://127.0.0.1:1/saas",
        "HARNESS_USER": "u",
        "HARNESS_PASSWORD": "p",
    }
