"""The variables that point z/OSMF's usual clients at a base address."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from harness.target import Credentials


def client_environment(url: str, credentials: Credentials) -> Mapping[str, str]:
    """Return Zowe's own variables, and the same things one by one for clients that have none.

    Zowe CLI reads ``ZOWE_OPT_<OPTION>`` for every option of a command (Zowe CLI documentation,
    "Environment variables"). Certificates are not checked: a door makes its own.
    """
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    host = parts.hostname or ""
    path = parts.path.rstrip("/")
    # Zowe CLI takes an empty variable for an option without its value.
    base = {"ZOWE_OPT_BASE_PATH": path} if path else {}
    return {
        "ZOWE_OPT_HOST": host,
        "ZOWE_OPT_PORT": str(port),
        "ZOWE_OPT_PROTOCOL": parts.scheme,
        "ZOWE_OPT_USER": credentials.user,
        "ZOWE_OPT_PASSWORD": credentials.password,
        "ZOWE_OPT_REJECT_UNAUTHORIZED": "false",
        **base,
        "HARNESS_ZOSMF_URL": url,
        "HARNESS_ZOSMF_HOST": host,
        "HARNESS_ZOSMF_PORT": str(port),
        "HARNESS_ZOSMF_PROTOCOL": parts.scheme,
        "HARNESS_USER": credentials.user,
        "HARNESS_PASSWORD": credentials.password,
    }
