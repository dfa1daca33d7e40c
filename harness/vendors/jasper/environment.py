"""The variables that point clients of JasperReports Server at a base address."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from harness.target import Credentials
from harness.vendors.jasper.names import CONTEXTS


def client_environment(url: str, credentials: Credentials) -> Mapping[str, str]:
    """Return the address, whole and in parts; the usual clients have no variables of their own."""
    parts = urlsplit(url)
    return {
        "HARNESS_JASPER_URL": url,
        "HARNESS_JASPER_HOST": parts.hostname or "",
        "HARNESS_JASPER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
        "HARNESS_JASPER_PROTOCOL": parts.scheme,
        "HARNESS_JASPER_SERVER": f"{url.rstrip('/')}/{CONTEXTS[0]}",
        "HARNESS_USER": credentials.user,
        "HARNESS_PASSWORD": credentials.password,
    }
