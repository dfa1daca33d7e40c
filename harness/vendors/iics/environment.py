"""The variables that point Informatica Cloud's usual clients at a base address."""

from __future__ import annotations

from collections.abc import Mapping

from harness.target import Credentials


def client_environment(url: str, credentials: Credentials) -> Mapping[str, str]:
    """Return where to log in, and as whom. Clients have no variables in common, so these are our own."""
    return {
        "HARNESS_IICS_URL": url,
        "HARNESS_IICS_SERVER_URL": f"{url.rstrip('/')}/saas",
        "HARNESS_USER": credentials.user,
        "HARNESS_PASSWORD": credentials.password,
    }
