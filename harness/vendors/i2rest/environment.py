"""The variables that point clients of i2Rest at a base address."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from harness.target import Credentials
from harness.vendors.i2rest.scheme import TOKEN_PATH


def client_environment(url: str, credentials: Credentials) -> Mapping[str, str]:
    """Return the address, where to get a token, and with which client.

    i2Rest has no public client of its own that runs off the IBM i; any OAuth2 and HTTP client will do.
    """
    base = url.rstrip("/")
    return {
        "HARNESS_I2REST_URL": base,
        "HARNESS_I2REST_HOST": urlsplit(url).hostname or "",
        "HARNESS_I2REST_TOKEN_URL": base + credentials.extra.get("token_path", TOKEN_PATH),
        "HARNESS_I2REST_CLIENT_ID": credentials.user,
        "HARNESS_I2REST_CLIENT_SECRET": credentials.password,
        "HARNESS_USER": credentials.user,
        "HARNESS_PASSWORD": credentials.password,
    }
