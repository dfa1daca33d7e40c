from __future__ import annotations

from harness.target import Credentials
from harness.vendors.i2rest.environment import client_environment


def test_a_client_learns_where_to_go_and_as_whom() -> None:
    """The address, the token endpoint, and the client with its secret."""
    found = client_environment("http://127.0.0.1:9/", Credentials("harness", "secret"))
    assert found["HARNESS_I2REST_URL"] == "http://127.0.0.1:9"
    assert found["HARNESS_I2REST_TOKEN_URL"] == "http://127.0.0.1:9/oauth2/token"
    assert (found["HARNESS_I2REST_CLIENT_ID"], found["HARNESS_I2REST_CLIENT_SECRET"]) == ("harness", "secret")


def test_a_site_may_give_tokens_elsewhere() -> None:
    """The path is configured at each server."""
    found = client_environment("http://h", Credentials("a", "b", {"token_path": "/auth/t"}))
    assert found["HARNESS_I2REST_TOKEN_URL"] == "http://h/auth/t"
